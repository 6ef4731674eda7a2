import { BUCKET_ENCRYPTION_CHANGES } from '../changes/bucket-changes.ts';
import { defineCheck, fail, pass, unknown } from '../check.ts';
import { BUCKET_ENCRYPTION_FIX } from '../fix/bucket-fix.ts';

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/default-bucket-encryption.html */
export const s3BucketEncryption = defineCheck({
  id: 's3-bucket-encryption',
  title: 'The bucket encrypts its objects by default',
  practice: 12,
  severity: 'medium',
  resource: 'AWS::S3::Bucket',
  reads: ['s3:ListBuckets', 's3:GetBucketEncryption'],
  changedBy: BUCKET_ENCRYPTION_CHANGES,
  controls: [
    'cis-aws-1.4.0:2.1.1',
    'cis-aws-1.5.0:2.1.1',
    'nist-800-53-r5:CP-9(8)',
    'nist-800-53-r5:SC-13b',
    'nist-800-53-r5:SC-28(1)',
    'nist-csf-2.0:PR.DS-01',
    'iso-27001-2022:A.8.24',
    'soc-2:CC6.1',
    'hipaa:164.312(a)(2)(iv)',
    'hipaa:164.312(e)(2)(ii)',
  ],
  equivalents: ['prowler:s3_bucket_default_encryption', 'config:s3-bucket-server-side-encryption-enabled'],
  rationale: 'Objects stored in the clear can be read by whoever gets at the storage below S3.',
  remediation: 'Set default encryption on the bucket, with SSE-S3 or a KMS key.',
  fix: BUCKET_ENCRYPTION_FIX,
  evaluate({ id, arn, encryption }) {
    if (encryption.status === 'unread') return unknown(encryption);
    const [rule] = encryption.value;
    const evidence = {
      bucket: arn,
      sseAlgorithm: rule?.sseAlgorithm ?? null,
      kmsMasterKeyId: rule?.kmsMasterKeyId ?? null,
    };
    return rule
      ? pass(`Bucket ${id} encrypts new objects by ${rule.sseAlgorithm}.`, evidence)
      : fail(`Bucket ${id} has no default encryption.`, evidence);
  },
});
