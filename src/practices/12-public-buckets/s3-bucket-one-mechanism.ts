import { BUCKET_ACL_ACTIONS } from '../../iam/exposure/acl-actions.ts';
import { convertAcl } from '../../iam/exposure/acl-conversion.ts';
import { audienceOf } from '../../model/acl-grants.ts';
import type { JsonObject } from '../../model/json.ts';
import type { AclGrant, Bucket, BucketAcl } from '../../model/resources/s3.ts';
import { BUCKET_ACL_CHANGES, BUCKET_POLICY_CHANGES } from '../changes/bucket-changes.ts';
import { defineCheck, fail, type Outcome, pass, unknown } from '../check.ts';
import { dedented } from '../fix/dedented.ts';

/**
 * Which mechanisms give access, from the facts of what is set. Grants beyond the owner's are a mechanism of their own
 * as long as ACLs are on; those for log delivery, of S3 or of CloudFront, are meant for a bucket that receives logs,
 * and mix only with a bucket policy.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-management.html
 */
export const s3BucketOneMechanism = defineCheck({
  id: 's3-bucket-one-mechanism',
  title: 'Access to the bucket is governed by its policy, not by a mix with ACL grants',
  practice: 12,
  severity: 'medium',
  resource: 'AWS::S3::Bucket',
  reads: ['s3:ListBuckets', 's3:GetBucketOwnershipControls', 's3:GetBucketAcl', 's3:GetBucketPolicy'],
  changedBy: [...BUCKET_POLICY_CHANGES, ...BUCKET_ACL_CHANGES],
  controls: [],
  equivalents: [],
  rationale:
    'Where ACL grants and a policy both give access, a review of the policy alone misses who can really get in.',
  remediation:
    'Put the bucket policy of the evidence in place, where it is proved to give what policy and ACL give together, then disable ACLs.',
  fix: {
    cli: dedented(`
      # Keep what it has now, if it has a policy: aws s3api get-bucket-policy --bucket {id} --query Policy --output text
      # The policy as it was read, with what the ACL gives beside it. Left out: {evidence.conversion.dropped}
      aws s3api put-bucket-policy --bucket {id} --policy {evidence.conversion.policy}
      # Once the policy has it: aws s3api put-bucket-acl --bucket {id} --acl private
      # Once nothing depends on ACLs: aws s3api put-bucket-ownership-controls --bucket {id} --ownership-controls '{"Rules":[{"ObjectOwnership":"BucketOwnerEnforced"}]}'`),
    terraform: dedented(`
      # The policy as it was read, with what the ACL gives beside it. Left out: {evidence.conversion.dropped}
      resource "aws_s3_bucket_policy" "this" {
        bucket = "{id}"
        policy = {evidence.conversion.policy}
      }

      resource "aws_s3_bucket_ownership_controls" "this" {
        bucket = "{id}"
        rule {
          object_ownership = "BucketOwnerEnforced"
        }
        depends_on = [aws_s3_bucket_policy.this]
      }`),
  },
  evaluate(bucket) {
    const { objectOwnership, acl } = bucket;
    if (objectOwnership.status === 'read' && objectOwnership.value === 'BucketOwnerEnforced')
      return pass(
        `ACLs of bucket ${bucket.id} are off: only its policy can give access.`,
        evidenceOf(bucket, []),
      );
    if (acl.status === 'unread') return unknown([acl, objectOwnership], evidenceOf(bucket, []));
    const grants = grantsBeyondOwner(acl.value);
    if (grants.length === 0)
      return pass(`The ACL of bucket ${bucket.id} gives access to its owner only.`, evidenceOf(bucket, []));
    if (objectOwnership.status === 'unread') return unknown(objectOwnership, evidenceOf(bucket, grants));
    return judge(bucket, grants);
  },
});

interface Granted {
  readonly grant: AclGrant;
  readonly audience: ReturnType<typeof audienceOf>;
}

function grantsBeyondOwner(acl: BucketAcl): readonly Granted[] {
  return acl.grants
    .map((grant) => ({ grant, audience: audienceOf(acl, grant) }))
    .filter(({ audience }) => audience !== 'owner');
}

const LOG_DELIVERIES = new Set<Granted['audience']>(['log-delivery', 'cloudfront-log-delivery']);

function judge(bucket: Bucket, grants: readonly Granted[]): Outcome {
  const { policy, id } = bucket;
  const evidence = evidenceOf(bucket, grants);
  const others = grants.filter(({ audience }) => !LOG_DELIVERIES.has(audience));
  const beside = policy.status === 'read' && policy.value !== null ? ' beside its bucket policy' : '';
  if (others.length > 0)
    return fail(`The ACL of bucket ${id} gives access to ${audiences(others)}${beside}.`, evidence);
  if (policy.status === 'unread') return unknown(policy, evidence);
  return policy.value === null
    ? pass(`The ACL of bucket ${id} serves log delivery only, and there is no policy beside it.`, evidence)
    : fail(`Bucket ${id} mixes an ACL grant for log delivery with a bucket policy.`, evidence);
}

function audiences(grants: readonly Granted[]): string {
  return [...new Set(grants.map(({ audience }) => AUDIENCES[audience]))].join(', ');
}

const AUDIENCES = {
  owner: 'its owner',
  everyone: 'everyone',
  'any-aws-account': 'every AWS account',
  'log-delivery': 'log delivery',
  'cloudfront-log-delivery': 'log delivery by CloudFront',
  'other-account': 'another account',
} as const;

/** The equal policy, where it is proved to be that. */
function conversionOf(bucket: Bucket): JsonObject {
  const { acl, policy } = bucket;
  if (acl.status === 'unread' || policy.status === 'unread') return {};
  const found = convertAcl(bucket, acl.value, policy.value);
  if (!found) return { conversion: { proved: false, reason: 'the bucket policy is malformed', dropped: [] } };
  const { policy: text, proved, reason, dropped } = found;
  return {
    conversion: {
      proved,
      ...(proved && text !== null && { policy: text }),
      ...(reason !== null && { reason }),
      dropped,
    },
  };
}

function evidenceOf(bucket: Bucket, grants: readonly Granted[]): JsonObject {
  const { arn, objectOwnership, policy, website } = bucket;
  return {
    bucket: arn,
    objectOwnership: objectOwnership.status === 'read' ? objectOwnership.value : 'unread',
    bucketPolicy: policy.status === 'read' ? policy.value !== null : 'unread',
    website: website.status === 'read' ? website.value !== null : 'unread',
    convert: grants.map(({ grant, audience }) => ({
      grantee: grant.grantee.id,
      audience,
      permission: grant.permission,
      principal: principalOf(grant, audience),
      actions: BUCKET_ACL_ACTIONS[grant.permission],
    })),
    ...(grants.length > 0 && conversionOf(bucket)),
  };
}

/** The policy principal that stands for a grantee; null: a public grant, to be removed rather than converted. */
function principalOf({ grantee }: AclGrant, audience: Granted['audience']): JsonObject | null {
  if (audience === 'everyone' || audience === 'any-aws-account') return null;
  if (audience === 'log-delivery') return { Service: 'logging.s3.amazonaws.com' };
  // By CloudFront's newer standard logging, which needs no ACL.
  if (audience === 'cloudfront-log-delivery') return { Service: 'delivery.logs.amazonaws.com' };
  return grantee.type === 'CanonicalUser' ? { CanonicalUser: grantee.id } : { email: grantee.id };
}
