import { defineCheck, fail, pass, unknown } from '../check.ts';
import { dedented } from '../fix/dedented.ts';

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/about-object-ownership.html */
export const s3BucketAclDisabled = defineCheck({
  id: 's3-bucket-acl-disabled',
  title: "The bucket's ACLs are disabled",
  practice: 12,
  severity: 'medium',
  resource: 'AWS::S3::Bucket',
  reads: ['s3:ListBuckets', 's3:GetBucketOwnershipControls'],
  changedBy: ['s3:CreateBucket', 's3:PutBucketOwnershipControls', 's3:DeleteBucketOwnershipControls'],
  controls: ['aws-fsbp:S3.12'],
  equivalents: ['prowler:s3_bucket_acl_prohibited', 'config:s3-bucket-acl-prohibited'],
  rationale:
    'With ACLs on, whoever may write an object may also open it to others, out of sight of the bucket policy.',
  remediation:
    'Move every grant into the bucket policy, then set Object Ownership to BucketOwnerEnforced (ACLs disabled).',
  fix: {
    cli: dedented(`
      # What the ACL grants to others must stand in the bucket policy first. S3 refuses while it does grant something
      aws s3api get-bucket-acl --bucket {id}
      aws s3api put-bucket-ownership-controls --bucket {id} --ownership-controls '{"Rules":[{"ObjectOwnership":"BucketOwnerEnforced"}]}'`),
    terraform: dedented(`
      # What the ACL grants to others must stand in the bucket policy first
      resource "aws_s3_bucket_ownership_controls" "this" {
        bucket = "{id}"
        rule {
          object_ownership = "BucketOwnerEnforced"
        }
      }`),
  },
  evaluate({ id, arn, objectOwnership }) {
    if (objectOwnership.status === 'unread') return unknown(objectOwnership);
    const evidence = { bucket: arn, objectOwnership: objectOwnership.value };
    return objectOwnership.value === 'BucketOwnerEnforced'
      ? pass(`ACLs are disabled on bucket ${id}.`, evidence)
      : fail(`ACLs are in force on bucket ${id} (${objectOwnership.value ?? 'ObjectWriter'}).`, evidence);
  },
});
