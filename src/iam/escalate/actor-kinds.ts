import type { CompiledPolicy, CompiledStatement } from '../compile-policy.ts';
import type { CompiledPolicySet, PlacedPolicy } from '../compile-policy-set.ts';
import type { Actor } from './actor.ts';
import { namedIn } from './alike.ts';
import { isServiceLinked } from './service-linked.ts';

/** What a policy says of the actions that are asked about. */
interface Wording {
  /** One for all that say the same. */
  readonly number: number;
  readonly looksAtWhoAsks: boolean;
}

/**
 * Numbers of actors: those of one may do the same, of some actions, to everything whose own policy does not tell them
 * apart. They are of one account, with policies that say the same of these actions and do not look at who asks.
 */
export class ActorKinds {
  /** In lower case. */
  readonly #actions: readonly string[];
  readonly #numbers = new Map<string, number>();
  readonly #byActor = new Map<Actor, number>();
  readonly #wordings = new WeakMap<CompiledPolicy, Wording>();
  readonly #wordingNumbers = new Map<string, number>();

  /** `actions`: all that are ever asked about. */
  constructor(actions: readonly string[]) {
    this.#actions = actions.map((action) => action.toLowerCase());
  }

  of(actor: Actor): number {
    const known = this.#byActor.get(actor);
    if (known !== undefined) return known;
    const number = numberIn(this.#numbers, this.#textOf(actor));
    this.#byActor.set(actor, number);
    return number;
  }

  #textOf({ arn, account, principal: { kind }, stance: { mfa }, set }: Actor): string {
    const wordings = levelsOf(set).map((level) => level.map(({ policy }) => this.#wordingOf(policy)));
    const isOneOfAKind =
      isServiceLinked({ arn }) || wordings.some((level) => level.some((each) => each.looksAtWhoAsks));
    return JSON.stringify([
      [kind, account.account, account.partition, set.managementAccount, mfa],
      wordings.map((level) => level.map(({ number }) => number)),
      isOneOfAKind ? arn : null,
    ]);
  }

  #wordingOf(policy: CompiledPolicy): Wording {
    const known = this.#wordings.get(policy);
    if (known) return known;
    const about = policy.statements.filter((each) => this.#actions.some(each.actions));
    const said = about.map(({ statement }) => ({ ...statement, sid: null }));
    const text = JSON.stringify([policy.document.version, said]);
    const wording = {
      number: numberIn(this.#wordingNumbers, text),
      looksAtWhoAsks: about.some(looksAtWhoAsks),
    };
    this.#wordings.set(policy, wording);
    return wording;
  }
}

function levelsOf(set: CompiledPolicySet): readonly (readonly PlacedPolicy[])[] {
  const { identity, boundaries, session, resource, scps, rcps, endpoint } = set;
  return [identity, boundaries, session, resource, ...scps, [], ...rcps, endpoint];
}

/** By condition keys or variables, or by its name. */
function looksAtWhoAsks({ statement }: CompiledStatement): boolean {
  const { conditions, resources, notResources } = statement;
  const texts = [
    ...conditions.flatMap(({ key, values }) => [key, ...values]),
    ...(resources ?? notResources ?? []),
  ];
  return texts.some((text) => OF_WHO_ASKS.test(text)) || namedIn({ statements: [statement] }).length > 0;
}

/** What the keys begin with that AWS fills in by who asks: `aws:PrincipalTag/team`, `aws:username`. */
const OF_WHO_ASKS = /aws:(principal|user)|kms:calleraccount/i;

function numberIn(numbers: Map<string, number>, text: string): number {
  const number = numbers.get(text) ?? numbers.size;
  numbers.set(text, number);
  return number;
}
