import { effectiveBlock } from '../../inventory/block-public-access.ts';
import { isPublicGrant } from '../../model/acl-grants.ts';
import type { ObjectAcl } from '../../model/resources/s3.ts';
import { defineCheck, fail, pass, unknown } from '../check.ts';
import { dedented } from '../fix/dedented.ts';

/**
 * A sample can show that an object is public, never that none is. ACLs count for nothing where they are disabled or
 * where public ones are ignored.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/acl-overview.html
 */
export const s3ObjectAclSample = defineCheck({
  id: 's3-object-acl-sample',
  title: 'No sampled object of the bucket is public by its own ACL',
  practice: 12,
  severity: 'medium',
  resource: 'AWS::S3::Bucket',
  reads: [
    's3:ListBuckets',
    's3:GetBucketOwnershipControls',
    's3:GetPublicAccessBlock',
    's3:ListObjectsV2',
    's3:GetObjectAcl',
  ],
  changedBy: ['s3:PutObject', 's3:PutObjectAcl', 's3:CopyObject'],
  controls: [],
  equivalents: [],
  rationale: "An object's own ACL opens it to the world even where the bucket's ACL and policy are closed.",
  remediation:
    'Disable ACLs by BucketOwnerEnforced, or turn on IgnorePublicAcls, and remove the public grants.',
  fix: {
    cli: dedented(`
      # Whoever reads them without credentials loses them
      aws s3api put-object-acl --bucket {id} --key {evidence.publicObjects[]} --acl private
      # For all other objects too. The last two settings stay as the bucket has them now
      aws s3api put-public-access-block --bucket {id} --public-access-block-configuration BlockPublicAcls=true,IgnorePublicAcls=true,BlockPublicPolicy=<true-OR-false>,RestrictPublicBuckets=<true-OR-false>`),
    terraform: dedented(`
      # Whoever reads its objects by a public ACL loses them
      resource "aws_s3_bucket_public_access_block" "this" {
        bucket             = "{id}"
        block_public_acls  = true
        ignore_public_acls = true
        # Its other arguments stay as they are.
      }`),
  },
  optIn: true,
  evaluate(bucket, { inventory }) {
    const { id, arn, objectOwnership, objectAclSample: sample } = bucket;
    const ignored = effectiveBlock(inventory, bucket, 'ignorePublicAcls');
    if (objectOwnership.status === 'read' && objectOwnership.value === 'BucketOwnerEnforced')
      return pass(`ACLs of bucket ${id} are disabled: its objects' ACLs grant nothing.`, { bucket: arn });
    if (ignored.status === 'read' && ignored.value)
      return pass(`Public ACLs of bucket ${id} and its objects are ignored.`, { bucket: arn });
    if (sample.status === 'unread') return unknown([sample, objectOwnership, ignored], { bucket: arn });
    const open = sample.value.filter(isPublic).map(({ key }) => key);
    const evidence = { bucket: arn, sampled: sample.value.length, publicObjects: open };
    const gates = [objectOwnership, ignored];
    if (open.length > 0 && gates.some(({ status }) => status === 'unread')) return unknown(gates, evidence);
    if (open.length > 0)
      return fail(
        `${open.length} of ${sample.value.length} sampled objects of bucket ${id} are public.`,
        evidence,
      );
    const acls = sample.value.map(({ acl }) => acl);
    if (acls.some(({ status }) => status === 'unread')) return unknown(acls, evidence);
    return pass(
      `None of ${sample.value.length} sampled objects of bucket ${id} is public by its ACL.`,
      evidence,
    );
  },
});

function isPublic({ acl }: ObjectAcl): boolean {
  return acl.status === 'read' && acl.value.grants.some((grant) => isPublicGrant(acl.value, grant));
}
