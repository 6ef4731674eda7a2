import type { CompiledStatement } from '../compile-policy.ts';
import type { CompiledPolicySet, PlacedPolicy } from '../compile-policy-set.ts';
import type { Actor } from './actor.ts';
import type { Settled } from './circumstances.ts';
import { isServiceLinked } from './service-linked.ts';
import type { Wish } from './wish.ts';

/**
 * Texts of questions: of two principals with one text, AWS allows both or neither. Only statements about an action
 * decide it, and who asks only by the keys that they look at.
 */
export class AlikeQuestions {
  readonly #numbers = new WeakMap<CompiledStatement, number>();
  readonly #said = new WeakMap<CompiledPolicySet, Map<string, string>>();
  #next = 0;

  /** `keys`: those that the statements look at. Null: the resource's own policy names who asks. */
  textOf(
    { arn, account, principal: { kind }, stance, set }: Actor,
    { action, resource, resourcePolicy }: Wish,
    keys: ReadonlySet<string>,
    settled: Settled,
  ): string | null {
    if (resourcePolicy) return null;
    return JSON.stringify([
      action,
      resource,
      this.#saidOf(set, action),
      [kind, account.account, account.partition, set.managementAccount, stance.mfa, isServiceLinked({ arn })],
      [...keys].some(isOfPrincipal) ? arn : null,
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
      policy.about(action.toLowerCase()).map((each) => this.#numberOf(each));
    const { identity, boundaries, session, resource, scps, rcps, endpoint } = set;
    const levels = [identity, session, resource, ...scps, [], ...rcps, endpoint];
    const said = JSON.stringify([boundaries.map(about), levels.map((level) => level.flatMap(about))]);
    byAction.set(action, said);
    return said;
  }

  #numberOf(statement: CompiledStatement): number {
    const number = this.#numbers.get(statement) ?? this.#next++;
    this.#numbers.set(statement, number);
    return number;
  }
}

/** A condition key whose value is told by who asks. Tags and the organisation are settled one by one. */
function isOfPrincipal(key: string): boolean {
  return /^aws:(principal(?!tag\/|orgid$)|user)|^kms:calleraccount$/.test(key);
}
