import { trailBucket } from '../../inventory/trail-bucket.ts';
import { BUCKET_ACCESS_CHANGES, BUCKET_LOGGING_CHANGES } from '../changes/bucket-changes.ts';
import { TRAIL_CHANGES } from '../changes/trail-changes.ts';
import { defineCheck, notApplicable, unknown } from '../check.ts';
import { BUCKET_BLOCK_FIX } from '../fix/bucket-fix.ts';
import { ORGANIZATION_READS } from '../organization-reads.ts';
import { PUBLIC_BUCKET_READS, publicBucketOutcome } from '../public-bucket-outcome.ts';

/**
 * S3 delivers access logs within the account that has the bucket.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/enable-server-access-logging.html
 */
export const trailBucketLogTargetNotPublic = defineCheck({
  id: 'trail-bucket-log-target-not-public',
  title: "No stranger can read, list or write the access logs of the trail's bucket",
  practice: 7,
  severity: 'critical',
  resource: 'AWS::CloudTrail::Trail',
  reads: [
    'cloudtrail:DescribeTrails',
    's3:HeadBucket',
    's3:GetBucketLogging',
    ...PUBLIC_BUCKET_READS,
    ...ORGANIZATION_READS,
  ],
  changedBy: [...TRAIL_CHANGES, ...BUCKET_LOGGING_CHANGES, ...BUCKET_ACCESS_CHANGES],
  controls: ['nist-800-53-r5:AU-9a', 'nist-csf-2.0:PR.AA-05', 'pci-dss-4.0:10.3.1', 'iso-27001-2022:A.8.15'],
  equivalents: [],
  rationale:
    'Access logs name every key of the trail and everybody who reads it; whoever can write them can hide his own visit.',
  remediation:
    'Take the grant out of the policy or ACL of the bucket that receives them, and turn on Block Public Access for it.',
  fix: BUCKET_BLOCK_FIX,
  evaluate(trail, { inventory }) {
    const bucket = trailBucket(inventory, trail);
    if (bucket.status === 'unread') return unknown(bucket);
    if (!bucket.value) return notApplicable();
    const { logging, account } = bucket.value;
    if (logging.status === 'unread') return unknown(logging);
    if (!logging.value) return notApplicable();
    const target = inventory.byId('AWS::S3::Bucket', logging.value.targetBucket, { account });
    if (target.status === 'unread') return unknown(target);
    if (!target.value) return notApplicable();
    return publicBucketOutcome(inventory, target.value, ['read', 'list', 'write', 'delete', 'change-policy']);
  },
});
