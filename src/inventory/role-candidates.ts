import type { Actor } from '../iam/escalate/actor.ts';
import { namedIn, trustNamesOf } from '../iam/escalate/alike.ts';
import type { May, Permissions } from '../iam/escalate/may.ts';
import type { Wish } from '../iam/escalate/wish.ts';
import type { PolicyDocument } from '../iam/index.ts';
import { allowsAssuming } from './allows-assuming.ts';
import type { Askers, Asking } from './askers.ts';
import type { Judged } from './escalations-of.ts';

export const ASSUME = 'sts:AssumeRole';

/** Somebody who may be asked for many roles. */
export class Candidate {
  readonly judged: Judged;
  /** Some policy of his own does, as far as it was read. */
  readonly allowsAssuming: boolean;
  readonly #askers: Askers;
  readonly #asking: Asking;
  readonly #names: readonly string[];
  #actor: Actor | undefined;
  #kind: string | null = null;

  constructor(judged: Judged, askers: Askers, asking: Asking) {
    const { policies, unread: missing } = judged.principal;
    this.judged = judged;
    this.allowsAssuming = missing.length > 0 || policies.some(allowsAssuming);
    this.#askers = askers;
    this.#asking = asking;
    this.#names = trustNamesOf(judged.principal);
  }

  get actor(): Actor | undefined {
    this.#actor ??= this.#askers.actor(this.judged.principal.arn, this.#asking);
    return this.#actor;
  }

  /** Of those of one kind, a trust policy that tells none of them from others lets all assume its role or none. */
  get kind(): string {
    this.#kind ??= this.actor ? this.#askers.permissions.kindOf(this.actor, ASSUME) : '';
    return this.#kind;
  }

  isAmong(names: ReadonlySet<string>): boolean {
    return names.size > 0 && this.#names.some((name) => names.has(name));
  }
}

/** To assume one role: of those whom its trust policy does not tell apart, one is asked. */
export class SharedRequest {
  readonly #permissions: Permissions;
  readonly #wish: Wish;
  readonly #named: ReadonlySet<string>;
  readonly #tellsAskers: boolean;
  /** Kinds that the role is closed to. */
  readonly #refused = new Set<string>();

  constructor(permissions: Permissions, wish: Wish & { readonly resourcePolicy: PolicyDocument }) {
    this.#permissions = permissions;
    this.#wish = wish;
    this.#named = new Set(namedIn(wish.resourcePolicy));
    this.#tellsAskers = permissions.tellsAskers(wish.resourcePolicy, wish.action);
  }

  /** Null: nobody of that ARN was read. */
  by(candidate: Candidate): May | null {
    const { actor } = candidate;
    if (!actor) return null;
    if (this.#tellsAskers || candidate.isAmong(this.#named)) return this.#permissions.may(actor, this.#wish);
    const { kind } = candidate;
    if (this.#refused.has(kind)) return { answer: 'denied' };
    const may = this.#permissions.may(actor, this.#wish);
    if (may.answer === 'denied') this.#refused.add(kind);
    return may;
  }
}
