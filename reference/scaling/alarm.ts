import type { ScalingAlarm } from '../../src/model/scaling-facts.ts';

export type AlarmState = 'OK' | 'ALARM' | 'INSUFFICIENT_DATA';

/** A raw datapoint of a metric: when it begins and when it ends, in seconds. */
export interface Datapoint {
  readonly begins: number;
  readonly ends: number;
  readonly value: number;
}

/**
 * An alarm's datapoints at a second, newest first; null is missing. CloudWatch looks at more of them than the evaluation
 * periods: in its tables at five for three.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarms-and-missing-data.html
 */
export function datapointsOf(
  alarm: ScalingAlarm,
  raw: readonly Datapoint[],
  second: number,
  delay: number,
): readonly (number | null)[] {
  const { period, evaluationPeriods, metric } = alarm;
  return Array.from({ length: evaluationPeriods + 2 }, (_, k) => {
    if (metric.kind === 'constant') return metric.value;
    const from = second - (k + 1) * period;
    const own = raw.filter(
      ({ begins, ends }) => begins >= from && begins < from + period && ends <= second - delay,
    );
    return statisticOf(
      alarm.statistic,
      own.map(({ value }) => value),
    );
  });
}

function statisticOf(statistic: ScalingAlarm['statistic'], values: readonly number[]): number | null {
  if (values.length === 0) return null;
  const sum = values.reduce((all, each) => all + each, 0);
  if (statistic === 'Sum') return sum;
  if (statistic === 'Average') return sum / values.length;
  return statistic === 'Minimum' ? Math.min(...values) : Math.max(...values);
}

/**
 * The three bullets of "How alarm state is evaluated when data is missing", then "Avoiding premature transitions to
 * alarm state", on the same page.
 */
export function stateOf(
  alarm: ScalingAlarm,
  datapoints: readonly (number | null)[],
  before: AlarmState,
): AlarmState {
  const { evaluationPeriods, datapointsToAlarm, treatMissingData } = alarm;
  const real = datapoints.filter((each) => each !== null);
  const decided = (values: readonly boolean[]): AlarmState =>
    values.filter((each) => each).length >= datapointsToAlarm ? 'ALARM' : 'OK';
  const breaching = real.slice(0, evaluationPeriods).map((value) => breaches(alarm, value));
  if (breaching.length === evaluationPeriods || decided(breaching) === 'ALARM') return decided(breaching);
  const filled = (as: boolean) => [
    ...breaching,
    ...new Array<boolean>(evaluationPeriods - breaching.length).fill(as),
  ];
  if (treatMissingData === 'breaching') return decided(filled(true));
  if (treatMissingData === 'notBreaching') return decided(filled(false));
  if (breaching.includes(false)) return 'OK';
  if (treatMissingData === 'ignore') return before;
  if (breaching.length === 0) return 'INSUFFICIENT_DATA';
  const oldest = datapoints.findLastIndex((each) => each !== null) + 1;
  return oldest >= datapointsToAlarm ? 'ALARM' : 'OK';
}

function breaches({ comparison, threshold }: ScalingAlarm, value: number): boolean {
  const rules: Readonly<Record<ScalingAlarm['comparison'], boolean>> = {
    GreaterThanThreshold: value > threshold,
    GreaterThanOrEqualToThreshold: value >= threshold,
    LessThanThreshold: value < threshold,
    LessThanOrEqualToThreshold: value <= threshold,
  };
  return rules[comparison];
}
