import { defineCheck, fail, pass, unknown } from '../check.ts';
import { counted } from '../counted.ts';

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lifecycle-mgmt.html */
export const s3BucketLifecycle = defineCheck({
  id: 's3-bucket-lifecycle',
  title: 'The bucket has a lifecycle rule',
  practice: 12,
  severity: 'info',
  resource: 'AWS::S3::Bucket',
  reads: ['s3:ListBuckets', 's3:GetBucketLifecycleConfiguration'],
  controls: [
    'aws-fsbp:S3.13',
    'pci-dss-4.0:10.5.1.12',
    'pci-dss-4.0:10.5.1.13',
    'pci-dss-4.0:3.2.1.8',
    'pci-dss-4.0:3.2.1.9',
    'pci-dss-4.0:3.3.1.1.8',
    'pci-dss-4.0:3.3.1.1.9',
    'pci-dss-4.0:3.3.1.3.8',
    'pci-dss-4.0:3.3.1.3.9',
    'pci-dss-4.0:3.3.2.8',
    'pci-dss-4.0:3.3.2.9',
    'pci-dss-4.0:3.3.3.8',
    'pci-dss-4.0:3.3.3.9',
    'iso-27001-2022:A.8.10',
  ],
  equivalents: ['prowler:s3_bucket_lifecycle_enabled', 'config:s3-lifecycle-policy-check'],
  rationale: 'Data that is never deleted can only grow, and with it what a leak gives away.',
  remediation: 'Add lifecycle rules that archive or expire objects and noncurrent versions.',
  evaluate({ id, arn, lifecycleRules }) {
    if (lifecycleRules.status === 'unread') return unknown(lifecycleRules);
    const enabled = lifecycleRules.value.filter(({ status }) => status === 'Enabled');
    const evidence = {
      bucket: arn,
      enabledRules: enabled.map((rule) => rule.id),
      rules: lifecycleRules.value.length,
    };
    return enabled.length > 0
      ? pass(`Bucket ${id} has ${counted(enabled.length, 'enabled lifecycle rule')}.`, evidence)
      : fail(`Bucket ${id} has no enabled lifecycle rule.`, evidence);
  },
});
