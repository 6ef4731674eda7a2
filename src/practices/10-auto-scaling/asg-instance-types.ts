import { defineCheck, fail, pass } from '../check.ts';
import { dedented } from '../fix/dedented.ts';

/** https://docs.aws.amazon.com/autoscaling/ec2/userguide/ec2-auto-scaling-mixed-instances-groups.html */
export const asgInstanceTypes = defineCheck({
  id: 'asg-instance-types',
  title: 'The Auto Scaling group may launch more than one instance type',
  practice: 10,
  severity: 'info',
  resource: 'AWS::AutoScaling::AutoScalingGroup',
  reads: ['autoscaling:DescribeAutoScalingGroups'],
  changedBy: [
    'autoscaling:CreateAutoScalingGroup',
    'autoscaling:UpdateAutoScalingGroup',
    'ec2:CreateLaunchTemplate',
    'ec2:CreateLaunchTemplateVersion',
    'ec2:ModifyLaunchTemplate',
  ],
  controls: ['aws-fsbp:AutoScaling.6'],
  equivalents: [
    'prowler:autoscaling_group_multiple_instance_types',
    'config:autoscaling-multiple-instance-types',
  ],
  rationale:
    'A group of one type stops growing when AWS has no more of that type in its zones, which is likeliest when everybody scales out.',
  remediation:
    'Give the group a mixed instances policy with several types, or attributes that many types meet.',
  fix: {
    cli: dedented(`
      # A group launches from this in the place of its launch template
      aws autoscaling update-auto-scaling-group --auto-scaling-group-name {id} --mixed-instances-policy '{"LaunchTemplate":{"LaunchTemplateSpecification":{"LaunchTemplateName":"<TEMPLATE-NAME>","Version":"$Default"},"Overrides":[{"InstanceType":"<INSTANCE-TYPE>"},{"InstanceType":"<OTHER-INSTANCE-TYPE>"}]}}' --region {region}`),
    terraform: dedented(`
      # In the place of launch_template
      resource "aws_autoscaling_group" "this" {
        name = "{id}"
        mixed_instances_policy {
          launch_template {
            launch_template_specification {
              launch_template_name = "<TEMPLATE-NAME>"
              version              = "$Default"
            }
            override {
              instance_type = "<INSTANCE-TYPE>"
            }
            override {
              instance_type = "<OTHER-INSTANCE-TYPE>"
            }
          }
        }
        # Its other arguments stay as they are.
      }`),
  },
  evaluate({ id, mixedInstancesPolicy: mixed }) {
    const types = [...new Set((mixed?.overrides ?? []).flatMap((each) => each.instanceType ?? []))];
    const evidence = {
      instanceTypes: types,
      usesInstanceRequirements: mixed?.usesInstanceRequirements ?? false,
    };
    if (mixed?.usesInstanceRequirements)
      return pass(`${id} launches any type that meets its requirements.`, evidence);
    return types.length >= 2
      ? pass(`${id} may launch ${types.join(', ')}.`, evidence)
      : fail(`${id} launches one instance type only.`, evidence);
  },
});
