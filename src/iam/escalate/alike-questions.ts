import type { CompiledStatement } from '../compile-policy.ts';
import type { CompiledPolicySet, PlacedPolicy } from '../compile-policy-set.ts';
import type { Actor } from './actor.ts';
import { namedIn, trustNamesOf } from './alike.ts';
import type { Settled } from './circumstances.ts';
import { isServiceLinked } from './service-linked.ts';
import type { Wish } from './wish.ts';

/**
 * Texts of questions: of two principals with one text, AWS allows both or neither. Only statements about an action
 * decide it, and who asks only by the keys that they look at and by whom the resource's policy names.
 */
export class AlikeQuestions {
  readonly #numbers = new Map<string, number>();
  readonly #numbered = new WeakMap<CompiledStatement, number>();
  readonly #said = new WeakMap<CompiledPolicySet, Map<string, string>>();

  /** `trust`: the resource's own policy. */
  textOf(
    actor: Actor,
    { action, resource, resourcePolicy, vpcEndpointPolicy }: Wish,
    trust: CompiledPolicySet | null,
    looked: LookedAt,
  ): string {
    const asked = [resourcePolicy, vpcEndpointPolicy].filter((each) => each !== undefined);
    const names = asked.length > 0 ? trustNamesOf(actor.principal) : [];
    const isNamed = asked.some((document) => namedIn(document).some((each) => names.includes(each)));
    return JSON.stringify([
      resource,
      trust && this.#saidOf(trust, action),
      isNamed ? actor.arn : null,
      this.kindOf(actor, action, looked),
    ]);
  }

  /** Of whatever resource, if its policy tells neither from others. */
  kindOf(
    { arn, account, principal: { kind }, stance: { mfa }, set }: Actor,
    action: string,
    { keys, settled }: LookedAt,
  ): string {
    return JSON.stringify([
      action,
      this.#saidOf(set, action),
      [kind, account.account, account.partition, set.managementAccount, mfa],
      isServiceLinked({ arn }) || [...keys].some(isOfPrincipal) ? arn : null,
      [...settled],
    ]);
  }

  /** The statements about an action, by their places. */
  #saidOf(set: CompiledPolicySet, action: string): string {
    const byAction = this.#said.get(set) ?? new Map<string, string>();
    this.#said.set(set, byAction);
    const known = byAction.get(action);
    if (known !== undefined) return known;
    const about = ({ policy }: PlacedPolicy) =>
      policy.about(action.toLowerCase()).map((each) => this.#numberOf(each, policy.document.version));
    const { identity, boundaries, session, resource, scps, rcps, endpoint } = set;
    const levels = [identity, session, resource, ...scps, [], ...rcps, endpoint];
    const said = JSON.stringify([boundaries.map(about), levels.map((level) => level.flatMap(about))]);
    byAction.set(action, said);
    return said;
  }

  /** One number for all that say the same. */
  #numberOf(compiled: CompiledStatement, version: string | null): number {
    const known = this.#numbered.get(compiled);
    if (known !== undefined) return known;
    const text = JSON.stringify([version, { ...compiled.statement, sid: null }]);
    const number = this.#numbers.get(text) ?? this.#numbers.size;
    this.#numbers.set(text, number);
    this.#numbered.set(compiled, number);
    return number;
  }
}

/** Keys that statements look at, and what is settled of them. */
interface LookedAt {
  readonly keys: ReadonlySet<string>;
  readonly settled: Settled;
}

/** A condition key whose value is told by who asks. Tags and the organisation are settled one by one. */
function isOfPrincipal(key: string): boolean {
  return /^aws:(principal(?!tag\/|orgid$)|user)|^kms:calleraccount$/.test(key);
}
