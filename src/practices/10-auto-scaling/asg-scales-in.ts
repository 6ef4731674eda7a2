import { scaledFromOutside } from '../../inventory/scaled-from-outside.ts';
import { groupSurge } from '../../inventory/scaling/group-surge.ts';
import { defineCheck, fail, notApplicable, pass, unknown } from '../check.ts';
import { dedented } from '../fix/dedented.ts';
import { surgeCurves } from '../surge-curves.ts';
import { SURGE_CHANGES, SURGE_READS, surgeEvidence } from '../surge-evidence.ts';

/**
 * Two hours after the surge of the settings the group has to be what it was. A group that does not grow has nothing to
 * come back from.
 * https://docs.aws.amazon.com/autoscaling/ec2/userguide/as-scaling-target-tracking.html
 */
export const asgScalesIn = defineCheck({
  id: 'asg-scales-in',
  title: 'The Auto Scaling group comes back after a surge',
  practice: 10,
  severity: 'medium',
  resource: 'AWS::AutoScaling::AutoScalingGroup',
  reads: SURGE_READS,
  changedBy: SURGE_CHANGES,
  controls: [],
  equivalents: [],
  rationale:
    'A group that grows in an attack and stays grown lets the attacker spend your money long after the attack.',
  remediation:
    'Let a policy scale in: target tracking without DisableScaleIn, or a step policy on an alarm of low load; resume the process Terminate where it is suspended.',
  fix: {
    cli: dedented(`
      aws autoscaling put-scaling-policy --auto-scaling-group-name {id} --policy-name cpu-at-50-percent --policy-type TargetTrackingScaling --target-tracking-configuration '{"PredefinedMetricSpecification":{"PredefinedMetricType":"ASGAverageCPUUtilization"},"TargetValue":50,"DisableScaleIn":false}' --region {region}`),
    terraform: dedented(`
      resource "aws_autoscaling_policy" "this" {
        name                   = "cpu-at-50-percent"
        autoscaling_group_name = "{id}"
        policy_type            = "TargetTrackingScaling"
        target_tracking_configuration {
          predefined_metric_specification {
            predefined_metric_type = "ASGAverageCPUUtilization"
          }
          target_value     = 50
          disable_scale_in = false
        }
      }`),
  },
  evaluate(group, { inventory, settings }) {
    if (group.maxSize === 0 || group.desiredCapacity === 0) return notApplicable();
    const outside = scaledFromOutside(group);
    if (outside.length > 0) return unknown(outside);
    const found = groupSurge(inventory, group, settings.surge);
    if (found.status === 'unread') return unknown([found]);
    const { missing, simulation } = found.value;
    const evidence = surgeEvidence(found.value, settings.surge);
    const grown = Math.max(...simulation.minutes.desired);
    if (grown <= group.desiredCapacity)
      return missing.length > 0 ? unknown(missing, evidence) : notApplicable();
    const { timeToScaleBack } = simulation.answers;
    const wanted = simulation.minutes.desired.at(-1) ?? 0;
    const running = simulation.minutes.running.at(-1) ?? 0;
    if (timeToScaleBack === null || running > group.desiredCapacity) {
      const still = wanted > running ? `wants ${wanted}` : `has ${running}`;
      return fail(
        `${group.id} grows from ${group.desiredCapacity} to ${grown} in a surge, and two hours later ${still} instances still.`,
        { ...evidence, curves: surgeCurves(simulation) },
      );
    }
    if (missing.length > 0) return unknown(missing, evidence);
    return pass(
      `${group.id} is back at ${group.desiredCapacity} ${timeToScaleBack} seconds after a surge.`,
      evidence,
    );
  },
});
