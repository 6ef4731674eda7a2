import type { AuthorizationRequest } from '../authorization-request.ts';
import { authorize } from '../authorize.ts';
import { compilePolicy, covers } from '../compile-policy.ts';
import { type CompiledPolicySet, compilePolicySet } from '../compile-policy-set.ts';
import type { PolicyDocument } from '../policy-document.ts';
import type { PolicySet } from '../policy-set.ts';
import { ResolvedRequest } from '../resolve-request.ts';
import type { Verdict } from '../verdict.ts';
import {
  type ActionGroup,
  futureActionGroups,
  knownActionGroups,
  namedActionGroups,
} from './action-groups.ts';
import { ActionIndex } from './actions/action-index.ts';
import { ALL_TRAITS } from './actions/action-traits.ts';
import type { Callers } from './callers.ts';
import { type Asking, findRequest } from './find-request.ts';
import { type Mentions, mentionsOf } from './policy/mentions.ts';
import { type ProofPolicy, type ProofStatement, proofPolicy } from './policy/proof-policy.ts';
import type { RequestClass } from './policy/request-universe.ts';
import { PolicySetFormula } from './policy-set-formula.ts';
import { and, FALSE, type Formula, not } from './solve/formula.ts';
import type { Working } from './verdicts.ts';

/** Whether some request of some callers that a target is about is allowed. */
export interface Reach {
  readonly policies: PolicySet;
  readonly callers: (mentions: Mentions) => Callers;
  /** Its one statement says what is asked for: actions, resources and conditions. */
  readonly target: PolicyDocument;
  /** Requests that its one statement is about are left out; null: none. */
  readonly except: PolicyDocument | null;
}

/** Refuted: reached, by the witness. Throws InvalidInput for what is no policy. */
export function reach(question: Reach, working: Working): Verdict<AuthorizationRequest> {
  return new Reaching(question, working).verdict();
}

class Reaching {
  readonly #question: Reach;
  readonly #working: Working;
  readonly #compiled: CompiledPolicySet;
  readonly #index: ActionIndex;
  readonly #set: PolicySetFormula;
  readonly #target: ProofPolicy;
  readonly #except: ProofPolicy | null;
  readonly #callers: Callers;
  readonly #asking: Asking;
  #unsure: string | null = null;

  constructor(question: Reach, working: Working) {
    const { catalogue } = working;
    const { policies, target, except } = question;
    this.#question = question;
    this.#working = working;
    this.#compiled = compilePolicySet(policies);
    this.#index = ActionIndex.of(catalogue);
    this.#set = new PolicySetFormula(this.#compiled, policies.kmsGrants ?? [], this.#index);
    this.#target = proofPolicy(target, this.#index);
    this.#except = except && proofPolicy(except, this.#index);
    const documents = [
      target,
      ...(except ? [except] : []),
      ...this.#set.policies.map((each) => each.document),
    ];
    const mentions = mentionsOf(documents);
    this.#callers = question.callers(mentions);
    this.#asking = { ...working, ...this.#callers, mentions };
  }

  verdict(): Verdict<AuthorizationRequest> {
    for (const group of this.#groups()) {
      const witness = this.#witness(group);
      if (witness) return { answer: 'refuted', witness };
    }
    return this.#unsure === null ? { answer: 'proved' } : { answer: 'unknown', reason: this.#unsure };
  }

  *#groups(): Iterable<ActionGroup> {
    const policies = [this.#target, ...(this.#except ? [this.#except] : []), ...this.#set.policies];
    const apart = { traits: ALL_TRAITS, types: this.#working.resources === 'typed' };
    yield* knownActionGroups(policies, this.#index, this.#target.classes.members, apart);
    yield* namedActionGroups(policies, this.#index, this.#asking.mentions.actions, apart);
    if (this.#working.actions === 'future') yield* futureActionGroups(policies, this.#index, apart);
  }

  #witness(group: ActionGroup): AuthorizationRequest | null {
    for (const kind of this.#callers.kinds(group)) {
      const of = { kind, traits: group.traits, facts: group.facts };
      const outcome = findRequest(this.#reached(group, of), group.action, of, this.#asking);
      if (outcome === 'unmet') continue;
      if ('unsure' in outcome) this.#unsure ??= outcome.unsure;
      else if (this.#isWitness(outcome.met)) return outcome.met;
      else this.#unsure = `a bug in Rampart: this is no witness: ${JSON.stringify(outcome.met)}`;
    }
    return null;
  }

  #reached(group: ActionGroup, of: RequestClass): Formula {
    const [target = [], ...others] = group.statements;
    const except = this.#except ? (others.shift() ?? []) : [];
    const isAbout = (statements: readonly ProofStatement[]) =>
      statements.map((each) => and([group.about(each), each.scope(of)]));
    if (target.length === 0) return FALSE;
    return and([
      this.#callers.are(of),
      ...isAbout(target),
      ...isAbout(except).map(not),
      this.#set.allowed({ ...group, statements: others }, of, this.#callers.areOutside),
    ]);
  }

  #isWitness(request: AuthorizationRequest): boolean {
    const { target, except } = this.#question;
    return (
      this.#isAbout(target, request) &&
      !(except && this.#isAbout(except, request)) &&
      authorize(request, this.#compiled, this.#working.catalogue).effect === 'allow'
    );
  }

  #isAbout(document: PolicyDocument, request: AuthorizationRequest): boolean {
    const asking = new ResolvedRequest(request, this.#working.catalogue);
    const about = compilePolicy(document).about(asking.action);
    return about.some((statement) => covers(statement, asking));
  }
}
