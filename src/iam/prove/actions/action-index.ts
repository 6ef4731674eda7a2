import { matchesAction } from '../../action-pattern.ts';
import type { ActionCatalogue, ActionFacts } from '../../catalogue/action-catalogue.ts';
import { patternOf } from '../strings/pattern.ts';
import { TextSet } from '../strings/text-set.ts';
import { traitsOf } from './action-traits.ts';

/** All actions that AWS documents, in order of their names in lower case, so that a prefix is a range. */
export class ActionIndex {
  readonly facts: readonly ActionFacts[];
  /** `s3:getobject` */
  readonly names: readonly string[];
  readonly traits: Uint16Array;
  /** Numbers: actions with the same one take the same types of resources. */
  readonly types: Uint32Array;
  readonly #boundByRcps: ReadonlySet<string>;
  #namesBoundByRcps: TextSet | null = null;

  private constructor(catalogue: ActionCatalogue) {
    const all = catalogue.services.flatMap((prefix) => catalogue.service(prefix)?.actions ?? []);
    const named = all.map((facts) => ({ facts, name: `${facts.service}:${facts.name}`.toLowerCase() }));
    named.sort((a, b) => (a.name < b.name ? -1 : 1));
    this.facts = named.map((each) => each.facts);
    this.names = named.map((each) => each.name);
    this.#boundByRcps = new Set(
      catalogue.services.filter((prefix) => catalogue.service(prefix)?.resourceControlPolicies),
    );
    this.traits = Uint16Array.from(named, ({ name, facts }) =>
      traitsOf(name, facts, this.isBoundByRcps(name)),
    );
    this.types = typesOf(this.facts);
  }

  static of(catalogue: ActionCatalogue): ActionIndex {
    const known = indexes.get(catalogue);
    if (known) return known;
    const index = new ActionIndex(catalogue);
    indexes.set(catalogue, index);
    return index;
  }

  /** Resource control policies bind the action's service. */
  isBoundByRcps(name: string): boolean {
    return this.#boundByRcps.has(name.slice(0, name.indexOf(':')));
  }

  /** Of those services, the names of all actions that there may be. */
  get namesBoundByRcps(): TextSet {
    this.#namesBoundByRcps ??= new TextSet(
      [...this.#boundByRcps].map((service) =>
        patternOf(
          [
            { kind: 'text', text: `${service}:` },
            { kind: 'star', bounded: false },
          ],
          true,
        ),
      ),
    );
    return this.#namesBoundByRcps;
  }

  get size(): number {
    return this.names.length;
  }

  /** Calls back with the place of each action that the pattern names, and tells how many it looked at. */
  forEachMatch(pattern: string, found: (at: number) => void): number {
    const lower = pattern.toLowerCase();
    const wildcard = lower.search(/[*?]/);
    const prefix = wildcard < 0 ? lower : lower.slice(0, wildcard);
    const isRest = wildcard >= 0 && lower.slice(wildcard) === '*';
    const first = this.#firstFrom(prefix);
    const last = this.#firstFrom(prefix + BEHIND_ALL_NAMES);
    for (let at = first; at < last; at += 1)
      if (isRest || matchesAction(lower, this.names[at] ?? '')) found(at);
    return last - first;
  }

  has(name: string): boolean {
    const lower = name.toLowerCase();
    return this.names[this.#firstFrom(lower)] === lower;
  }

  #firstFrom(name: string): number {
    let low = 0;
    let high = this.names.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.names[middle] ?? '') < name) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

const BEHIND_ALL_NAMES = '\uFFFF';

function typesOf(facts: readonly ActionFacts[]): Uint32Array {
  const numbers = new Map<string, number>();
  return Uint32Array.from(facts, ({ service, resourceTypes }) => {
    const key = [service, ...resourceTypes.map(({ type }) => type.name).sort()].join(' ');
    const number = numbers.get(key) ?? numbers.size;
    numbers.set(key, number);
    return number;
  });
}

const indexes = new WeakMap<ActionCatalogue, ActionIndex>();
