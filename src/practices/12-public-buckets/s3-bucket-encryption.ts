import { defineCheck, fail, pass, unknown } from '../check.ts';

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/default-bucket-encryption.html */
export const s3BucketEncryption = defineCheck({
  id: 's3-bucket-encryption',
  title: 'The bucket encrypts its objects by default',
  practice: 12,
  severity: 'medium',
  resource: 'AWS::S3::Bucket',
  reads: ['s3:ListBuckets', 's3:GetBucketEncryption'],
  controls: [
    'cis-aws-1.4.0:2.1.1',
    'cis-aws-1.5.0:2.1.1',
    'nist-800-53-r5:au_9_3',
    'nist-800-53-r5:cm_6_a',
    'nist-800-53-r5:cm_9_b',
    'nist-800-53-r5:cp_9_d',
    'nist-800-53-r5:cp_9_8',
    'nist-800-53-r5:pm_11_b',
    'nist-800-53-r5:sc_8_3',
    'nist-800-53-r5:sc_8_4',
    'nist-800-53-r5:sc_13_a',
    'nist-800-53-r5:sc_16_1',
    'nist-800-53-r5:sc_28_1',
    'nist-800-53-r5:si_19_4',
    'pci-dss-4.0:3.5.1.30',
    'pci-dss-4.0:8.3.2.48',
    'iso-27001-2022:A.8.11',
    'iso-27001-2022:A.8.24',
    'soc-2:pi_1_4',
  ],
  equivalents: ['prowler:s3_bucket_default_encryption', 'config:s3-bucket-server-side-encryption-enabled'],
  rationale: 'Objects stored in the clear can be read by whoever gets at the storage below S3.',
  remediation: 'Set default encryption on the bucket, with SSE-S3 or a KMS key.',
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
