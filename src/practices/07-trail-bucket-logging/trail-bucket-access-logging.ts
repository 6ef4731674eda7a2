import { trailBucket } from '../../inventory/trail-bucket.ts';
import { BUCKET_LOGGING_CHANGES } from '../changes/bucket-changes.ts';
import { TRAIL_CHANGES } from '../changes/trail-changes.ts';
import { defineCheck, fail, notApplicable, pass, unknown } from '../check.ts';
import { BUCKET_LOGGING_FIX } from '../fix/bucket-fix.ts';

/**
 * Judges the bucket that receives the trail; a bucket in an account that was not read is unknown, never pass.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/ServerLogs.html
 */
export const trailBucketAccessLogging = defineCheck({
  id: 'trail-bucket-access-logging',
  title: 'The CloudTrail bucket has server access logging',
  practice: 7,
  severity: 'high',
  resource: 'AWS::CloudTrail::Trail',
  reads: ['cloudtrail:DescribeTrails', 's3:ListBuckets', 's3:GetBucketLogging', 's3:HeadBucket'],
  changedBy: [...TRAIL_CHANGES, ...BUCKET_LOGGING_CHANGES],
  controls: [
    'cis-aws-1.4.0:3.6',
    'cis-aws-1.5.0:3.6',
    'cis-aws-2.0.0:3.6',
    'cis-aws-3.0.0:3.4',
    'cis-aws-4.0.0:3.4',
    'cis-aws-5.0.0:3.4',
    'cis-aws-6.0.0:4.4',
    'cis-aws-7.0.0:4.4',
    'aws-fsbp:CloudTrail.7',
    'nist-800-53-r5:AU-9a',
    'nist-csf-2.0:PR.PS-04',
    'pci-dss-4.0:10.2.1.3',
    'iso-27001-2022:A.8.15',
  ],
  equivalents: ['prowler:cloudtrail_logs_s3_bucket_access_logging_enabled'],
  rationale: 'Without access logs, whoever reads or deletes the audit trail leaves no record.',
  remediation: "Turn on server access logging on the trail's bucket, delivering to a different bucket.",
  fix: BUCKET_LOGGING_FIX,
  evaluate(trail, { inventory }) {
    const bucket = trailBucket(inventory, trail);
    if (bucket.status === 'unread') return unknown(bucket);
    if (!bucket.value) return notApplicable();
    const { logging } = bucket.value;
    if (logging.status === 'unread') return unknown(logging);
    const evidence = { bucket: bucket.value.arn, targetBucket: logging.value?.targetBucket ?? null };
    return logging.value
      ? pass(`Access to ${trail.s3BucketName} is logged to ${logging.value.targetBucket}.`, evidence)
      : fail(`Access to ${trail.s3BucketName}, which receives the trail, is not logged.`, evidence);
  },
});
