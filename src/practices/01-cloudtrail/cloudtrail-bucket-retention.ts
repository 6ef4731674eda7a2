import { trailBucket, trailLogPrefix, trailPrefix } from '../../inventory/trail-bucket.ts';
import { mapReading, type Reading, read } from '../../model/reading.ts';
import type { Bucket } from '../../model/resources/s3.ts';
import { BUCKET_LIFECYCLE_CHANGES } from '../changes/bucket-changes.ts';
import { TRAIL_CHANGES } from '../changes/trail-changes.ts';
import { defineCheck, notApplicable, unknown } from '../check.ts';
import { LOG_RETENTION_FIX, logRetentionOutcome } from '../log-retention-outcome.ts';

const LONG_ENOUGH = [
  'nist-800-53-r5:AU-11',
  'nist-csf-2.0:PR.PS-04',
  'pci-dss-4.0:10.5.1',
  'iso-27001-2022:A.5.28',
  'iso-27001-2022:A.5.33',
  'iso-27001-2022:A.8.15',
];

/**
 * What all lifecycle rules together do to the trail's own log files (src/inventory/lifecycle.ts).
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lifecycle-mgmt.html
 */
export const cloudtrailBucketRetention = defineCheck({
  id: 'cloudtrail-bucket-retention',
  title: "The trail's log files are kept long enough, and not for ever unless archived",
  practice: 1,
  severity: 'medium',
  resource: 'AWS::CloudTrail::Trail',
  reads: [
    'cloudtrail:DescribeTrails',
    'organizations:DescribeOrganization',
    's3:ListBuckets',
    's3:GetBucketLifecycleConfiguration',
    's3:GetBucketVersioning',
    's3:GetObjectLockConfiguration',
    's3:HeadBucket',
  ],
  changedBy: [...TRAIL_CHANGES, ...BUCKET_LIFECYCLE_CHANGES],
  controls: LONG_ENOUGH,
  equivalents: [],
  rationale:
    'An intrusion is often found months later: by then the logs that would explain it must still be there.',
  remediation:
    'Give the trail bucket lifecycle rules that archive or expire current and noncurrent log files after the retention period.',
  fix: LOG_RETENTION_FIX,
  evaluate(trail, { inventory, settings, asOf }) {
    const bucket = trailBucket(inventory, trail);
    if (bucket.status === 'unread') return unknown(bucket);
    if (!bucket.value) return notApplicable();
    const prefix = prefixFor(bucket.value, trailLogPrefix(inventory, trail), trailPrefix(trail));
    if (prefix.status === 'unread') return unknown(prefix);
    const question = { prefix: prefix.value, minimumDays: settings.logRetentionDays, asOf };
    return logRetentionOutcome(bucket.value, question, {
      what: 'Log files of the trail',
      longEnough: LONG_ENOUGH,
    });
  },
});

/** Without the exact prefix the whole of AWSLogs/ will do, as long as no rule tells its parts apart. */
function prefixFor(bucket: Bucket, exact: Reading<string>, broad: string): Reading<string> {
  if (exact.status === 'read') return exact;
  const dividing = mapReading(bucket.lifecycleRules, (rules) =>
    rules.some(({ filter }) => filter.prefix !== broad && filter.prefix.startsWith(broad)),
  );
  return dividing.status === 'read' && dividing.value ? exact : read(broad);
}
