import { BUCKET_LIFECYCLE_CHANGES } from '../changes/bucket-changes.ts';
import { defineCheck, fail, pass, unknown } from '../check.ts';
import { counted } from '../counted.ts';
import { dedented } from '../fix/dedented.ts';

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lifecycle-mgmt.html */
export const s3BucketLifecycle = defineCheck({
  id: 's3-bucket-lifecycle',
  title: 'The bucket has a lifecycle rule',
  practice: 12,
  severity: 'info',
  resource: 'AWS::S3::Bucket',
  reads: ['s3:ListBuckets', 's3:GetBucketLifecycleConfiguration'],
  changedBy: BUCKET_LIFECYCLE_CHANGES,
  controls: ['aws-fsbp:S3.13'],
  equivalents: ['prowler:s3_bucket_lifecycle_enabled', 'config:s3-lifecycle-policy-check'],
  rationale: 'Data that is never deleted can only grow, and with it what a leak gives away.',
  remediation: 'Add lifecycle rules that archive or expire objects and noncurrent versions.',
  fix: {
    cli: dedented(`
      # Deletes old versions after DAYS and the parts of uploads that were never completed, no current object. It replaces what rules there are
      aws s3api put-bucket-lifecycle-configuration --bucket {id} --lifecycle-configuration '{"Rules":[{"ID":"noncurrent-versions","Status":"Enabled","Filter":{"Prefix":""},"NoncurrentVersionExpiration":{"NoncurrentDays":<DAYS>},"AbortIncompleteMultipartUpload":{"DaysAfterInitiation":7}}]}'`),
    terraform: dedented(`
      # Deletes old versions and the parts of uploads that were never completed, no current object
      resource "aws_s3_bucket_lifecycle_configuration" "this" {
        bucket = "{id}"
        rule {
          id     = "noncurrent-versions"
          status = "Enabled"
          filter {}
          noncurrent_version_expiration {
            noncurrent_days = "<DAYS>"
          }
          abort_incomplete_multipart_upload {
            days_after_initiation = 7
          }
        }
      }`),
  },
  evaluate({ id, arn, lifecycleRules }) {
    if (lifecycleRules.status === 'unread') return unknown(lifecycleRules);
    const enabled = lifecycleRules.value.filter(({ status }) => status === 'Enabled');
    const evidence = {
      bucket: arn,
      enabledRules: enabled.map((rule) => rule.id),
      rules: lifecycleRules.value.length,
    };
    return enabled.length > 0
      ? pass(`Bucket ${id} has ${counted(enabled.length, 'enabled lifecycle rule')}.`, evidence)
      : fail(`Bucket ${id} has no enabled lifecycle rule.`, evidence);
  },
});
