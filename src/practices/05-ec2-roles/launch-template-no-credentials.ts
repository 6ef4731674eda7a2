import { launchTemplateUses } from '../../inventory/launch-template-uses.ts';
import { unreadAmong } from '../../model/reading.ts';
import { defineCheck, unknown } from '../check.ts';
import { credentialFix } from '../fix/credential-fix.ts';
import { noCredentialsIn } from '../no-credentials.ts';

/** Every version that was read counts: what is in an old one can still be read, and launched. */
export const launchTemplateNoCredentials = defineCheck({
  id: 'launch-template-no-credentials',
  title: 'User data of launch templates holds no long-term credentials',
  practice: 5,
  severity: 'critical',
  resource: 'AWS::EC2::LaunchTemplate',
  reads: [
    'ec2:DescribeLaunchTemplates',
    'ec2:DescribeLaunchTemplateVersions',
    'autoscaling:DescribeAutoScalingGroups',
    'ec2:DescribeInstances',
  ],
  changedBy: ['ec2:CreateLaunchTemplate', 'ec2:CreateLaunchTemplateVersion', 'ec2:ModifyLaunchTemplate'],
  controls: [
    'nist-800-53-r5:IA-5(7)',
    'pci-dss-4.0:8.3.2',
    'pci-dss-4.0:8.6.2',
    'iso-27001-2022:A.5.17',
    'soc-2:CC6.1',
    'hipaa:164.308(a)(5)(ii)(D)',
  ],
  equivalents: ['prowler:ec2_launch_template_no_secrets'],
  rationale:
    'Everybody who may describe launch templates reads the user data in them, and every instance launched from one serves it to all its processes.',
  remediation:
    'Revoke the credential, make a version without it that fetches the secret from Secrets Manager, and delete the versions that hold it.',
  fix: credentialFix(
    `
    # The file has what the template has, with user data that fetches the secret
    aws ec2 create-launch-template-version --launch-template-id {id} --launch-template-data file://<TEMPLATE-DATA-FILE> --region {region}
    aws ec2 modify-launch-template --launch-template-id {id} --default-version <NEW-VERSION> --region {region}
    # The credential is in {evidence.credentials.place}
    # Once nothing launches from them: aws ec2 delete-launch-template-versions --launch-template-id {id} --versions <VERSIONS> --region {region}`,
    `
    # Launch template {id}; its old versions are deleted by delete-launch-template-versions
    resource "aws_launch_template" "this" {
      user_data              = filebase64("<USER-DATA-FILE>")
      update_default_version = true
      # Its other arguments stay as they are.
    }`,
  ),
  evaluate(template, { inventory }) {
    const { id, name, versions, account, region } = template;
    if (versions.status === 'unread') return unknown(versions);
    const texts = versions.value.map(({ versionNumber, userData }) => ({
      place: `version ${versionNumber}`,
      text: userData,
    }));
    const outcome = noCredentialsIn(`Launch template ${name ?? id}`, texts);
    // Versions that only a group names are not read where groups are not.
    const missing = unreadAmong([
      ...inventory.gaps('AWS::AutoScaling::AutoScalingGroup', { account, region }),
      ...launchTemplateUses(inventory, template).versions.map((version) => version.settings),
    ]);
    return outcome.status === 'pass' && missing.length > 0 ? unknown(missing, outcome.evidence) : outcome;
  },
});
