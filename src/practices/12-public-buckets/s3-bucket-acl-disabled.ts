import { defineCheck, fail, pass, unknown } from '../check.ts';

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/about-object-ownership.html */
export const s3BucketAclDisabled = defineCheck({
  id: 's3-bucket-acl-disabled',
  title: "The bucket's ACLs are disabled",
  practice: 12,
  severity: 'medium',
  resource: 'AWS::S3::Bucket',
  reads: ['s3:ListBuckets', 's3:GetBucketOwnershipControls'],
  controls: [
    'aws-fsbp:S3.12',
    'pci-dss-4.0:7.2.1.24',
    'pci-dss-4.0:7.2.2.24',
    'pci-dss-4.0:7.2.5.18',
    'pci-dss-4.0:7.3.1.18',
    'pci-dss-4.0:7.3.2.18',
    'pci-dss-4.0:7.3.3.18',
    'pci-dss-4.0:8.2.7.18',
    'pci-dss-4.0:8.2.8.20',
    'pci-dss-4.0:8.3.4.18',
  ],
  equivalents: ['prowler:s3_bucket_acl_prohibited', 'config:s3-bucket-acl-prohibited'],
  rationale:
    'With ACLs on, whoever may write an object may also open it to others, out of sight of the bucket policy.',
  remediation:
    'Move every grant into the bucket policy, then set Object Ownership to BucketOwnerEnforced (ACLs disabled).',
  evaluate({ id, arn, objectOwnership }) {
    if (objectOwnership.status === 'unread') return unknown(objectOwnership);
    const evidence = { bucket: arn, objectOwnership: objectOwnership.value };
    return objectOwnership.value === 'BucketOwnerEnforced'
      ? pass(`ACLs are disabled on bucket ${id}.`, evidence)
      : fail(`ACLs are in force on bucket ${id} (${objectOwnership.value ?? 'ObjectWriter'}).`, evidence);
  },
});
