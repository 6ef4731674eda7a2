import { defineCheck, fail, pass, unknown } from '../check.ts';

/** https://docs.aws.amazon.com/ebs/latest/userguide/encryption-by-default.html */
export const ebsDefaultEncryption = defineCheck({
  id: 'ebs-default-encryption',
  title: 'New EBS volumes are encrypted by default in the Region',
  practice: 12,
  severity: 'medium',
  resource: 'AWS::::Region',
  reads: ['ec2:GetEbsEncryptionByDefault'],
  controls: [
    'cis-aws-1.4.0:2.2.1',
    'cis-aws-1.5.0:2.2.1',
    'cis-aws-2.0.0:2.2.1',
    'cis-aws-3.0.0:2.2.1',
    'cis-aws-4.0.0:5.1.1',
    'cis-aws-5.0.0:5.1.1',
    'cis-aws-6.0.0:6.1.1',
    'cis-aws-7.0.0:6.1.1',
    'aws-fsbp:EC2.7',
    'nist-800-53-r5:au_9_3',
    'nist-800-53-r5:cm_6_a',
    'nist-800-53-r5:cm_9_b',
    'nist-800-53-r5:cp_9_d',
    'nist-800-53-r5:sc_8_3',
    'nist-800-53-r5:sc_8_4',
    'nist-800-53-r5:sc_13_a',
    'nist-800-53-r5:sc_28_1',
    'nist-800-53-r5:si_19_4',
    'iso-27001-2022:A.8.11',
    'iso-27001-2022:A.8.24',
  ],
  equivalents: ['prowler:ec2_ebs_default_encryption', 'config:ec2-ebs-encryption-by-default'],
  rationale: 'An unencrypted volume, and every snapshot of it, can be read by whoever gets hold of a copy.',
  remediation: 'Turn on EBS encryption by default in the Region, with the key of your choice.',
  evaluate({ account, region }, { inventory }) {
    const defaults = inventory.one('AWS::EC2::AccountDefaults', account, region);
    if (defaults.status === 'unread') return unknown(defaults);
    const { ebsEncryptionByDefault: on } = defaults.value;
    if (on.status === 'unread') return unknown(on);
    const evidence = { region, ebsEncryptionByDefault: on.value };
    return on.value
      ? pass(`New EBS volumes in ${region} are encrypted by default.`, evidence)
      : fail(`New EBS volumes in ${region} are not encrypted by default.`, evidence);
  },
});
