import { defineCheck } from '../check.ts';
import { launchTemplateFix } from '../fix/launch-template-fix.ts';
import { noCredentialsIn } from '../no-credentials.ts';

/** https://docs.aws.amazon.com/autoscaling/ec2/userguide/launch-configurations.html */
export const launchConfigurationNoCredentials = defineCheck({
  id: 'launch-configuration-no-credentials',
  title: 'User data of launch configurations holds no long-term credentials',
  practice: 5,
  severity: 'critical',
  resource: 'AWS::AutoScaling::LaunchConfiguration',
  reads: ['autoscaling:DescribeLaunchConfigurations'],
  changedBy: ['autoscaling:CreateLaunchConfiguration'],
  controls: [
    'nist-800-53-r5:IA-5(7)',
    'pci-dss-4.0:8.3.2',
    'pci-dss-4.0:8.6.2',
    'iso-27001-2022:A.5.17',
    'soc-2:CC6.1',
    'hipaa:164.308(a)(5)(ii)(D)',
  ],
  equivalents: ['prowler:autoscaling_find_secrets_ec2_launch_configuration'],
  rationale:
    'Everybody who may describe launch configurations reads the user data in them, and every instance launched from one serves it to all its processes.',
  remediation:
    'Revoke the credential, and replace the launch configuration by a launch template that fetches the secret from Secrets Manager.',
  fix: launchTemplateFix({
    configuration: '{id}',
    group: '<GROUP-NAME>',
    difference: 'with user data that fetches the successor of the revoked credential from Secrets Manager',
  }),
  evaluate: ({ id, settings }) =>
    noCredentialsIn(`Launch configuration ${id}`, [{ place: 'user data', text: settings.userData }]),
});
