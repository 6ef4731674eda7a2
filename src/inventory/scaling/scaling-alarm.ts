import { mapReading, type Reading, unread } from '../../model/reading.ts';
import type { Alarm } from '../../model/resources/monitoring.ts';
import type { ScalingAlarm } from '../../model/scaling-facts.ts';
import { scalingMetric } from './scaling-metric.ts';

const STATISTICS = ['Average', 'Sum', 'Minimum', 'Maximum'] as const;
const COMPARISONS = [
  'GreaterThanThreshold',
  'GreaterThanOrEqualToThreshold',
  'LessThanThreshold',
  'LessThanOrEqualToThreshold',
] as const;
const TREATMENTS = ['missing', 'ignore', 'breaching', 'notBreaching'] as const;

/**
 * A policy's alarm as the simulator reads it; unread: it has something that the simulator does not know. `tracked`: the
 * predefined metric of a target-tracking policy, which AWS makes the alarm for.
 */
export function scalingAlarm(alarm: Alarm, groupName: string, tracked: string | null): Reading<ScalingAlarm> {
  const { period, evaluationPeriods, threshold } = alarm;
  const statistic = STATISTICS.find((each) => each === alarm.statistic);
  const comparison = COMPARISONS.find((each) => each === alarm.comparisonOperator);
  const treatMissingData = TREATMENTS.find((each) => each === (alarm.treatMissingData ?? 'missing'));
  if (
    !statistic ||
    !comparison ||
    !treatMissingData ||
    threshold === null ||
    !evaluationPeriods ||
    !period ||
    period % 60 !== 0
  ) {
    const what = `${alarm.statistic ?? alarm.extendedStatistic ?? 'no statistic'}, ${alarm.comparisonOperator ?? 'no comparison'}, every ${period ?? '?'} seconds`;
    return unread(
      'cloudwatch:DescribeAlarms',
      `NotSimulated: alarm ${alarm.id} (${what}) is not one that the simulator knows`,
    );
  }
  return mapReading(scalingMetric(alarm, groupName, tracked), (metric) => ({
    name: alarm.id,
    metric,
    statistic,
    period,
    evaluationPeriods,
    datapointsToAlarm: alarm.datapointsToAlarm ?? evaluationPeriods,
    threshold,
    comparison,
    treatMissingData,
    actionsEnabled: alarm.actionsEnabled,
  }));
}
