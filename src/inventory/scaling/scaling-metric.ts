import { type Reading, read, unread } from '../../model/reading.ts';
import type { Alarm, AlarmMetric } from '../../model/resources/monitoring.ts';
import type { ScalingMetric } from '../../model/scaling-facts.ts';
import { risesUnderAttack } from '../attack-metric.ts';

const OF_GROUP: Readonly<Record<string, ScalingMetric['kind']>> = {
  'AWS/EC2 CPUUtilization': 'cpu',
  'AWS/EC2 NetworkIn': 'network-in',
  'AWS/EC2 NetworkOut': 'network-out',
};

const OF_BALANCER: Readonly<Record<string, ScalingMetric['kind']>> = {
  'AWS/ApplicationELB RequestCount': 'requests',
  'AWS/ApplicationELB RequestCountPerTarget': 'requests-per-target',
  'AWS/ELB RequestCount': 'requests',
};

/** https://docs.aws.amazon.com/autoscaling/ec2/userguide/as-scaling-target-tracking.html#target-tracking-choose-metrics */
const PREDEFINED: Readonly<Record<string, ScalingMetric['kind']>> = {
  ASGAverageCPUUtilization: 'cpu',
  ASGAverageNetworkIn: 'network-in',
  ASGAverageNetworkOut: 'network-out',
  ALBRequestCountPerTarget: 'requests-per-target',
};

/** What the simulator takes an alarm's metric for; unread: it is none that it knows. */
export function scalingMetric(
  alarm: Alarm,
  groupName: string,
  tracked: string | null,
): Reading<ScalingMetric> {
  const predefined = PREDEFINED[tracked ?? ''];
  if (predefined) return read({ kind: predefined } as ScalingMetric);
  const { metric } = alarm;
  if (!metric) return notModelled(alarm, 'an expression');
  const kind = kindOf(metric, groupName);
  if (kind) return read({ kind } as ScalingMetric);
  if (risesUnderAttack(metric) === false) return read({ kind: 'constant', value: atRest(alarm) });
  return notModelled(alarm, `${metric.namespace ?? ''} ${metric.metricName}`);
}

function kindOf({ namespace, metricName, dimensions }: AlarmMetric, groupName: string) {
  const name = `${namespace} ${metricName}`;
  if (dimensions['AutoScalingGroupName'] === groupName) return OF_GROUP[name] ?? null;
  return OF_BALANCER[name] ?? null;
}

/** More requests do not move it: it stays on its side of the threshold. */
function atRest({ stateValue, threshold, comparisonOperator }: Alarm): number | null {
  if (stateValue === 'INSUFFICIENT_DATA' || threshold === null) return null;
  const above = comparisonOperator?.startsWith('GreaterThan') === (stateValue === 'ALARM');
  return threshold + (above ? 1 : -1);
}

function notModelled({ id }: Alarm, what: string): Reading<ScalingMetric> {
  return unread(
    'cloudwatch:DescribeAlarms',
    `NotSimulated: alarm ${id} is on ${what}, which the simulator does not know`,
  );
}
