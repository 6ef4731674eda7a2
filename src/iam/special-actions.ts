import type { ResolvedRequest } from './resolve-request.ts';

/**
 * Answered whatever the policies say.
 * https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_temp_control-access_getsessiontoken.html
 */
export function needsNoPermission({ action, principal }: ResolvedRequest): boolean {
  if (action === 'sts:getcalleridentity') return principal.kind !== 'anonymous';
  return action === 'sts:getsessiontoken' && (principal.kind === 'user' || principal.kind === 'root');
}

/**
 * A key's policy and a role's trust policy must allow even within the account.
 * https://docs.aws.amazon.com/kms/latest/developerguide/key-policies.html
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_compare-resource-policies.html
 */
export function resourceMustAllow({
  service,
  resource,
}: Pick<ResolvedRequest, 'service' | 'resource'>): boolean {
  if (service === 'kms') return /^arn:[^:]*:kms:[^:]*:[^:]*:key\//.test(resource);
  return service === 'sts' && /^arn:[^:]*:iam:[^:]*:[^:]*:role\//.test(resource);
}

const BUCKET_POLICY_ACTIONS = new Set(['s3:getbucketpolicy', 's3:putbucketpolicy', 's3:deletebucketpolicy']);

/**
 * The bucket owner's root user cannot be locked out by the bucket's policy.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketPolicy.html
 */
export function exemptsRootFromBucketPolicy(request: ResolvedRequest): boolean {
  const { principal, principalAccount, resourceAccount } = request;
  return (
    principal.kind === 'root' &&
    BUCKET_POLICY_ACTIONS.has(request.action) &&
    (resourceAccount === null || resourceAccount === principalAccount)
  );
}
