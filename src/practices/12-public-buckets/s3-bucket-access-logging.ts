import { receivesAccessLogs } from '../../inventory/access-log-targets.ts';
import { defineCheck, fail, notApplicable, pass, unknown } from '../check.ts';

/**
 * A bucket that receives access logs is left aside: logging it as well would breed logs of logs without end.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/ServerLogs.html
 */
export const s3BucketAccessLogging = defineCheck({
  id: 's3-bucket-access-logging',
  title: 'The bucket has server access logging',
  practice: 12,
  severity: 'low',
  resource: 'AWS::S3::Bucket',
  reads: ['s3:ListBuckets', 's3:GetBucketLogging'],
  controls: [
    'aws-fsbp:S3.9',
    'nist-800-53-r5:ac_2_4',
    'nist-800-53-r5:ac_3_1',
    'nist-800-53-r5:ac_3_10',
    'nist-800-53-r5:ac_4_26',
    'nist-800-53-r5:ac_6_9',
    'nist-800-53-r5:au_2_b',
    'nist-800-53-r5:au_3_a',
    'nist-800-53-r5:au_3_b',
    'nist-800-53-r5:au_3_c',
    'nist-800-53-r5:au_3_d',
    'nist-800-53-r5:au_3_e',
    'nist-800-53-r5:au_3_f',
    'nist-800-53-r5:au_6_3',
    'nist-800-53-r5:au_6_4',
    'nist-800-53-r5:au_6_6',
    'nist-800-53-r5:au_6_9',
    'nist-800-53-r5:au_8_b',
    'nist-800-53-r5:au_10',
    'nist-800-53-r5:au_12_a',
    'nist-800-53-r5:au_12_c',
    'nist-800-53-r5:au_12_1',
    'nist-800-53-r5:au_12_2',
    'nist-800-53-r5:au_12_3',
    'nist-800-53-r5:au_12_4',
    'nist-800-53-r5:au_14_a',
    'nist-800-53-r5:au_14_b',
    'nist-800-53-r5:au_14_3',
    'nist-800-53-r5:ca_7_b',
    'nist-800-53-r5:cm_5_1_b',
    'nist-800-53-r5:cm_6_a',
    'nist-800-53-r5:cm_9_b',
    'nist-800-53-r5:ia_3_3_b',
    'nist-800-53-r5:ma_4_1_a',
    'nist-800-53-r5:pm_14_a_1',
    'nist-800-53-r5:pm_14_b',
    'nist-800-53-r5:pm_31',
    'nist-800-53-r5:sc_7_9_b',
    'nist-800-53-r5:si_1_1_c',
    'nist-800-53-r5:si_3_8_b',
    'nist-800-53-r5:si_4_2',
    'nist-800-53-r5:si_4_17',
    'nist-800-53-r5:si_4_20',
    'nist-800-53-r5:si_7_8',
    'nist-800-53-r5:si_10_1_c',
    'pci-dss-4.0:10.2.1.1.30',
    'pci-dss-4.0:10.2.1.2.27',
    'pci-dss-4.0:10.2.1.3.27',
    'pci-dss-4.0:10.2.1.4.27',
    'pci-dss-4.0:10.2.1.5.27',
    'pci-dss-4.0:10.2.1.6.27',
    'pci-dss-4.0:10.2.1.7.27',
    'pci-dss-4.0:10.2.1.27',
    'pci-dss-4.0:10.2.2.27',
    'pci-dss-4.0:10.3.1.27',
    'pci-dss-4.0:10.6.3.34',
    'pci-dss-4.0:5.3.4.32',
    'pci-dss-4.0:A1.2.1.32',
    'iso-27001-2022:A.8.15',
    'soc-2:cc_7_2',
    'soc-2:cc_7_3',
    'soc-2:cc_a_1_1',
  ],
  equivalents: ['prowler:s3_bucket_server_access_logging_enabled', 'config:s3-bucket-logging-enabled'],
  rationale: 'Without access logs nobody can tell who read or deleted what in the bucket.',
  remediation: 'Turn on server access logging, delivering to a bucket that is kept for logs.',
  evaluate(bucket, { inventory }) {
    const { id, arn, logging } = bucket;
    if (logging.status === 'unread') return unknown(logging);
    const evidence = { bucket: arn, targetBucket: logging.value?.targetBucket ?? null };
    if (logging.value)
      return pass(`Access to bucket ${id} is logged to ${logging.value.targetBucket}.`, evidence);
    const receives = receivesAccessLogs(inventory, bucket);
    if (receives.status === 'unread') return unknown(receives, evidence);
    return receives.value ? notApplicable() : fail(`Access to bucket ${id} is not logged.`, evidence);
  },
});
