import { accountBlock, BLOCK_SETTINGS } from '../../inventory/block-public-access.ts';
import { allRead } from '../../model/reading.ts';
import { defineCheck, fail, pass, unknown } from '../check.ts';

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html */
export const s3AccountBlockPublicAccess = defineCheck({
  id: 's3-account-block-public-access',
  title: 'The account blocks public access to all its buckets',
  practice: 12,
  severity: 'high',
  resource: 'AWS::::Account',
  reads: ['s3:GetPublicAccessBlock'],
  controls: [
    'cis-aws-1.4.0:2.1.5',
    'cis-aws-1.5.0:2.1.5',
    'cis-aws-2.0.0:2.1.4',
    'cis-aws-3.0.0:2.1.4',
    'cis-aws-4.0.0:2.1.4',
    'cis-aws-5.0.0:2.1.4',
    'cis-aws-6.0.0:3.1.4',
    'cis-aws-7.0.0:3.1.4',
    'aws-fsbp:S3.1',
    'nist-800-53-r5:ac_2_6',
    'nist-800-53-r5:ac_3',
    'nist-800-53-r5:ac_3_7',
    'nist-800-53-r5:ac_4_21',
    'nist-800-53-r5:ac_6',
    'nist-800-53-r5:ac_17_b',
    'nist-800-53-r5:ac_17_1',
    'nist-800-53-r5:ac_17_4_a',
    'nist-800-53-r5:ac_17_9',
    'nist-800-53-r5:ac_17_10',
    'nist-800-53-r5:cm_6_a',
    'nist-800-53-r5:cm_9_b',
    'nist-800-53-r5:mp_2',
    'nist-800-53-r5:sc_7_2',
    'nist-800-53-r5:sc_7_3',
    'nist-800-53-r5:sc_7_7',
    'nist-800-53-r5:sc_7_9_a',
    'nist-800-53-r5:sc_7_11',
    'nist-800-53-r5:sc_7_12',
    'nist-800-53-r5:sc_7_16',
    'nist-800-53-r5:sc_7_20',
    'nist-800-53-r5:sc_7_21',
    'nist-800-53-r5:sc_7_24_b',
    'nist-800-53-r5:sc_7_25',
    'nist-800-53-r5:sc_7_26',
    'nist-800-53-r5:sc_7_27',
    'nist-800-53-r5:sc_7_28',
    'nist-800-53-r5:sc_7_a',
    'nist-800-53-r5:sc_7_b',
    'nist-800-53-r5:sc_7_c',
    'nist-800-53-r5:sc_25',
    'pci-dss-4.0:1.2.8.31',
    'pci-dss-4.0:1.2.8.32',
    'pci-dss-4.0:1.3.1.35',
    'pci-dss-4.0:1.3.1.36',
    'pci-dss-4.0:1.3.2.35',
    'pci-dss-4.0:1.3.2.36',
    'pci-dss-4.0:1.4.2.33',
    'pci-dss-4.0:1.4.2.34',
    'pci-dss-4.0:1.5.1.31',
    'pci-dss-4.0:1.5.1.32',
    'pci-dss-4.0:10.3.2.19',
    'pci-dss-4.0:10.3.2.20',
    'pci-dss-4.0:3.5.1.3.24',
    'pci-dss-4.0:3.5.1.3.25',
    'pci-dss-4.0:A1.1.2.15',
    'pci-dss-4.0:A1.1.2.16',
    'pci-dss-4.0:A1.1.3.31',
    'pci-dss-4.0:A1.1.3.32',
    'pci-dss-4.0:A3.4.1.17',
    'pci-dss-4.0:A3.4.1.18',
    'iso-27001-2022:A.8.1',
  ],
  equivalents: [
    'prowler:s3_account_level_public_access_blocks',
    'config:s3-account-level-public-access-blocks',
    'config:s3-account-level-public-access-blocks-periodic',
  ],
  rationale:
    'Without the account-wide block, one wrong ACL or bucket policy opens a bucket to the whole internet.',
  remediation: "Turn on all four settings of the account's S3 Block Public Access.",
  evaluate({ account }, { inventory }) {
    const settings = BLOCK_SETTINGS.map((setting) => accountBlock(inventory, account, setting));
    const values = allRead(settings);
    if (values.status === 'unread') return unknown(values);
    const off = BLOCK_SETTINGS.filter((_, index) => values.value[index] === false);
    const evidence = { off };
    return off.length === 0
      ? pass(`Account ${account} blocks public access to all its buckets.`, evidence)
      : fail(`Account ${account} leaves ${off.join(', ')} of Block Public Access off.`, evidence);
  },
});
