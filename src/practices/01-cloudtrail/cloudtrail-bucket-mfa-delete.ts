import { trailBucket } from '../../inventory/trail-bucket.ts';
import { BUCKET_VERSIONING_CHANGES } from '../changes/bucket-changes.ts';
import { TRAIL_CHANGES } from '../changes/trail-changes.ts';
import { defineCheck, fail, notApplicable, pass, unknown } from '../check.ts';
import { BUCKET_MFA_DELETE_FIX } from '../fix/bucket-fix.ts';

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/MultiFactorAuthenticationDelete.html */
export const cloudtrailBucketMfaDelete = defineCheck({
  id: 'cloudtrail-bucket-mfa-delete',
  title: "Deleting versions from the trail's bucket takes MFA",
  practice: 1,
  severity: 'medium',
  resource: 'AWS::CloudTrail::Trail',
  reads: ['cloudtrail:DescribeTrails', 's3:ListBuckets', 's3:GetBucketVersioning', 's3:HeadBucket'],
  changedBy: [...TRAIL_CHANGES, ...BUCKET_VERSIONING_CHANGES],
  controls: [],
  equivalents: ['prowler:cloudtrail_bucket_requires_mfa_delete'],
  rationale: 'Stolen administrator keys alone must not be enough to wipe the audit trail.',
  remediation:
    "As the root user of the bucket's account, enable versioning with MFA delete on the trail's bucket.",
  fix: BUCKET_MFA_DELETE_FIX,
  evaluate(trail, { inventory }) {
    const bucket = trailBucket(inventory, trail);
    if (bucket.status === 'unread') return unknown(bucket);
    if (!bucket.value) return notApplicable();
    const { id, arn, versioning } = bucket.value;
    if (versioning.status === 'unread') return unknown(versioning);
    const { status, mfaDelete } = versioning.value;
    const evidence = { bucket: arn, versioning: status, mfaDelete };
    return mfaDelete
      ? pass(`Deleting versions from ${id}, which receives the trail, takes MFA.`, evidence)
      : fail(`Versions in ${id}, which receives the trail, can be deleted without MFA.`, evidence);
  },
});
