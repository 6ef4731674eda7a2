import { instanceProfileUses } from '../../inventory/instance-profile-uses.ts';
import { roleActivity } from '../../inventory/last-activity.ts';
import { daysBetween, latestTime } from '../../model/days.ts';
import { type Reading, unreadAmong } from '../../model/reading.ts';
import { defineCheck, fail, notApplicable, pass, unknown } from '../check.ts';
import { dedented } from '../fix/dedented.ts';

/**
 * A profile that no instance carries and nothing would launch, whose role was not used for the days of
 * `principalUnusedDays`. A new profile's days count from its creation.
 */
export const ec2ProfileRoleUnused = defineCheck({
  id: 'ec2-profile-role-unused',
  title: 'Roles of instance profiles are in use',
  practice: 5,
  severity: 'low',
  resource: 'AWS::IAM::InstanceProfile',
  reads: [
    'iam:ListInstanceProfiles',
    'iam:GetAccountAuthorizationDetails',
    'ec2:DescribeInstances',
    'ec2:DescribeLaunchTemplates',
    'ec2:DescribeLaunchTemplateVersions',
    'autoscaling:DescribeAutoScalingGroups',
    'autoscaling:DescribeLaunchConfigurations',
  ],
  changedBy: [
    'iam:CreateInstanceProfile',
    'iam:AddRoleToInstanceProfile',
    'ec2:TerminateInstances',
    'ec2:DisassociateIamInstanceProfile',
  ],
  controls: [],
  equivalents: [],
  rationale:
    'Whoever may launch instances and pass roles can take the rights of a profile that waits for nobody, and no workload stops to give it away.',
  remediation:
    'Delete the instance profile and its role, or attach the profile to the instance it was meant for.',
  fix: {
    cli: dedented(`
      # Unless it is meant for an instance to come
      aws iam remove-role-from-instance-profile --instance-profile-name {id} --role-name {evidence.roles[]|name}
      aws iam delete-instance-profile --instance-profile-name {id}`),
    terraform:
      '# Where Terraform made them, delete the aws_iam_instance_profile {id} and the aws_iam_role {evidence.roles|name} from the configuration',
  },
  evaluate(profile, { inventory, asOf, settings }) {
    const { id, roleArns, createDate } = profile;
    if (roleArns.length === 0) return notApplicable();
    const uses = instanceProfileUses(inventory, profile);
    const roles = roleArns.map((arn) => inventory.byArn('AWS::IAM::Role', arn));
    const activities = roles.flatMap((role) =>
      role.status === 'read' && role.value ? [roleActivity(role.value)] : [],
    );
    const lastUsed = latestTime(activities.map((each) => each.lastUsed));
    const evidence = { roles: roleArns, usedBy: uses.usedBy, lastUsed, createDate };
    if (uses.usedBy.length > 0) return pass(`${id} is used by ${uses.usedBy.join(', ')}.`, evidence);
    const missing: readonly Reading<unknown>[] = [
      ...roles,
      ...uses.missing,
      ...activities.flatMap((each) => each.missing),
    ];
    const idle = daysBetween(latestTime([createDate, lastUsed]), asOf, 'iam:ListInstanceProfiles');
    if (idle.status === 'unread') return unknown([idle, ...missing], evidence);
    const limit = settings.principalUnusedDays;
    const since = lastUsed ? `its role was last used` : 'it was made';
    const summary = `Nothing carries ${id}, and ${since} ${idle.value} days ago.`;
    const facts = { ...evidence, unusedDays: idle.value, unusedDaysLimit: limit };
    if (idle.value < limit) return pass(summary, facts);
    return unreadAmong(missing).length > 0 ? unknown(missing, facts) : fail(summary, facts);
  },
});
