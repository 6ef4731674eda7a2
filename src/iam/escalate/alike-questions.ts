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

  /** `keys`: those that the statements look at; `trust`: the resource's own policy. */
  textOf(
    { arn, account, principal, stance, set }: Actor,
    { action, resource, resourcePolicy }: Wish,
    trust: CompiledPolicySet | null,
    { keys, settled }: { readonly keys: ReadonlySet<string>; readonly settled: Settled },
  ): string {
    const names = resourcePolicy ? trustNamesOf(principal) : [];
    const isNamed =
      resourcePolicy !== undefined && namedIn(resourcePolicy).some((each) => names.includes(each));
    return JSON.stringify([
      action,
      resource,
      this.#saidOf(set, action),
      trust && this.#saidOf(trust, action),
      [principal.kind, account.account, account.partition, set.managementAccount, stance.mfa],
      isNamed || isServiceLinked({ arn }) || [...keys].some(isOfPrincipal) ? arn : null,
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

/** A condition key whose value is told by who asks. Tags and the organisation are settled one by one. */
function isOfPrincipal(key: string): boolean {
  return /^aws:(principal(?!tag\/|orgid$)|user)|^kms:calleraccount$/.test(key);
}
