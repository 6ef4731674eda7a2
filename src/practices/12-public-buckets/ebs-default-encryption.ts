import { defineCheck, fail, pass, unknown } from '../check.ts';
import { dedented } from '../fix/dedented.ts';

/** https://docs.aws.amazon.com/ebs/latest/userguide/encryption-by-default.html */
export const ebsDefaultEncryption = defineCheck({
  id: 'ebs-default-encryption',
  title: 'New EBS volumes are encrypted by default in the Region',
  practice: 12,
  severity: 'medium',
  resource: 'AWS::::Region',
  reads: ['ec2:GetEbsEncryptionByDefault'],
  changedBy: ['ec2:DisableEbsEncryptionByDefault'],
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
    'nist-800-53-r5:CP-9(8)',
    'nist-800-53-r5:SC-13b',
    'nist-800-53-r5:SC-28(1)',
    'nist-csf-2.0:PR.DS-01',
    'iso-27001-2022:A.8.24',
    'soc-2:CC6.1',
    'hipaa:164.312(a)(2)(iv)',
    'hipaa:164.312(e)(2)(ii)',
  ],
  equivalents: ['prowler:ec2_ebs_default_encryption', 'config:ec2-ebs-encryption-by-default'],
  rationale: 'An unencrypted volume, and every snapshot of it, can be read by whoever gets hold of a copy.',
  remediation: 'Turn on EBS encryption by default in the Region, with the key of your choice.',
  fix: {
    cli: dedented(`
      # Once roles that launch instances may use the default KMS key of EBS, should it be one of your own
      aws ec2 enable-ebs-encryption-by-default --region {region}`),
    terraform: dedented(`
      # With a provider of {region}
      resource "aws_ebs_encryption_by_default" "this" {
        enabled = true
      }`),
  },
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
