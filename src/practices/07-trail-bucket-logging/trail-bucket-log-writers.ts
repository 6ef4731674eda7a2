import { trailBucket } from '../../inventory/trail-bucket.ts';
import { bucketWriteRights } from '../../inventory/trail-rights.ts';
import { BUCKET_ACCESS_CHANGES, BUCKET_LOGGING_CHANGES } from '../changes/bucket-changes.ts';
import { RIGHT_CHANGES } from '../changes/iam-changes.ts';
import { TRAIL_CHANGES } from '../changes/trail-changes.ts';
import { defineCheck, notApplicable, unknown } from '../check.ts';
import { LOG_WRITERS_FIX } from '../fix/log-writers-fix.ts';
import { BUCKET_WRITE_READS, writersOutcome } from '../writers-outcome.ts';

/**
 * S3 delivers access logs within the account that has the bucket.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/enable-server-access-logging.html
 */
export const trailBucketLogWriters = defineCheck({
  id: 'trail-bucket-log-writers',
  title: "Administrators alone may change or delete the access logs of the trail's bucket",
  practice: 7,
  severity: 'high',
  resource: 'AWS::CloudTrail::Trail',
  reads: [...BUCKET_WRITE_READS, 's3:GetBucketLogging'],
  changedBy: [...TRAIL_CHANGES, ...BUCKET_LOGGING_CHANGES, ...BUCKET_ACCESS_CHANGES, ...RIGHT_CHANGES],
  controls: ['nist-800-53-r5:AU-9a', 'nist-csf-2.0:PR.AA-05', 'pci-dss-4.0:10.3.2', 'iso-27001-2022:A.8.15'],
  equivalents: [],
  rationale:
    'The access logs tell who read or deleted the trail. Whoever can delete them too leaves no sign of it.',
  remediation:
    'Take s3:DeleteObject, s3:PutObject and the changes of the bucket that receives them from everybody but administrators.',
  fix: LOG_WRITERS_FIX,
  evaluate(trail, context) {
    const { inventory } = context;
    const bucket = trailBucket(inventory, trail);
    if (bucket.status === 'unread') return unknown(bucket);
    if (!bucket.value) return notApplicable();
    const { logging, account } = bucket.value;
    if (logging.status === 'unread') return unknown(logging);
    if (!logging.value) return notApplicable();
    const { targetBucket, targetPrefix } = logging.value;
    const target = inventory.byId('AWS::S3::Bucket', targetBucket, { account });
    if (target.status === 'unread') return unknown(target);
    if (!target.value) return notApplicable();
    const rights = bucketWriteRights(inventory, target.value, targetPrefix);
    return writersOutcome(
      { rights, missing: [] },
      `change or delete the access logs in ${targetBucket}`,
      context,
    );
  },
});
