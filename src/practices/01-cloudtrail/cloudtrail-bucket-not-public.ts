import { trailBucket } from '../../inventory/trail-bucket.ts';
import { BUCKET_ACCESS_CHANGES } from '../changes/bucket-changes.ts';
import { TRAIL_CHANGES } from '../changes/trail-changes.ts';
import { defineCheck, notApplicable, unknown } from '../check.ts';
import { BUCKET_BLOCK_FIX } from '../fix/bucket-fix.ts';
import { ORGANIZATION_READS } from '../organization-reads.ts';
import { PUBLIC_BUCKET_READS, publicBucketOutcome } from '../public-bucket-outcome.ts';

/**
 * The bucket that receives the trail, wherever in the accounts that were read it is; one that does not exist is for
 * cloudtrail-bucket-exists.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/best-practices-security.html
 */
export const cloudtrailBucketNotPublic = defineCheck({
  id: 'cloudtrail-bucket-not-public',
  title: "No stranger can read, list or write the trail's bucket",
  practice: 1,
  severity: 'critical',
  resource: 'AWS::CloudTrail::Trail',
  reads: ['cloudtrail:DescribeTrails', 's3:HeadBucket', ...PUBLIC_BUCKET_READS, ...ORGANIZATION_READS],
  changedBy: [...TRAIL_CHANGES, ...BUCKET_ACCESS_CHANGES],
  controls: [
    'cis-aws-1.4.0:3.3',
    'cis-aws-1.5.0:3.3',
    'cis-aws-2.0.0:3.3',
    'aws-fsbp:CloudTrail.6',
    'nist-800-53-r5:AU-9a',
    'nist-800-53-r5:AC-3',
    'nist-csf-2.0:PR.AA-05',
    'pci-dss-4.0:10.3.1',
    'iso-27001-2022:A.8.15',
  ],
  equivalents: ['prowler:cloudtrail_logs_s3_bucket_is_not_publicly_accessible'],
  rationale:
    'The logs tell an intruder what there is, who uses it and what is watched; whoever can write them can hide in them.',
  remediation:
    "Take the grant out of the bucket's policy or ACL, and turn on Block Public Access for the bucket and its account.",
  fix: BUCKET_BLOCK_FIX,
  evaluate(trail, { inventory }) {
    const bucket = trailBucket(inventory, trail);
    if (bucket.status === 'unread') return unknown(bucket);
    if (!bucket.value) return notApplicable();
    return publicBucketOutcome(inventory, bucket.value, ['read', 'list', 'write', 'delete', 'change-policy']);
  },
});
