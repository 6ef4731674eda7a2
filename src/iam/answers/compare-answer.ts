import type { AuthorizationRequest } from '../authorization-request.ts';
import { CATALOGUE } from '../catalogue/catalogue.ts';
import { compilePolicySet, type PlacedPolicy, refOf } from '../compile-policy-set.ts';
import type { StatementRef } from '../decision.ts';
import { InvalidInput } from '../invalid-input.ts';
import { type Applied, type Judgement, judgeIdentity, judgeNamed } from '../judge-policies.ts';
import { nearMisses } from '../near-miss.ts';
import type { NamedPolicy } from '../policy-set.ts';
import { type PolicyType, policyTypeOf } from '../prove/compared-policies.ts';
import { documentOf } from '../prove/document-of.ts';
import { type ComparisonOptions, noNewAccess } from '../prove/no-new-access.ts';
import type { ActionReading, ResourceReading } from '../prove/verdicts.ts';
import { ResolvedRequest } from '../resolve-request.ts';
import type { AnswerHead } from './answer-head.ts';

/** What two policies are to each other. */
export type Comparison =
  /** Each allows what the other does. */
  | 'equivalent'
  /** The new one allows less. */
  | 'narrower'
  /** The new one allows nothing that the old one does not; whether it allows less is not known. */
  | 'no-new-access'
  | 'new-access'
  | 'unknown';

/** What `rampart iam compare` tells: the shape of docs/schema/iam-compare.v1.json. */
export interface CompareAnswer extends AnswerHead {
  readonly answer: Comparison;
  readonly old: string;
  readonly new: string;
  readonly policyType: PolicyType;
  /** Which actions and resources there are, by which the proof holds. */
  readonly actions: ActionReading;
  readonly resources: ResourceReading;
  /** A request that the new policy alone allows. */
  readonly gained: ComparedRequest | null;
  /** One that the old policy alone allows. */
  readonly lost: ComparedRequest | null;
  /** Why it is unknown; null: it is known. */
  readonly reason: string | null;
}

export interface ComparedRequest {
  readonly request: AuthorizationRequest;
  /** Of the policy that allows it. */
  readonly allowedBy: readonly StatementRef[];
  /** Of the other one; empty: none of its statements allows it. */
  readonly deniedBy: readonly StatementRef[];
  /** Statements of the other one that would allow it but for one thing, a clause each. */
  readonly nearMisses: readonly string[];
}

/** Throws InvalidInput for what is no policy of the type. */
export function compareAnswer(
  head: AnswerHead,
  [old, fresh]: readonly [NamedPolicy, NamedPolicy],
  options: ComparisonOptions = {},
): CompareAnswer {
  const policyType = options.policyType ?? policyTypeOf([documentOf(old), documentOf(fresh)]);
  for (const each of [old, fresh]) mustBe(policyType, each);
  const asked = { ...options, policyType };
  const more = noNewAccess(old, fresh, asked);
  const less = noNewAccess(fresh, old, asked);
  const requestOf = (verdict: typeof more, allowing: NamedPolicy, other: NamedPolicy) =>
    verdict.answer === 'refuted' ? compared(verdict.witness, policyType, allowing, other) : null;
  return {
    ...head,
    answer: comparison(more.answer, less.answer),
    old: old.name,
    new: fresh.name,
    policyType,
    actions: more.actions,
    resources: more.resources,
    gained: requestOf(more, fresh, old),
    lost: requestOf(less, old, fresh),
    reason: more.answer === 'unknown' ? more.reason : less.answer === 'unknown' ? less.reason : null,
  };
}

/**
 * Refuses what is none of the type, by its name: a policy of a resource tells who in every statement.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
 */
function mustBe(type: PolicyType, policy: NamedPolicy): void {
  placed(policy, type);
  const { statements } = documentOf(policy);
  const nobodys = statements.findIndex((each) => !each.principals && !each.notPrincipals);
  if (type === 'resource' && nobodys >= 0)
    throw new InvalidInput(
      `${policy.name}: statement ${nobodys + 1} has no Principal, which policies of resources need; one of identities is compared with another such`,
    );
}

type Answer = ReturnType<typeof noNewAccess>['answer'];

function comparison(more: Answer, less: Answer): Comparison {
  if (more === 'refuted') return 'new-access';
  if (more === 'unknown') return 'unknown';
  return less === 'proved' ? 'equivalent' : less === 'refuted' ? 'narrower' : 'no-new-access';
}

function compared(
  request: AuthorizationRequest,
  type: PolicyType,
  allowing: NamedPolicy,
  other: NamedPolicy,
): ComparedRequest {
  const asking = new ResolvedRequest(request, CATALOGUE);
  const refusing = placed(other, type);
  return {
    request,
    allowedBy: judged(placed(allowing, type), type, asking).allows.map(refOfApplied),
    deniedBy: judged(refusing, type, asking).denies.map(refOfApplied),
    nearMisses: nearMisses(refusing, asking),
  };
}

function placed(policy: NamedPolicy, type: PolicyType): readonly PlacedPolicy[] {
  return type === 'identity'
    ? compilePolicySet({ identityPolicies: [policy] }).identity
    : compilePolicySet({ resourcePolicy: policy }).resource;
}

/** Alone, as the proof asks it. */
function judged(policies: readonly PlacedPolicy[], type: PolicyType, asking: ResolvedRequest): Judgement {
  return type === 'identity' ? judgeIdentity(policies, asking) : judgeNamed(policies, asking, false);
}

function refOfApplied({ placed: policy, statement }: Applied): StatementRef {
  return refOf(policy, statement);
}
