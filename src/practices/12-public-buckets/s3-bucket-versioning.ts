import { defineCheck, fail, pass, unknown } from '../check.ts';

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/Versioning.html */
export const s3BucketVersioning = defineCheck({
  id: 's3-bucket-versioning',
  title: 'The bucket keeps versions of its objects',
  practice: 12,
  severity: 'low',
  resource: 'AWS::S3::Bucket',
  reads: ['s3:ListBuckets', 's3:GetBucketVersioning'],
  controls: [
    'aws-fsbp:S3.14',
    'nist-800-53-r5:au_9_2',
    'nist-800-53-r5:cp_1_2',
    'nist-800-53-r5:cp_2_5',
    'nist-800-53-r5:cp_6_a',
    'nist-800-53-r5:cp_6_1',
    'nist-800-53-r5:cp_6_2',
    'nist-800-53-r5:cp_9_a',
    'nist-800-53-r5:cp_9_b',
    'nist-800-53-r5:cp_9_c',
    'nist-800-53-r5:cp_10',
    'nist-800-53-r5:cp_10_2',
    'nist-800-53-r5:pm_11_b',
    'nist-800-53-r5:pm_17_b',
    'nist-800-53-r5:sc_5_2',
    'nist-800-53-r5:sc_16_1',
    'nist-800-53-r5:si_1_a_2',
    'nist-800-53-r5:si_13_5',
    'pci-dss-4.0:10.3.4.9',
    'iso-27001-2022:A.8.3',
    'iso-27001-2022:A.8.10',
    'soc-2:cc_7_4',
    'soc-2:cc_a_1_1',
    'soc-2:cc_c_1_2',
    'soc-2:pi_1_5',
  ],
  equivalents: ['prowler:s3_bucket_object_versioning', 'config:s3-bucket-versioning-enabled'],
  rationale: 'Without versions, an attacker who overwrites or deletes objects destroys them for good.',
  remediation: 'Enable versioning on the bucket, with a lifecycle rule for noncurrent versions.',
  evaluate({ id, arn, versioning }) {
    if (versioning.status === 'unread') return unknown(versioning);
    const { status } = versioning.value;
    const evidence = { bucket: arn, versioning: status };
    return status === 'Enabled'
      ? pass(`Versioning of bucket ${id} is enabled.`, evidence)
      : fail(`Versioning of bucket ${id} is ${status === 'Suspended' ? 'suspended' : 'off'}.`, evidence);
  },
});
