import { defineCheck, fail, pass, unknown } from '../check.ts';
import { BUCKET_OBJECT_LOCK_FIX } from '../fix/bucket-fix.ts';

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lock.html */
export const s3BucketObjectLock = defineCheck({
  id: 's3-bucket-object-lock',
  title: 'The bucket has Object Lock',
  practice: 12,
  severity: 'info',
  resource: 'AWS::S3::Bucket',
  reads: ['s3:ListBuckets', 's3:GetObjectLockConfiguration'],
  changedBy: ['s3:CreateBucket', 's3:PutBucketObjectLockConfiguration'],
  controls: ['aws-fsbp:S3.15'],
  equivalents: ['prowler:s3_bucket_object_lock', 'config:s3-bucket-default-lock-enabled'],
  rationale:
    'Object Lock keeps even an administrator, or an attacker who became one, from deleting what is locked.',
  remediation: 'Enable Object Lock on buckets whose objects must not change, with a default retention.',
  fix: BUCKET_OBJECT_LOCK_FIX,
  evaluate({ id, arn, objectLock }) {
    if (objectLock.status === 'unread') return unknown(objectLock);
    const retention = objectLock.value?.defaultRetention ?? null;
    const evidence = {
      bucket: arn,
      enabled: objectLock.value?.enabled ?? false,
      defaultRetention: retention,
    };
    return evidence.enabled
      ? pass(`Object Lock is enabled on bucket ${id}.`, evidence)
      : fail(`Object Lock is not enabled on bucket ${id}.`, evidence);
  },
});
