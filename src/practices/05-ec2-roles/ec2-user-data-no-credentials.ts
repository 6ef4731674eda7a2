import { defineCheck, unknown } from '../check.ts';
import { credentialFix } from '../fix/credential-fix.ts';
import { noCredentialsIn } from '../no-credentials.ts';

/** https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/user-data.html */
export const ec2UserDataNoCredentials = defineCheck({
  id: 'ec2-user-data-no-credentials',
  title: 'User data of EC2 instances holds no long-term credentials',
  practice: 5,
  severity: 'critical',
  resource: 'AWS::EC2::Instance',
  reads: ['ec2:DescribeInstances', 'ec2:DescribeInstanceAttribute'],
  changedBy: ['ec2:RunInstances', 'ec2:ModifyInstanceAttribute'],
  controls: [
    'nist-800-53-r5:IA-5(7)',
    'pci-dss-4.0:8.3.2',
    'pci-dss-4.0:8.6.2',
    'iso-27001-2022:A.5.17',
    'soc-2:CC6.1',
    'hipaa:164.308(a)(5)(ii)(D)',
  ],
  equivalents: ['prowler:ec2_instance_secrets_user_data'],
  rationale:
    'User data is no secret: every process on the instance can fetch it, and so can everybody who may describe instances.',
  remediation:
    "Revoke the credential, fetch secrets at start from Secrets Manager with the instance's role, and launch the instance anew.",
  fix: credentialFix(
    `
    # Best launch another instance in its place, without the credential. User data changes only while an instance is stopped
    # When its service may pause: aws ec2 stop-instances --instance-ids {id} --region {region}
    # Once it has stopped: aws ec2 modify-instance-attribute --instance-id {id} --attribute userData --value file://<BASE64-OF-USER-DATA-FILE> --region {region}
    # Then: aws ec2 start-instances --instance-ids {id} --region {region}`,
    `
    # Instance {id}; the change of user_data stops and starts it
    resource "aws_instance" "this" {
      user_data = file("<USER-DATA-FILE>")
      # Its other arguments stay as they are.
    }`,
  ),
  evaluate({ id, userData }) {
    if (userData.status === 'unread') return unknown(userData);
    return noCredentialsIn(`Instance ${id}`, [{ place: 'user data', text: userData.value }]);
  },
});
