import { receivesAccessLogs } from '../../inventory/access-log-targets.ts';
import { BUCKET_LOGGING_CHANGES } from '../changes/bucket-changes.ts';
import { defineCheck, fail, notApplicable, pass, unknown } from '../check.ts';
import { BUCKET_LOGGING_FIX } from '../fix/bucket-fix.ts';

/**
 * A bucket that receives access logs is left aside: logging it as well would breed logs of logs without end.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/ServerLogs.html
 */
export const s3BucketAccessLogging = defineCheck({
  id: 's3-bucket-access-logging',
  title: 'The bucket has server access logging',
  practice: 12,
  severity: 'low',
  resource: 'AWS::S3::Bucket',
  reads: ['s3:ListBuckets', 's3:GetBucketLogging'],
  changedBy: BUCKET_LOGGING_CHANGES,
  controls: ['aws-fsbp:S3.9'],
  equivalents: ['prowler:s3_bucket_server_access_logging_enabled', 'config:s3-bucket-logging-enabled'],
  rationale: 'Without access logs nobody can tell who read or deleted what in the bucket.',
  remediation: 'Turn on server access logging, delivering to a bucket that is kept for logs.',
  fix: BUCKET_LOGGING_FIX,
  evaluate(bucket, { inventory }) {
    const { id, arn, logging } = bucket;
    if (logging.status === 'unread') return unknown(logging);
    const evidence = { bucket: arn, targetBucket: logging.value?.targetBucket ?? null };
    if (logging.value)
      return pass(`Access to bucket ${id} is logged to ${logging.value.targetBucket}.`, evidence);
    const receives = receivesAccessLogs(inventory, bucket);
    if (receives.status === 'unread') return unknown(receives, evidence);
    return receives.value ? notApplicable() : fail(`Access to bucket ${id} is not logged.`, evidence);
  },
});
