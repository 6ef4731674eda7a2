import { type LaunchSource, launchedBy } from '../../inventory/launched-by-group.ts';
import { mapReading, type Reading, unreadAmong } from '../../model/reading.ts';
import { defineCheck, fail, pass, unknown } from '../check.ts';
import { dedented } from '../fix/dedented.ts';

/**
 * Launch configurations monitor in detail unless told not to, launch templates only when told to.
 * https://docs.aws.amazon.com/autoscaling/ec2/userguide/enable-as-instance-metrics.html
 */
export const asgDetailedMonitoring = defineCheck({
  id: 'asg-detailed-monitoring',
  title: 'Instances of the Auto Scaling group report their metrics every minute',
  practice: 10,
  severity: 'low',
  resource: 'AWS::AutoScaling::AutoScalingGroup',
  reads: [
    'autoscaling:DescribeAutoScalingGroups',
    'autoscaling:DescribeLaunchConfigurations',
    'ec2:DescribeLaunchTemplates',
    'ec2:DescribeLaunchTemplateVersions',
  ],
  changedBy: [
    'autoscaling:CreateAutoScalingGroup',
    'autoscaling:UpdateAutoScalingGroup',
    'ec2:CreateLaunchTemplate',
    'ec2:CreateLaunchTemplateVersion',
    'ec2:ModifyLaunchTemplate',
    'autoscaling:CreateLaunchConfiguration',
  ],
  controls: [],
  equivalents: [],
  rationale:
    'With basic monitoring the alarms that scale the group see a surge up to five minutes late, and a flood needs less to take it down.',
  remediation: 'Turn on detailed monitoring in the launch template that the group uses.',
  fix: {
    cli: dedented(`
      # Detailed monitoring is paid for. A group that names its version by number must be given the new one
      aws ec2 create-launch-template-version --launch-template-id <LAUNCH-TEMPLATE-ID> --source-version <VERSION> --launch-template-data '{"Monitoring":{"Enabled":true}}' --region {region}
      aws ec2 modify-launch-template --launch-template-id <LAUNCH-TEMPLATE-ID> --default-version <NEW-VERSION> --region {region}`),
    terraform: dedented(`
      # The launch template of group {id}
      resource "aws_launch_template" "this" {
        update_default_version = true
        monitoring {
          enabled = true
        }
        # Its other arguments stay as they are.
      }`),
  },
  evaluate(group, { inventory }) {
    const sources = launchedBy(inventory, group).map((source) => ({
      ...source,
      detailed: isDetailed(source),
    }));
    const evidence = {
      launchedFrom: sources.map(({ label, detailed }) => ({
        label,
        detailedMonitoring: detailed.status === 'read' ? detailed.value : null,
      })),
    };
    const basic = sources.find(({ detailed }) => detailed.status === 'read' && !detailed.value);
    if (basic)
      return fail(`${group.id} launches instances with basic monitoring (${basic.label}).`, evidence);
    const missing = unreadAmong(sources.map(({ detailed }) => detailed));
    if (missing.length > 0) return unknown(missing, evidence);
    return pass(`${group.id} launches instances with detailed monitoring.`, evidence);
  },
});

function isDetailed({ kind, settings }: LaunchSource): Reading<boolean> {
  const byDefault = kind === 'launch-configuration';
  return mapReading(settings, ({ detailedMonitoring }) => detailedMonitoring ?? byDefault);
}
