import { unread } from '../../model/reading.ts';
import { defineCheck, fail, pass, unknown } from '../check.ts';
import { launchTemplateFix } from '../fix/launch-template-fix.ts';

/** https://docs.aws.amazon.com/autoscaling/ec2/userguide/launch-configurations.html */
export const asgLaunchTemplate = defineCheck({
  id: 'asg-launch-template',
  title: 'The Auto Scaling group launches from a launch template',
  practice: 10,
  severity: 'low',
  resource: 'AWS::AutoScaling::AutoScalingGroup',
  reads: ['autoscaling:DescribeAutoScalingGroups'],
  changedBy: ['autoscaling:CreateAutoScalingGroup', 'autoscaling:UpdateAutoScalingGroup'],
  controls: ['aws-fsbp:AutoScaling.9'],
  equivalents: ['prowler:autoscaling_group_using_ec2_launch_template', 'config:autoscaling-launch-template'],
  rationale:
    'Launch configurations get no new EC2 features or instance types, cannot be changed, and cannot mix types or purchase options when one runs short.',
  remediation: 'Copy the launch configuration to a launch template and have the group use that.',
  fix: launchTemplateFix({
    configuration: '{evidence.launchConfigurationName}',
    group: '{id}',
    difference: 'and requires HttpTokens in MetadataOptions',
  }),
  evaluate({ id, launchConfigurationName, launchTemplate, mixedInstancesPolicy }) {
    const template = launchTemplate ?? mixedInstancesPolicy?.launchTemplate ?? null;
    const name = template?.launchTemplateName ?? template?.launchTemplateId ?? null;
    const evidence = { launchConfigurationName, launchTemplate: name };
    if (template) return pass(`${id} launches from template ${name}.`, evidence);
    return launchConfigurationName
      ? fail(`${id} launches from launch configuration ${launchConfigurationName}.`, evidence)
      : unknown(unread('autoscaling:DescribeAutoScalingGroups', nothingNamed(id)), evidence);
  },
});

/** AWS lets no group be without: an answer that names nothing is no answer. */
function nothingNamed(id: string): string {
  return `MissingField: ${id} names neither a launch template nor a launch configuration`;
}
