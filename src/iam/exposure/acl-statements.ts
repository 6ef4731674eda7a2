import { audienceOf } from '../../model/acl-grants.ts';
import type { AclGrant, BucketAcl } from '../../model/resources/s3.ts';
import type { Statement } from '../policy-document.ts';
import { BUCKET_ACL_ACTIONS, OBJECT_ACL_ACTIONS } from './acl-actions.ts';

/** A grant of an ACL, and the Allow statement that is equal to it. */
export interface GrantedStatement {
  /** `READ to everyone` */
  readonly grant: string;
  readonly statement: Statement;
}

/** What a bucket's ACL grants to everyone and to every AWS account, as statements. */
export function publicBucketGrants(acl: BucketAcl, bucketArn: string): readonly GrantedStatement[] {
  return publicGrants(acl, ({ permission }) => {
    const actions = BUCKET_ACL_ACTIONS[permission];
    const resources = actions.includes('s3:PutObject') ? [bucketArn, `${bucketArn}/*`] : [bucketArn];
    return { actions, resources };
  });
}

/** The same of an object's ACL. */
export function publicObjectGrants(acl: BucketAcl, objectArn: string): readonly GrantedStatement[] {
  return publicGrants(acl, ({ permission }) => ({
    actions: OBJECT_ACL_ACTIONS[permission],
    resources: [objectArn],
  }));
}

type Given = Pick<Statement, 'resources'> & { readonly actions: readonly string[] };

function publicGrants(acl: BucketAcl, given: (grant: AclGrant) => Given): readonly GrantedStatement[] {
  return acl.grants.flatMap((grant) => {
    const audience = audienceOf(acl, grant);
    if (audience !== 'everyone' && audience !== 'any-aws-account') return [];
    const { actions, resources } = given(grant);
    if (actions.length === 0) return [];
    const who = audience === 'everyone' ? 'everyone' : 'every AWS account';
    return [
      {
        grant: `${grant.permission} to ${who}`,
        statement: {
          ...ALLOW_ANYBODY,
          actions,
          resources,
          conditions: audience === 'everyone' ? [] : [SIGNED],
        },
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
