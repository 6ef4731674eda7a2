import type { ScalingAlarm } from '../model/scaling-facts.ts';

export type AlarmState = 'OK' | 'ALARM' | 'INSUFFICIENT_DATA';

/** Datapoints that CloudWatch takes beyond the evaluation periods, as in the tables of its guide. */
const BEYOND = 2;

export function evaluationRange({ evaluationPeriods }: ScalingAlarm): number {
  return evaluationPeriods + BEYOND;
}

/**
 * An alarm's next state, by the datapoints of its evaluation range, newest first; NaN is a missing one. Where missing ones stay
 * missing, a few that all breach are an alarm once the oldest of them is as old as the datapoints that an alarm takes.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarms-and-missing-data.html
 */
export function alarmState(alarm: ScalingAlarm, range: Float64Array, before: AlarmState): AlarmState {
  const { evaluationPeriods, datapointsToAlarm } = alarm;
  let real = 0;
  let breaching = 0;
  let oldest = 0;
  for (let k = 0; k < range.length; k++) {
    const value = range[k] ?? Number.NaN;
    if (Number.isNaN(value)) continue;
    real++;
    oldest = k + 1;
    if (breaches(alarm, value)) breaching++;
    if (real === evaluationPeriods) break;
  }
  if (breaching >= datapointsToAlarm) return 'ALARM';
  if (real === evaluationPeriods) return 'OK';
  switch (alarm.treatMissingData) {
    case 'breaching':
      return breaching + evaluationPeriods - real >= datapointsToAlarm ? 'ALARM' : 'OK';
    case 'notBreaching':
      return 'OK';
    case 'missing':
      if (real === 0) return 'INSUFFICIENT_DATA';
      return breaching === real && oldest >= datapointsToAlarm ? 'ALARM' : 'OK';
    case 'ignore':
      return breaching === real ? before : 'OK';
  }
}

export function breaches({ comparison, threshold }: ScalingAlarm, value: number): boolean {
  switch (comparison) {
    case 'GreaterThanThreshold':
      return value > threshold;
    case 'GreaterThanOrEqualToThreshold':
      return value >= threshold;
    case 'LessThanThreshold':
      return value < threshold;
    case 'LessThanOrEqualToThreshold':
      return value <= threshold;
  }
}
