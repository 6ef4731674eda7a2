import type { AclGrant, BucketAcl } from '../model/resources/s3.ts';

const ALL_USERS = 'http://acs.amazonaws.com/groups/global/AllUsers';
const AUTHENTICATED_USERS = 'http://acs.amazonaws.com/groups/global/AuthenticatedUsers';
const LOG_DELIVERY = 'http://acs.amazonaws.com/groups/s3/LogDelivery';

/** Whom an ACL's grant is for. https://docs.aws.amazon.com/AmazonS3/latest/userguide/acl-overview.html */
export type GrantAudience = 'owner' | 'everyone' | 'any-aws-account' | 'log-delivery' | 'other-account';

export function audienceOf(acl: BucketAcl, { grantee }: AclGrant): GrantAudience {
  if (grantee.type === 'Group') {
    if (grantee.id === ALL_USERS) return 'everyone';
    if (grantee.id === AUTHENTICATED_USERS) return 'any-aws-account';
    if (grantee.id === LOG_DELIVERY) return 'log-delivery';
  }
  return grantee.type === 'CanonicalUser' && grantee.id === acl.ownerId ? 'owner' : 'other-account';
}

export function isPublicGrant(acl: BucketAcl, grant: AclGrant): boolean {
  const audience = audienceOf(acl, grant);
  return audience === 'everyone' || audience === 'any-aws-account';
}
