import type { AuthorizationRequest } from '../authorization-request.ts';
import { authorize } from '../authorize.ts';
import type { StatementRef } from '../decision.ts';
import type { NamedPolicy } from '../policy-set.ts';
import type { AwsPublic } from '../prove/public/s3-public-policy.ts';
import {
  type ExternalOptions,
  externalAccess,
  type PolicyResource,
  publicAccess,
} from '../prove/public-access.ts';
import { ALLOW_ALL } from '../prove/replay.ts';
import type { ProofVerdict } from '../prove/verdicts.ts';
import type { AnswerHead, UnreadCall } from './answer-head.ts';

/** What `rampart iam public` tells: the shape of docs/schema/iam-public.v1.json. */
export interface PublicAnswer extends AnswerHead {
  readonly summary: Readonly<Record<'policies' | 'public' | 'external' | 'unknown', number>>;
  /** Public ones first, then those that let others in. */
  readonly resources: readonly ResourceAccess[];
  readonly unread: readonly UnreadCall[];
}

export interface ResourceAccess {
  readonly type: string;
  readonly arn: string;
  readonly account: string;
  /** Strangers, whom no policy tells. */
  readonly public: Access;
  /** Anybody of none of the accounts and organisations that are trusted. */
  readonly external: Access;
  /** What S3's Block Public Access calls it; null: it is about S3 alone. */
  readonly aws: AwsPublic | null;
  readonly difference: string | null;
  /** What was not read and could keep them out, or show that they are none of outside. */
  readonly unread: readonly UnreadCall[];
}

export interface Access {
  readonly answer: 'yes' | 'no' | 'unknown';
  /** One that gets through; null: there is none, or nobody knows. */
  readonly request: AuthorizationRequest | null;
  readonly determining: readonly StatementRef[];
  /** Why it is unknown; null: it is known. */
  readonly reason: string | null;
}

/** Throws InvalidInput for what is no policy. */
export function resourceAccess(
  policy: NamedPolicy,
  resource: PolicyResource,
  options: ExternalOptions,
  unread: readonly UnreadCall[] = [],
): ResourceAccess {
  const { type, arn, account } = resource;
  const strangers = publicAccess(policy, resource, options);
  const others = strangers.answer === 'refuted' ? strangers : externalAccess(policy, resource, options);
  const accessOf = (verdict: ProofVerdict): Access => toAccess(verdict, policy, options);
  return {
    type,
    arn,
    account,
    public: accessOf(strangers),
    external: accessOf(others),
    aws: strangers.aws,
    difference: strangers.difference,
    unread,
  };
}

/** Of others alone, by one way that requests come. Throws InvalidInput for what is no policy. */
export function externalAnswer(
  policy: NamedPolicy,
  resource: PolicyResource,
  options: ExternalOptions,
): Access {
  return toAccess(externalAccess(policy, resource, options), policy, options);
}

export function unknownAccess(resource: PolicyResource, reason: string): ResourceAccess {
  const { type, arn, account } = resource;
  const unknown: Access = { answer: 'unknown', request: null, determining: [], reason };
  return {
    type,
    arn,
    account,
    public: unknown,
    external: unknown,
    aws: null,
    difference: null,
    unread: [],
  };
}

function toAccess(verdict: ProofVerdict, policy: NamedPolicy, options: ExternalOptions): Access {
  if (verdict.answer === 'proved') return { answer: 'no', request: null, determining: [], reason: null };
  if (verdict.answer === 'unknown')
    return { answer: 'unknown', request: null, determining: [], reason: verdict.reason };
  const { resourceControlPolicies, managementAccount, kmsGrants = [] } = options;
  const { determining } = authorize(verdict.witness, {
    identityPolicies: [ALLOW_ALL],
    resourcePolicy: policy,
    resourceControlPolicies,
    managementAccount,
    kmsGrants,
  });
  return {
    answer: 'yes',
    request: verdict.witness,
    determining: determining.filter(({ source }) => source === 'resourcePolicy' || source === 'kmsGrants'),
    reason: null,
  };
}

export function publicAnswer(
  head: AnswerHead,
  resources: readonly ResourceAccess[],
  unread: readonly UnreadCall[] = [],
): PublicAnswer {
  const count = (holds: (each: ResourceAccess) => boolean): number => resources.filter(holds).length;
  return {
    ...head,
    summary: {
      policies: resources.length,
      public: count((each) => each.public.answer === 'yes'),
      external: count((each) => each.external.answer === 'yes'),
      unknown: count((each) => [each.public.answer, each.external.answer].includes('unknown')),
    },
    resources: resources.toSorted((a, b) => rank(a) - rank(b)),
    unread,
  };
}

function rank({ public: strangers, external }: ResourceAccess): number {
  const order = [strangers.answer === 'yes', external.answer === 'yes', external.answer === 'unknown'];
  const found = order.indexOf(true);
  return found < 0 ? order.length : found;
}
