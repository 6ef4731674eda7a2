import { trailBucket } from '../../inventory/trail-bucket.ts';
import { BUCKET_LIFECYCLE_CHANGES, BUCKET_LOGGING_CHANGES } from '../changes/bucket-changes.ts';
import { TRAIL_CHANGES } from '../changes/trail-changes.ts';
import { defineCheck, fail, notApplicable, unknown } from '../check.ts';
import { LOG_RETENTION_FIX, logRetentionOutcome } from '../log-retention-outcome.ts';

const LONG_ENOUGH = ['nist-800-53-r5:AU-11', 'pci-dss-4.0:10.5.1'];

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/deleting-log-files-lifecycle.html */
export const trailBucketLogRetention = defineCheck({
  id: 'trail-bucket-log-retention',
  title: "Access logs of the trail's bucket are kept long enough, and not for ever unless archived",
  practice: 7,
  severity: 'low',
  resource: 'AWS::CloudTrail::Trail',
  reads: [
    'cloudtrail:DescribeTrails',
    's3:ListBuckets',
    's3:GetBucketLogging',
    's3:GetBucketLifecycleConfiguration',
    's3:GetBucketVersioning',
    's3:GetObjectLockConfiguration',
    's3:HeadBucket',
  ],
  changedBy: [...TRAIL_CHANGES, ...BUCKET_LOGGING_CHANGES, ...BUCKET_LIFECYCLE_CHANGES],
  controls: LONG_ENOUGH,
  equivalents: [],
  rationale: 'Who read or removed log files can be told only as long as the access logs are there.',
  remediation:
    'Give the target bucket a lifecycle rule that expires or archives access logs after the retention period.',
  fix: LOG_RETENTION_FIX,
  evaluate(trail, { inventory, settings, asOf }) {
    const bucket = trailBucket(inventory, trail);
    if (bucket.status === 'unread') return unknown(bucket);
    if (!bucket.value) return notApplicable();
    const { logging, account, id } = bucket.value;
    if (logging.status === 'unread') return unknown(logging);
    if (!logging.value) return notApplicable();
    const { targetBucket, targetPrefix } = logging.value;
    const target = inventory.byId('AWS::S3::Bucket', targetBucket, { account });
    if (target.status === 'unread') return unknown(target);
    if (!target.value)
      return fail(`Access logs of ${id} are meant for ${targetBucket}, which does not exist.`, {
        loggedBucket: bucket.value.arn,
        targetBucket,
      });
    const question = { prefix: targetPrefix, minimumDays: settings.logRetentionDays, asOf };
    return logRetentionOutcome(target.value, question, {
      what: `Access logs of ${id}`,
      longEnough: LONG_ENOUGH,
    });
  },
});
