import type { Bucket } from '../../model/resources/s3.ts';
import { BUCKET_LIFECYCLE_CHANGES, BUCKET_VERSIONING_CHANGES } from '../changes/bucket-changes.ts';
import { defineCheck, fail, pass, sparing, unknown } from '../check.ts';
import { BUCKET_MFA_DELETE_FIX } from '../fix/bucket-fix.ts';

/**
 * AWS's own control leaves out buckets without versions, and those with lifecycle rules.
 * https://docs.aws.amazon.com/securityhub/latest/userguide/s3-controls.html#s3-20
 */
const AWS_VERSIONED = 'aws-fsbp:S3.20';

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/MultiFactorAuthenticationDelete.html */
export const s3BucketMfaDelete = defineCheck({
  id: 's3-bucket-mfa-delete',
  title: 'Deleting versions of the bucket takes MFA',
  practice: 12,
  severity: 'low',
  resource: 'AWS::S3::Bucket',
  reads: ['s3:ListBuckets', 's3:GetBucketVersioning', 's3:GetBucketLifecycleConfiguration'],
  changedBy: [...BUCKET_VERSIONING_CHANGES, ...BUCKET_LIFECYCLE_CHANGES],
  controls: [
    'cis-aws-1.4.0:2.1.3',
    'cis-aws-1.5.0:2.1.3',
    'cis-aws-2.0.0:2.1.2',
    'cis-aws-3.0.0:2.1.2',
    'cis-aws-4.0.0:2.1.2',
    'cis-aws-5.0.0:2.1.2',
    'cis-aws-6.0.0:3.1.2',
    'cis-aws-7.0.0:3.1.2',
    AWS_VERSIONED,
  ],
  equivalents: ['prowler:s3_bucket_no_mfa_delete', 'config:s3-bucket-mfa-delete-enabled'],
  rationale: 'Without MFA delete, stolen keys are enough to delete every version of every object.',
  remediation: 'As the root user, enable versioning with MFA delete on the bucket.',
  fix: BUCKET_MFA_DELETE_FIX,
  evaluate(bucket) {
    const { id, arn, versioning } = bucket;
    if (versioning.status === 'unread') return unknown(versioning);
    const { status, mfaDelete } = versioning.value;
    const evidence = { bucket: arn, versioning: status, mfaDelete };
    if (mfaDelete) return pass(`Deleting versions of bucket ${id} takes MFA.`, evidence);
    const outcome = fail(`Versions of bucket ${id} can be deleted without MFA.`, evidence);
    return sparing(outcome, status !== 'Enabled' || hasLifecycleRules(bucket) ? [AWS_VERSIONED] : []);
  },
});

function hasLifecycleRules({ lifecycleRules }: Bucket): boolean {
  return lifecycleRules.status === 'read' && lifecycleRules.value.length > 0;
}
