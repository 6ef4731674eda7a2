import { BUCKET_VERSIONING_CHANGES } from '../changes/bucket-changes.ts';
import { defineCheck, fail, pass, unknown } from '../check.ts';
import { BUCKET_VERSIONING_FIX } from '../fix/bucket-fix.ts';

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/Versioning.html */
export const s3BucketVersioning = defineCheck({
  id: 's3-bucket-versioning',
  title: 'The bucket keeps versions of its objects',
  practice: 12,
  severity: 'low',
  resource: 'AWS::S3::Bucket',
  reads: ['s3:ListBuckets', 's3:GetBucketVersioning'],
  changedBy: BUCKET_VERSIONING_CHANGES,
  controls: ['aws-fsbp:S3.14'],
  equivalents: ['prowler:s3_bucket_object_versioning', 'config:s3-bucket-versioning-enabled'],
  rationale: 'Without versions, an attacker who overwrites or deletes objects destroys them for good.',
  remediation: 'Enable versioning on the bucket, with a lifecycle rule for noncurrent versions.',
  fix: BUCKET_VERSIONING_FIX,
  evaluate({ id, arn, versioning }) {
    if (versioning.status === 'unread') return unknown(versioning);
    const { status } = versioning.value;
    const evidence = { bucket: arn, versioning: status };
    return status === 'Enabled'
      ? pass(`Versioning of bucket ${id} is enabled.`, evidence)
      : fail(`Versioning of bucket ${id} is ${status === 'Suspended' ? 'suspended' : 'off'}.`, evidence);
  },
});
