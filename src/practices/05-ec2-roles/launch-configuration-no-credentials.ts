import { defineCheck } from '../check.ts';
import { noCredentialsIn } from '../no-credentials.ts';

/** https://docs.aws.amazon.com/autoscaling/ec2/userguide/launch-configurations.html */
export const launchConfigurationNoCredentials = defineCheck({
  id: 'launch-configuration-no-credentials',
  title: 'User data of launch configurations holds no long-term credentials',
  practice: 5,
  severity: 'critical',
  resource: 'AWS::AutoScaling::LaunchConfiguration',
  reads: ['autoscaling:DescribeLaunchConfigurations'],
  controls: ['iso-27001-2022:A.5.17', 'nist-800-53-r5:ia_5'],
  equivalents: ['prowler:autoscaling_find_secrets_ec2_launch_configuration'],
  rationale:
    'Everybody who may describe launch configurations reads the user data in them, and every instance launched from one serves it to all its processes.',
  remediation:
    'Revoke the credential, and replace the launch configuration by a launch template that fetches the secret from Secrets Manager.',
  evaluate: ({ id, settings }) =>
    noCredentialsIn(`Launch configuration ${id}`, [{ place: 'user data', text: settings.userData }]),
});
