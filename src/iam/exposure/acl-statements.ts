import { audienceOf, type GrantAudience } from '../../model/acl-grants.ts';
import type { AclGrant, BucketAcl } from '../../model/resources/s3.ts';
import type { Statement } from '../policy-document.ts';
import { BUCKET_ACL_ACTIONS, OBJECT_ACL_ACTIONS } from './acl-actions.ts';

/** A grant of an ACL, and the Allow statement that is equal to it. */
export interface GrantedStatement {
  /** `READ to everyone` */
  readonly grant: string;
  readonly audience: GrantAudience;
  /** Canonical user id, e-mail address, or the group's URI. */
  readonly granteeId: string;
  readonly statement: Statement;
}

/** What a bucket's ACL grants to everyone and to every AWS account, as statements. */
export function publicBucketGrants(acl: BucketAcl, bucketArn: string): readonly GrantedStatement[] {
  return grantsTo(PUBLIC, acl, (permission) => onBucket(permission, bucketArn));
}

/** The same of an object's ACL. */
export function publicObjectGrants(acl: BucketAcl, objectArn: string): readonly GrantedStatement[] {
  return grantsTo(PUBLIC, acl, (permission) => ({
    actions: OBJECT_ACL_ACTIONS[permission],
    resources: [objectArn],
  }));
}

/** What a bucket's ACL grants to accounts and AWS's log delivery, put as if each were any account that signs. */
export function otherBucketGrants(acl: BucketAcl, bucketArn: string): readonly GrantedStatement[] {
  return grantsTo(OTHERS, acl, (permission) => onBucket(permission, bucketArn));
}

type Given = Pick<Statement, 'resources'> & { readonly actions: readonly string[] };

function onBucket(permission: AclGrant['permission'], bucketArn: string): Given {
  const actions = BUCKET_ACL_ACTIONS[permission];
  const resources = actions.includes('s3:PutObject') ? [bucketArn, `${bucketArn}/*`] : [bucketArn];
  return { actions, resources };
}

type Audiences = Partial<Readonly<Record<GrantAudience, string>>>;

const PUBLIC: Audiences = { everyone: 'everyone', 'any-aws-account': 'every AWS account' };
const OTHERS: Audiences = {
  'other-account': 'another account',
  'log-delivery': 'S3 log delivery',
  'cloudfront-log-delivery': 'CloudFront log delivery',
};

function grantsTo(
  audiences: Audiences,
  acl: BucketAcl,
  given: (permission: AclGrant['permission']) => Given,
): readonly GrantedStatement[] {
  return acl.grants.flatMap((each) => {
    const audience = audienceOf(acl, each);
    const who = audiences[audience];
    const { actions, resources } = given(each.permission);
    if (who === undefined || actions.length === 0) return [];
    const conditions = audience === 'everyone' ? [] : [SIGNED];
    return [
      {
        grant: `${each.permission} to ${who}`,
        audience,
        granteeId: each.grantee.id,
        statement: { ...ALLOW_ANYBODY, actions, resources, conditions },
      },
    ];
  });
}

const ALLOW_ANYBODY: Statement = {
  sid: null,
  effect: 'Allow',
  principals: [{ type: 'AWS', value: '*' }],
  notPrincipals: null,
  actions: null,
  notActions: null,
  resources: null,
  notResources: null,
  conditions: [],
};

/** Whoever signs a request has an ARN. */
export const SIGNED = { operator: 'Null', key: 'aws:PrincipalArn', values: ['false'] };
