import { defineCheck, fail, pass, unknown } from '../check.ts';

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/MultiFactorAuthenticationDelete.html */
export const s3BucketMfaDelete = defineCheck({
  id: 's3-bucket-mfa-delete',
  title: 'Deleting versions of the bucket takes MFA',
  practice: 12,
  severity: 'low',
  resource: 'AWS::S3::Bucket',
  reads: ['s3:ListBuckets', 's3:GetBucketVersioning'],
  controls: [
    'cis-aws-1.4.0:2.1.3',
    'cis-aws-1.5.0:2.1.3',
    'cis-aws-2.0.0:2.1.2',
    'cis-aws-3.0.0:2.1.2',
    'cis-aws-4.0.0:2.1.2',
    'cis-aws-5.0.0:2.1.2',
    'cis-aws-6.0.0:3.1.2',
    'cis-aws-7.0.0:3.1.2',
    'aws-fsbp:S3.20',
    'pci-dss-4.0:10.3.2.22',
    'pci-dss-4.0:3.5.1.3.27',
    'pci-dss-4.0:8.4.1.5',
    'pci-dss-4.0:8.4.2.5',
    'pci-dss-4.0:8.4.3.5',
    'pci-dss-4.0:A1.1.2.18',
    'pci-dss-4.0:A3.4.1.20',
  ],
  equivalents: ['prowler:s3_bucket_no_mfa_delete', 'config:s3-bucket-mfa-delete-enabled'],
  rationale: 'Without MFA delete, stolen keys are enough to delete every version of every object.',
  remediation: 'As the root user, enable versioning with MFA delete on the bucket.',
  evaluate({ id, arn, versioning }) {
    if (versioning.status === 'unread') return unknown(versioning);
    const { status, mfaDelete } = versioning.value;
    const evidence = { bucket: arn, versioning: status, mfaDelete };
    return mfaDelete
      ? pass(`Deleting versions of bucket ${id} takes MFA.`, evidence)
      : fail(`Versions of bucket ${id} can be deleted without MFA.`, evidence);
  },
});
