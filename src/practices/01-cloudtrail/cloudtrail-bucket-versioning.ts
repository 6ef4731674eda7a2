import { trailBucket } from '../../inventory/trail-bucket.ts';
import { BUCKET_VERSIONING_CHANGES } from '../changes/bucket-changes.ts';
import { TRAIL_CHANGES } from '../changes/trail-changes.ts';
import { defineCheck, fail, notApplicable, pass, unknown } from '../check.ts';
import { BUCKET_VERSIONING_FIX } from '../fix/bucket-fix.ts';

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/Versioning.html */
export const cloudtrailBucketVersioning = defineCheck({
  id: 'cloudtrail-bucket-versioning',
  title: "The trail's bucket keeps versions",
  practice: 1,
  severity: 'medium',
  resource: 'AWS::CloudTrail::Trail',
  reads: ['cloudtrail:DescribeTrails', 's3:ListBuckets', 's3:GetBucketVersioning', 's3:HeadBucket'],
  changedBy: [...TRAIL_CHANGES, ...BUCKET_VERSIONING_CHANGES],
  controls: ['nist-800-53-r5:AU-9a', 'pci-dss-4.0:10.3.2', 'iso-27001-2022:A.5.33', 'iso-27001-2022:A.8.15'],
  equivalents: [],
  rationale: 'Without versions, one delete or overwrite takes the evidence of an intrusion away for good.',
  remediation: "Enable versioning on the trail's bucket, with a lifecycle rule for noncurrent versions.",
  fix: BUCKET_VERSIONING_FIX,
  evaluate(trail, { inventory }) {
    const bucket = trailBucket(inventory, trail);
    if (bucket.status === 'unread') return unknown(bucket);
    if (!bucket.value) return notApplicable();
    const { id, arn, versioning } = bucket.value;
    if (versioning.status === 'unread') return unknown(versioning);
    const { status } = versioning.value;
    const evidence = { bucket: arn, versioning: status };
    return status === 'Enabled'
      ? pass(`Bucket ${id}, which receives the trail, keeps versions.`, evidence)
      : fail(`Bucket ${id}, which receives the trail, keeps no versions.`, evidence);
  },
});
