import { defineCheck, fail, pass, unknown } from '../check.ts';
import { dedented } from '../fix/dedented.ts';

/**
 * A profile without a role, or one that was deleted under its instance, gives no credentials either.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_switch-role-ec2_instance-profiles.html
 */
export const ec2InstanceProfile = defineCheck({
  id: 'ec2-instance-profile',
  title: 'EC2 instances get their AWS credentials from a role',
  practice: 5,
  severity: 'medium',
  resource: 'AWS::EC2::Instance',
  reads: ['ec2:DescribeInstances', 'iam:ListInstanceProfiles'],
  changedBy: ['ec2:RunInstances', 'ec2:DisassociateIamInstanceProfile', 'iam:DeleteInstanceProfile'],
  controls: [
    'cis-aws-1.4.0:1.18',
    'cis-aws-1.5.0:1.18',
    'cis-aws-2.0.0:1.18',
    'cis-aws-3.0.0:1.18',
    'cis-aws-4.0.0:1.18',
    'cis-aws-5.0.0:1.17',
    'cis-aws-6.0.0:2.17',
    'cis-aws-7.0.0:2.16',
  ],
  equivalents: ['prowler:ec2_instance_profile_attached', 'config:ec2-instance-profile-attached'],
  rationale:
    'Software on an instance without a role needs long-term keys on disk, which whoever gets at the disk, a backup or the image can use from anywhere, for ever.',
  remediation: 'Attach an instance profile whose role has the permissions that the software needs.',
  fix: {
    cli: dedented(`
      # Where the instance has a profile without a role
      aws iam add-role-to-instance-profile --instance-profile-name {evidence.instanceProfile|name} --role-name <ROLE-NAME>
      # Where it has none
      aws ec2 associate-iam-instance-profile --instance-id {id} --iam-instance-profile Name=<INSTANCE-PROFILE-NAME> --region {region}`),
    terraform: dedented(`
      # Instance {id}
      resource "aws_instance" "this" {
        iam_instance_profile = "<INSTANCE-PROFILE-NAME>"
        # Its other arguments stay as they are.
      }`),
  },
  evaluate(instance, { inventory }) {
    const { id, iamInstanceProfileArn: arn } = instance;
    if (arn === null) return fail(`${id} has no instance profile.`, { instanceProfile: null });
    const profile = inventory.byArn('AWS::IAM::InstanceProfile', arn);
    if (profile.status === 'unread') return unknown(profile, { instanceProfile: arn });
    const roles = profile.value?.roleArns ?? [];
    const evidence = { instanceProfile: arn, roles, profileExists: profile.value !== null };
    if (!profile.value) return fail(`The instance profile of ${id} was deleted: ${arn}.`, evidence);
    return roles.length > 0
      ? pass(`${id} has the role ${roles.join(', ')}.`, evidence)
      : fail(`The instance profile of ${id} carries no role: ${arn}.`, evidence);
  },
});
