import type { PolicyDocument } from '../policy-document.ts';
import type { PolicyKind } from './lint-finding.ts';

interface KindFacts {
  readonly noun: string;
  readonly principals: 'required' | 'refused';
  readonly resources: 'required' | 'optional' | 'refused';
  /** Of IAM: what characters it may hold, and how its size is counted. */
  readonly isIam: boolean;
  /** Characters; null: the service has its own. `whitespace`: it counts. */
  readonly limit: { readonly size: number; readonly whitespace: boolean } | null;
}

const iam = (noun: string, size: number): KindFacts => ({
  noun,
  principals: 'refused',
  resources: 'required',
  isIam: true,
  limit: { size, whitespace: false },
});

const ofResource = (noun: string, size: number | null): KindFacts => ({
  noun,
  principals: 'required',
  resources: 'optional',
  isIam: false,
  limit: size === null ? null : { size, whitespace: true },
});

/**
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
 * https://docs.aws.amazon.com/organizations/latest/userguide/orgs_reference_limits.html
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-policies.html
 * https://docs.aws.amazon.com/kms/latest/developerguide/resource-limits.html
 */
export const KINDS: Readonly<Record<PolicyKind, KindFacts>> = {
  'managed-policy': iam('A managed policy', 6144),
  'user-policy': iam('The inline policies of a user', 2048),
  'group-policy': iam('The inline policies of a group', 5120),
  'role-policy': iam('The inline policies of a role', 10_240),
  'session-policy': { ...iam('A session policy', 2048), limit: { size: 2048, whitespace: true } },
  'service-control-policy': {
    ...iam('A service control policy', 5120),
    isIam: false,
    limit: { size: 5120, whitespace: true },
  },
  'resource-control-policy': { ...ofResource('A resource control policy', 5120), resources: 'required' },
  'vpc-endpoint-policy': { ...ofResource('The policy of a VPC endpoint', 20_480), resources: 'required' },
  'trust-policy': {
    ...iam('A trust policy', 2048),
    principals: 'required',
    resources: 'refused',
  },
  'bucket-policy': { ...ofResource('A bucket policy', 20_480), resources: 'required' },
  'key-policy': ofResource('A key policy', 32_768),
  'resource-policy': ofResource('The policy of a resource', null),
};

/** What the policy itself tells of its kind: principals are of resources, and nothing but a trust policy has only sts. */
export function guessedKind({ statements }: PolicyDocument): PolicyKind {
  const hasPrincipals = statements.some((each) => each.principals ?? each.notPrincipals);
  if (!hasPrincipals) return 'managed-policy';
  const isTrust = statements.every(
    ({ actions, resources, notResources }) =>
      !resources && !notResources && actions?.every((action) => /^sts:/i.test(action)),
  );
  return isTrust ? 'trust-policy' : 'resource-policy';
}
