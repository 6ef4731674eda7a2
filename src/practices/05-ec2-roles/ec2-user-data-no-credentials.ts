import { defineCheck, unknown } from '../check.ts';
import { noCredentialsIn } from '../no-credentials.ts';

/** https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/user-data.html */
export const ec2UserDataNoCredentials = defineCheck({
  id: 'ec2-user-data-no-credentials',
  title: 'User data of EC2 instances holds no long-term credentials',
  practice: 5,
  severity: 'critical',
  resource: 'AWS::EC2::Instance',
  reads: ['ec2:DescribeInstances', 'ec2:DescribeInstanceAttribute'],
  controls: ['iso-27001-2022:A.5.17', 'nist-800-53-r5:ia_5'],
  equivalents: ['prowler:ec2_instance_secrets_user_data'],
  rationale:
    'User data is no secret: every process on the instance can fetch it, and so can everybody who may describe instances.',
  remediation:
    "Revoke the credential, fetch secrets at start from Secrets Manager with the instance's role, and launch the instance anew.",
  evaluate({ id, userData }) {
    if (userData.status === 'unread') return unknown(userData);
    return noCredentialsIn(`Instance ${id}`, [{ place: 'user data', text: userData.value }]);
  },
});
