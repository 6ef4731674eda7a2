import type { UnreadCall } from '../../iam/answers/answer-head.ts';
import type { AccessWay, ExposedPerson, Person, PersonAccess } from '../../iam/answers/exposure-answer.ts';
import { eachOnce, type Unread } from '../../model/reading.ts';

export const ANONYMOUS: Person = { kind: 'anonymous', name: 'anybody' };
export const ANY_ACCOUNT: Person = { kind: 'any-account', name: 'whoever has an AWS account' };

/** Who can do what with a resource, as it is found out. */
export class People {
  readonly operations: readonly string[];
  readonly #known = new Map<string, Known>();

  constructor(operations: readonly string[]) {
    this.operations = operations;
  }

  /** `doubts`: what was not read and may stop it; where something stops it anyway they do not matter. */
  add(person: Person, operation: string, way: AccessWay, doubts: readonly Unread[] = []): void {
    this.#cell(person, operation).ways.push({ way, doubts: way.stoppedBy.length > 0 ? [] : doubts });
  }

  addUnknown(person: Person, operation: string, missing: readonly Unread[]): void {
    if (missing.length > 0) this.#cell(person, operation).missing.push(...missing);
  }

  /** Anonymous callers first, then in the order in which they were found. Who is of some account can do what any can. */
  all(): readonly ExposedPerson[] {
    const any = this.#known.get(keyOf(ANY_ACCOUNT));
    const people = [...this.#known.values()].map(({ person, cells }): ExposedPerson => {
      const access = this.operations.flatMap((operation): readonly PersonAccess[] => {
        const own = cells.get(operation);
        const shared = OF_ACCOUNTS.has(person.kind) ? any?.cells.get(operation) : undefined;
        const cell = joined(own, shared);
        return cell ? [accessOf(operation, cell)] : [];
      });
      return { ...person, access };
    });
    return people.toSorted((a, b) => RANKS.indexOf(a.kind) - RANKS.indexOf(b.kind));
  }

  #cell(person: Person, operation: string): Cell {
    const known = this.#known.get(keyOf(person)) ?? { person, cells: new Map<string, Cell>() };
    this.#known.set(keyOf(person), known);
    const cell = known.cells.get(operation) ?? { ways: [], missing: [] };
    known.cells.set(operation, cell);
    return cell;
  }
}

interface Known {
  readonly person: Person;
  readonly cells: Map<string, Cell>;
}

interface Cell {
  readonly ways: { readonly way: AccessWay; readonly doubts: readonly Unread[] }[];
  readonly missing: Unread[];
}

const OF_ACCOUNTS: ReadonlySet<Person['kind']> = new Set([
  'account',
  'organization',
  'others',
  'canonical-user',
]);

const RANKS: readonly Person['kind'][] = [
  'anonymous',
  'any-account',
  'others',
  'organization',
  'account',
  'canonical-user',
  'distribution',
  'service',
  'inside',
];

function keyOf({ kind, name }: Person): string {
  return `${kind} ${name}`;
}

function joined(own: Cell | undefined, shared: Cell | undefined): Cell | undefined {
  if (!own || !shared) return own ?? shared;
  return { ways: [...own.ways, ...shared.ways], missing: [...own.missing, ...shared.missing] };
}

function accessOf(operation: string, { ways, missing }: Cell): PersonAccess {
  const through = ways.filter(({ way }) => way.stoppedBy.length === 0);
  const certain = through.some(({ doubts }) => doubts.length === 0);
  const unread = certain ? [] : [...through.flatMap(({ doubts }) => doubts), ...missing];
  return {
    operation,
    answer: certain ? 'open' : unread.length > 0 ? 'unknown' : 'held',
    ways: ways.map(({ way }) => way),
    unread: eachOnce(unread).map(({ call, why }): UnreadCall => ({ call, why })),
  };
}
