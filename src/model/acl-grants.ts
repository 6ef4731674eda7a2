import type { AclGrant, BucketAcl } from './resources/s3.ts';

const ALL_USERS = 'http://acs.amazonaws.com/groups/global/AllUsers';
const AUTHENTICATED_USERS = 'http://acs.amazonaws.com/groups/global/AuthenticatedUsers';
const LOG_DELIVERY = 'http://acs.amazonaws.com/groups/s3/LogDelivery';

/**
 * CloudFront's account for standard logs (`awslogsdelivery`), which writes by an ACL grant; China has its own.
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/standard-logging-legacy-s3.html
 */
const CLOUDFRONT_LOGS = new Set([
  'c4c1ede66af53448b93c283ce9448c4ba468c9432aa01d700d3878632f77d2d0',
  'a52cb28745c0c06e84ec548334e44bfa7fc2a85c54af20cd59e4969344b7af56',
]);

/** Whom an ACL's grant is for. https://docs.aws.amazon.com/AmazonS3/latest/userguide/acl-overview.html */
export type GrantAudience =
  | 'owner'
  | 'everyone'
  | 'any-aws-account'
  | 'log-delivery'
  | 'cloudfront-log-delivery'
  | 'other-account';

export function audienceOf(acl: BucketAcl, { grantee }: AclGrant): GrantAudience {
  if (grantee.type === 'Group') {
    if (grantee.id === ALL_USERS) return 'everyone';
    if (grantee.id === AUTHENTICATED_USERS) return 'any-aws-account';
    if (grantee.id === LOG_DELIVERY) return 'log-delivery';
  }
  if (grantee.type !== 'CanonicalUser') return 'other-account';
  if (CLOUDFRONT_LOGS.has(grantee.id)) return 'cloudfront-log-delivery';
  return grantee.id === acl.ownerId ? 'owner' : 'other-account';
}

export function isPublicGrant(acl: BucketAcl, grant: AclGrant): boolean {
  const audience = audienceOf(acl, grant);
  return audience === 'everyone' || audience === 'any-aws-account';
}
