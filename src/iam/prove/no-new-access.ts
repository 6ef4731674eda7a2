import type { AuthorizationRequest } from '../authorization-request.ts';
import { typesOfArn } from '../catalogue/resource-type-of.ts';
import { compilePolicySet } from '../compile-policy-set.ts';
import type { PolicyDocument } from '../policy-document.ts';
import type { PolicyInput } from '../policy-set.ts';
import type { Verdict } from '../verdict.ts';
import {
  type ActionGroup,
  futureActionGroups,
  knownActionGroups,
  namedActionGroups,
} from './action-groups.ts';
import { ActionIndex } from './actions/action-index.ts';
import {
  type ActionTraits,
  NEEDS_NO_PERMISSION,
  OF_IDENTITY_POLICIES,
  OF_KMS,
  OF_POLICIES_ALONE,
  OF_S3,
} from './actions/action-traits.ts';
import { type PolicyType, policyTypeOf } from './compared-policies.ts';
import { documentOf } from './document-of.ts';
import { type Asking, findRequest } from './find-request.ts';
import { type CallerKind, kindsForAction, OWN_POLICY_KINDS } from './policy/caller-kind.ts';
import { EXAMPLE_ACCOUNT, OTHER_EXAMPLE_ACCOUNT } from './policy/examples.ts';
import { type Mentions, mentionsOf } from './policy/mentions.ts';
import { type ProofPolicy, type ProofStatement, proofPolicy } from './policy/proof-policy.ts';
import type { RequestClass } from './policy/request-universe.ts';
import { allowsAlone } from './replay.ts';
import { and, type Formula, not, or, TRUE } from './solve/formula.ts';
import { type ProofOptions, type ProofVerdict, prove, readingsOf, type Working } from './verdicts.ts';

export interface ComparisonOptions extends ProofOptions {
  /** By default told by the policies: those that name principals are of resources. */
  readonly policyType?: PolicyType | undefined;
}

/**
 * Whether a policy allows nothing that another does not: proved, or refuted by a request that only the candidate
 * allows. It is AWS's check of the same name (CheckNoNewAccess) with a witness. Each policy is asked alone, as if
 * everything else that AWS weighs allowed the request. Throws InvalidInput for what is no policy.
 * https://docs.aws.amazon.com/access-analyzer/latest/APIReference/API_CheckNoNewAccess.html
 */
export function noNewAccess(
  reference: PolicyInput,
  candidate: PolicyInput,
  options: ComparisonOptions = {},
): ProofVerdict {
  const documents = [documentOf(candidate), documentOf(reference)] as const;
  const type = options.policyType ?? policyTypeOf(documents);
  if (type === 'identity') compilePolicySet({ identityPolicies: documents });
  return prove(options, readingsOf(options, 'any'), (working) =>
    new Comparison(documents, type, working).verdict(),
  );
}

class Comparison {
  readonly #candidate: PolicyDocument;
  readonly #reference: PolicyDocument;
  readonly #type: PolicyType;
  readonly #working: Working;
  readonly #index: ActionIndex;
  readonly #asking: Asking;
  #unsure: string | null = null;

  constructor(
    [candidate, reference]: readonly [PolicyDocument, PolicyDocument],
    type: PolicyType,
    working: Working,
  ) {
    this.#candidate = candidate;
    this.#reference = reference;
    this.#type = type;
    this.#working = working;
    this.#index = ActionIndex.of(working.catalogue);
    const mentions = mentionsOf([candidate, reference]);
    this.#asking = { ...working, mentions, accounts: accountsOf(type, mentions) };
  }

  verdict(): Verdict<AuthorizationRequest> {
    let untyped: AuthorizationRequest | null = null;
    for (const group of this.#groups()) {
      const witness = this.#witness(group);
      const typed = witness && this.#typed(witness, group);
      if (typed) return { answer: 'refuted', witness: typed };
      untyped ??= witness;
    }
    if (untyped) return { answer: 'refuted', witness: untyped };
    return this.#unsure === null ? { answer: 'proved' } : { answer: 'unknown', reason: this.#unsure };
  }

  *#groups(): Iterable<ActionGroup> {
    const { actions } = this.#working;
    const candidate = proofPolicy(this.#candidate, this.#index);
    const policies = [candidate, proofPolicy(this.#reference, this.#index)];
    const apart = { traits: this.#traits(), types: this.#working.resources === 'typed' };
    yield* knownActionGroups(policies, this.#index, allowedBy(candidate), apart);
    yield* namedActionGroups(policies, this.#index, this.#asking.mentions.actions, apart);
    if (actions === 'future') yield* futureActionGroups(policies, this.#index, apart);
  }

  /** Those that can matter here, so that there are fewer groups. */
  #traits(): ActionTraits {
    const { keys } = this.#asking.mentions;
    return (
      (this.#type === 'identity' ? OF_IDENTITY_POLICIES : OF_POLICIES_ALONE) |
      (keys.has('s3:resourceaccount') ? OF_S3 : 0) |
      (keys.has('kms:calleraccount') ? OF_KMS : 0)
    );
  }

  #witness(group: ActionGroup): AuthorizationRequest | null {
    if (group.traits & NEEDS_NO_PERMISSION) return null;
    for (const kind of this.#kinds(group)) {
      const of = { kind, traits: group.traits, facts: group.facts };
      const outcome = findRequest(this.#onlyCandidate(group, of), group.action, of, this.#asking);
      if (outcome === 'unmet') continue;
      if ('unsure' in outcome) this.#unsure ??= outcome.unsure;
      else if (this.#isWitness(outcome.met)) return outcome.met;
      else this.#unsure = `a bug in Rampart: this is no witness: ${JSON.stringify(outcome.met)}`;
    }
    return null;
  }

  /** The witness for an action that takes its resource, so that it could be a request in fact; null: none does. */
  #typed(witness: AuthorizationRequest, { facts, members }: ActionGroup): AuthorizationRequest | null {
    if (!facts || facts.resourceTypes.length === 0) return witness;
    for (const other of members()) {
      if (typesOfArn(other, witness.resource).length === 0) continue;
      const request = { ...witness, action: `${other.service}:${other.name}` };
      if (other === facts || this.#isWitness(request)) return request;
    }
    return null;
  }

  #kinds({ traits, statements }: ActionGroup): readonly CallerKind[] {
    if (this.#type === 'resource') return kindsForAction(traits);
    return statements.flat().some((each) => each.tellsKindsApart)
      ? OWN_POLICY_KINDS
      : OWN_POLICY_KINDS.slice(0, 1);
  }

  /** The candidate allows and the reference does not. */
  #onlyCandidate(
    { statements: [candidate = [], reference = []], about }: ActionGroup,
    of: RequestClass,
  ): Formula {
    const applies = (statement: ProofStatement) =>
      and([
        about(statement),
        this.#type === 'resource' ? statement.names(of.kind, null, false) : TRUE,
        statement.scope(of),
      ]);
    const all = (statements: readonly ProofStatement[], isAllow: boolean) =>
      statements.filter((each) => each.isAllow === isAllow);
    return and([
      or(withoutRepeated(candidate, reference).map(applies)),
      ...all(candidate, false).map((each) => not(applies(each))),
      or([
        and(all(reference, true).map((each) => not(applies(each)))),
        ...all(reference, false).map(applies),
      ]),
    ]);
  }

  #isWitness(request: AuthorizationRequest): boolean {
    const { catalogue } = this.#working;
    return (
      allowsAlone(this.#candidate, this.#type, request, catalogue) &&
      !allowsAlone(this.#reference, this.#type, request, catalogue)
    );
  }
}

/**
 * The statements that allow, but for those that the reference has too: they are nothing new where it denies nothing
 * else than the candidate does.
 */
function withoutRepeated(
  candidate: readonly ProofStatement[],
  reference: readonly ProofStatement[],
): readonly ProofStatement[] {
  const allows = candidate.filter((each) => each.isAllow);
  const denied = new Set(candidate.filter((each) => !each.isAllow).map((each) => each.text));
  if (reference.some((each) => !each.isAllow && !denied.has(each.text))) return allows;
  const known = new Set(reference.filter((each) => each.isAllow).map((each) => each.text));
  return allows.filter((each) => !known.has(each.text));
}

/** Places in the index of the actions that some statement allows. */
function allowedBy({ classes, statements }: ProofPolicy): Uint32Array {
  const isAllowed = classes.statementsOf.map((its) => its.some((at) => statements[at]?.isAllow));
  return isAllowed.every((each, index) => each || index === 0)
    ? classes.members
    : classes.members.filter((at) => isAllowed[classes.classAt(at)]);
}

/** A resource's policy is best shown at work on callers of another account than the examples' resources have. */
function accountsOf(type: PolicyType, { accounts }: Mentions): readonly string[] {
  return type === 'resource'
    ? [...accounts, OTHER_EXAMPLE_ACCOUNT, EXAMPLE_ACCOUNT]
    : [EXAMPLE_ACCOUNT, ...accounts, OTHER_EXAMPLE_ACCOUNT];
}
