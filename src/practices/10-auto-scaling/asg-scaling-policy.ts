import { type MetricName, predefinedMetric, risesUnderAttack } from '../../inventory/attack-metric.ts';
import type { Inventory } from '../../inventory/inventory.ts';
import { scaledFromOutside } from '../../inventory/scaled-from-outside.ts';
import { scalingPoliciesOf } from '../../inventory/scaling-policies-of.ts';
import { type Unread, unread, unreadAmong } from '../../model/reading.ts';
import type { AutoScalingGroup, ScalingPolicy } from '../../model/resources/auto-scaling.ts';
import type { Alarm } from '../../model/resources/monitoring.ts';
import { defineCheck, fail, notApplicable, type Outcome, pass, unknown } from '../check.ts';
import { dedented } from '../fix/dedented.ts';

/**
 * A dynamic policy (target tracking, step or simple) that adds capacity when a metric rises that an attack moves, by
 * an alarm that is there and may act. Schedules and forecasts do not see an attack.
 * https://docs.aws.amazon.com/autoscaling/ec2/userguide/as-scale-based-on-demand.html
 */
export const asgScalingPolicy = defineCheck({
  id: 'asg-scaling-policy',
  title: 'The Auto Scaling group adds capacity when an attack raises its load',
  practice: 10,
  severity: 'high',
  resource: 'AWS::AutoScaling::AutoScalingGroup',
  reads: [
    'autoscaling:DescribeAutoScalingGroups',
    'autoscaling:DescribePolicies',
    'cloudwatch:DescribeAlarms',
  ],
  changedBy: [
    'autoscaling:CreateAutoScalingGroup',
    'autoscaling:PutScalingPolicy',
    'autoscaling:DeletePolicy',
    'autoscaling:SuspendProcesses',
    'monitoring:DeleteAlarms',
    'monitoring:DisableAlarmActions',
    'monitoring:PutMetricAlarm',
  ],
  controls: [
    'nist-800-53-r5:SC-5(2)',
    'nist-800-53-r5:SC-6',
    'nist-csf-2.0:PR.IR-04',
    'iso-27001-2022:A.8.6',
    'soc-2:A1.1',
  ],
  equivalents: [],
  rationale:
    'A group that grows by schedule, by forecast or by hand stays small while a flood of requests exhausts it.',
  remediation:
    'Add a target tracking policy on CPU utilisation, requests per target or network in, and leave the alarms that it makes as they are.',
  fix: {
    cli: dedented(`
      aws autoscaling put-scaling-policy --auto-scaling-group-name {id} --policy-name cpu-at-50-percent --policy-type TargetTrackingScaling --target-tracking-configuration '{"PredefinedMetricSpecification":{"PredefinedMetricType":"ASGAverageCPUUtilization"},"TargetValue":50}' --region {region}
      # Where processes are suspended that it needs
      aws autoscaling resume-processes --auto-scaling-group-name {id} --scaling-processes {evidence.suspendedProcesses} --region {region}`),
    terraform: dedented(`
      resource "aws_autoscaling_policy" "this" {
        name                   = "cpu-at-50-percent"
        autoscaling_group_name = "{id}"
        policy_type            = "TargetTrackingScaling"
        target_tracking_configuration {
          predefined_metric_specification {
            predefined_metric_type = "ASGAverageCPUUtilization"
          }
          target_value = 50
        }
      }`),
  },
  evaluate(group, { inventory }) {
    if (group.maxSize === 0) return notApplicable();
    return haltedOutcome(group) ?? judgePolicies(inventory, group);
  },
});

/** Without these no dynamic policy adds an instance. */
const NEEDED_PROCESSES: ReadonlySet<string> = new Set(['Launch', 'AlarmNotification']);

/**
 * Null: the group's policies can act.
 * https://docs.aws.amazon.com/autoscaling/ec2/userguide/as-suspend-resume-processes.html
 */
function haltedOutcome(group: AutoScalingGroup): Outcome | null {
  const halted = group.suspendedProcesses.flatMap(({ processName }) =>
    NEEDED_PROCESSES.has(processName) ? [processName] : [],
  );
  if (halted.length === 0) return null;
  const evidence = { suspendedProcesses: halted };
  const outside = scaledFromOutside(group);
  if (outside.length > 0 && !halted.includes('Launch')) return unknown(outside, evidence);
  return fail(`${group.id} has suspended ${halted.join(', ')}: no policy of it adds capacity.`, evidence);
}

function judgePolicies(inventory: Inventory, group: AutoScalingGroup): Outcome {
  const judged = scalingPoliciesOf(inventory, group).map((policy) => judge(inventory, group, policy));
  const evidence = {
    policies: judged.map(({ policy, metrics, shortcoming }) => ({
      policyName: policy.id,
      policyType: policy.policyType,
      metrics: metrics.map(metricText),
      shortcoming,
    })),
  };
  const working = judged.find(({ shortcoming, missing }) => shortcoming === null && missing.length === 0);
  if (working) {
    const metric = working.metrics.find((each) => risesUnderAttack(each) === true);
    const { id, policyType } = working.policy;
    return pass(
      `${group.id} scales out by policy ${id} (${policyType} on ${metric ? metricText(metric) : ''}).`,
      evidence,
    );
  }
  const { account, region } = group;
  const missing = [
    ...inventory.gaps('AWS::AutoScaling::ScalingPolicy', { account, region }),
    ...judged.flatMap((each) => each.missing),
    ...scaledFromOutside(group),
  ];
  if (missing.length > 0) return unknown(missing, evidence);
  if (judged.length === 0) return fail(`${group.id} has no scaling policy.`, evidence);
  const reasons = judged.map(({ policy, shortcoming }) => `${policy.id} ${shortcoming}`).join('; ');
  return fail(`No scaling policy of ${group.id} answers an attack: ${reasons}.`, evidence);
}

interface Judged {
  readonly policy: ScalingPolicy;
  readonly metrics: readonly MetricName[];
  /** Null when it answers an attack, or when `missing` hides whether it does. */
  readonly shortcoming: string | null;
  readonly missing: readonly Unread[];
}

function judge(inventory: Inventory, group: AutoScalingGroup, policy: ScalingPolicy): Judged {
  const idle = shortcomingOf(group, policy);
  if (idle) return { policy, metrics: [], shortcoming: idle, missing: [] };
  const alarms = policy.alarmArns.map((arn) => inventory.byArn('AWS::CloudWatch::Alarm', arn));
  const found = alarms.flatMap((alarm) => (alarm.status === 'read' && alarm.value ? [alarm.value] : []));
  const acting = found.filter((alarm) => scalesOut(policy, alarm));
  const missing = unreadAmong(alarms);
  if (acting.length === 0) {
    const shortcoming = missing.length > 0 ? null : alarmShortcoming(policy, found);
    return { policy, metrics: [], shortcoming, missing };
  }
  return { policy, ...judgeMetrics(policy, metricsOf(policy, acting)) };
}

function shortcomingOf(group: AutoScalingGroup, policy: ScalingPolicy): string | null {
  if (!policy.enabled) return 'is disabled';
  if (policy.policyType === 'PredictiveScaling') {
    return `only follows forecasts (${policy.predictiveMode ?? 'predictive'})`;
  }
  if (policy.policyType === 'TargetTrackingScaling' || addsCapacity(group, policy)) return null;
  return 'only removes capacity';
}

/** An exact capacity adds some when it lies above what the group has. */
function addsCapacity(group: AutoScalingGroup, policy: ScalingPolicy): boolean {
  const least = policy.adjustmentType === 'ExactCapacity' ? group.desiredCapacity : 0;
  const adjustments = policy.stepAdjustments.map((step) => step.scalingAdjustment);
  return [...adjustments, policy.scalingAdjustment ?? 0].some((adjustment) => adjustment > least);
}

/** Of target tracking's two alarms the one for high values adds capacity. */
function scalesOut(policy: ScalingPolicy, alarm: Alarm): boolean {
  if (!alarm.actionsEnabled) return false;
  if (policy.policyType !== 'TargetTrackingScaling') return true;
  return alarm.comparisonOperator?.startsWith('GreaterThan') ?? true;
}

function alarmShortcoming(policy: ScalingPolicy, found: readonly Alarm[]): string {
  if (policy.alarmArns.length === 0) return 'has no alarm';
  if (found.length === 0) return 'names alarms that are gone';
  return found.some((alarm) => alarm.actionsEnabled)
    ? 'has no alarm that adds capacity'
    : 'has alarms whose actions are off';
}

function metricsOf({ targetTracking }: ScalingPolicy, alarms: readonly Alarm[]): readonly MetricName[] {
  const { predefinedMetricType, customMetric } = targetTracking ?? {};
  if (predefinedMetricType) return [predefinedMetric(predefinedMetricType)];
  const { namespace = null, metricName } = customMetric ?? {};
  const own = metricName ? [{ namespace, metricName }] : [];
  const named = alarms.flatMap((alarm) => [alarm.metric ?? [], alarm.expressionMetrics].flat());
  const all = [...own, ...named].map((each) => ({ namespace: each.namespace, metricName: each.metricName }));
  return [...new Map(all.map((metric) => [metricText(metric), metric])).values()];
}

function judgeMetrics(
  policy: ScalingPolicy,
  metrics: readonly MetricName[],
): Pick<Judged, 'metrics' | 'shortcoming' | 'missing'> {
  const verdicts = new Set(metrics.map(risesUnderAttack));
  if (verdicts.has(true)) return { metrics, shortcoming: null, missing: [] };
  const names = metrics.map(metricText).join(', ');
  if (metrics.length > 0 && !verdicts.has(null)) {
    return { metrics, shortcoming: `scales on ${names}, which more requests do not raise`, missing: [] };
  }
  const why = `NotOffered: whether ${names || 'the metric'} of ${policy.id} rises with requests is not known`;
  return { metrics, shortcoming: null, missing: [unread('cloudwatch:DescribeAlarms', why)] };
}

function metricText({ namespace, metricName }: MetricName): string {
  return namespace ? `${namespace} ${metricName}` : metricName;
}
