import { trailBucket } from '../../inventory/trail-bucket.ts';
import { TRAIL_CHANGES } from '../changes/trail-changes.ts';
import { defineCheck, fail, notApplicable, pass, unknown } from '../check.ts';
import { BUCKET_OBJECT_LOCK_FIX } from '../fix/bucket-fix.ts';

/** Without a default retention nothing that CloudTrail writes is locked. https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lock.html */
export const cloudtrailBucketObjectLock = defineCheck({
  id: 'cloudtrail-bucket-object-lock',
  title: "The trail's bucket locks what is written to it",
  practice: 1,
  severity: 'low',
  resource: 'AWS::CloudTrail::Trail',
  reads: ['cloudtrail:DescribeTrails', 's3:ListBuckets', 's3:GetObjectLockConfiguration', 's3:HeadBucket'],
  changedBy: [...TRAIL_CHANGES, 's3:CreateBucket', 's3:PutBucketObjectLockConfiguration'],
  controls: [],
  equivalents: [],
  rationale: 'Locked log files cannot be deleted before their time, not even by an administrator.',
  remediation: "Enable Object Lock on the trail's bucket with a default retention in compliance mode.",
  fix: BUCKET_OBJECT_LOCK_FIX,
  evaluate(trail, { inventory }) {
    const bucket = trailBucket(inventory, trail);
    if (bucket.status === 'unread') return unknown(bucket);
    if (!bucket.value) return notApplicable();
    const { id, arn, objectLock } = bucket.value;
    if (objectLock.status === 'unread') return unknown(objectLock);
    const enabled = objectLock.value?.enabled ?? false;
    const retention = objectLock.value?.defaultRetention ?? null;
    const evidence = { bucket: arn, enabled, defaultRetention: retention };
    if (!enabled) return fail(`Bucket ${id}, which receives the trail, has no Object Lock.`, evidence);
    return retention
      ? pass(`Bucket ${id}, which receives the trail, locks log files (${retention.mode}).`, evidence)
      : fail(`Object Lock of ${id}, which receives the trail, has no default retention.`, evidence);
  },
});
