import { launchTemplateUses } from '../../inventory/launch-template-uses.ts';
import { unreadAmong } from '../../model/reading.ts';
import { defineCheck, unknown } from '../check.ts';
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
  controls: ['iso-27001-2022:A.5.17', 'nist-800-53-r5:ia_5'],
  equivalents: ['prowler:ec2_launch_template_no_secrets'],
  rationale:
    'Everybody who may describe launch templates reads the user data in them, and every instance launched from one serves it to all its processes.',
  remediation:
    'Revoke the credential, make a version without it that fetches the secret from Secrets Manager, and delete the versions that hold it.',
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
