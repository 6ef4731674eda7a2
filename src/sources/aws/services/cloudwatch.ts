import type { CompositeAlarm, Metric, MetricAlarm, MetricDataQuery } from '@aws-sdk/client-cloudwatch';
import type { Alarm, AlarmMetric } from '../../../model/resources/monitoring.ts';
import { defineCollector, type ServiceApi } from '../collector.ts';

/** DescribeAlarms answers with each kind in a list of its own, so each is paged by itself. */
const alarms = defineCollector({
  type: 'AWS::CloudWatch::Alarm',
  service: 'cloudwatch',
  scope: 'regional',
  calls: ['cloudwatch:DescribeAlarms'],
  async collect(api) {
    const [metric, composite] = await Promise.all([
      api.list<MetricAlarm>('DescribeAlarms', pagesOf('MetricAlarm'), 'MetricAlarms'),
      api.list<CompositeAlarm>('DescribeAlarms', pagesOf('CompositeAlarm'), 'CompositeAlarms'),
    ]);
    return {
      resources: [
        ...metric.items.map((each) => toMetricAlarm(api, each)),
        ...composite.items.map((each) => toCompositeAlarm(api, each)),
      ],
      gap: metric.gap ?? composite.gap,
    };
  },
});

function pagesOf(kind: 'MetricAlarm' | 'CompositeAlarm'): Readonly<Record<string, unknown>> {
  return { AlarmTypes: [kind], MaxRecords: 100 };
}

type Common = Pick<
  Alarm,
  'type' | 'account' | 'region' | 'arn' | 'id' | 'actionsEnabled' | 'stateValue' | ActionField
>;
type ActionField = 'alarmActions' | 'okActions' | 'insufficientDataActions';

function common(api: ServiceApi, alarm: MetricAlarm | CompositeAlarm): Common {
  const id = alarm.AlarmName ?? '';
  return {
    type: 'AWS::CloudWatch::Alarm',
    account: api.account,
    region: api.region,
    arn: alarm.AlarmArn ?? api.arn('cloudwatch', `alarm:${id}`),
    id,
    actionsEnabled: alarm.ActionsEnabled ?? false,
    alarmActions: alarm.AlarmActions ?? [],
    okActions: alarm.OKActions ?? [],
    insufficientDataActions: alarm.InsufficientDataActions ?? [],
    stateValue: alarm.StateValue ?? 'INSUFFICIENT_DATA',
  };
}

function toMetricAlarm(api: ServiceApi, alarm: MetricAlarm): Alarm {
  const stat = (alarm.Metrics ?? []).find((each) => each.MetricStat)?.MetricStat;
  const unit = alarm.Unit ?? stat?.Unit;
  return {
    ...common(api, alarm),
    kind: 'metric',
    metric: alarm.MetricName === undefined ? null : toMetric(alarm),
    expressionMetrics: (alarm.Metrics ?? []).flatMap((each) => toExpressionMetric(api, each)),
    statistic: alarm.Statistic ?? stat?.Stat ?? null,
    extendedStatistic: alarm.ExtendedStatistic ?? null,
    ...(unit ? { unit } : {}),
    period: alarm.Period ?? stat?.Period ?? null,
    evaluationPeriods: alarm.EvaluationPeriods ?? null,
    datapointsToAlarm: alarm.DatapointsToAlarm ?? null,
    threshold: alarm.Threshold ?? null,
    comparisonOperator: alarm.ComparisonOperator ?? null,
    treatMissingData: alarm.TreatMissingData ?? null,
    alarmRule: null,
  };
}

function toCompositeAlarm(api: ServiceApi, alarm: CompositeAlarm): Alarm {
  return {
    ...common(api, alarm),
    kind: 'composite',
    metric: null,
    expressionMetrics: [],
    statistic: null,
    extendedStatistic: null,
    period: null,
    evaluationPeriods: null,
    datapointsToAlarm: null,
    threshold: null,
    comparisonOperator: null,
    treatMissingData: null,
    alarmRule: alarm.AlarmRule ?? null,
  };
}

function toExpressionMetric(api: ServiceApi, query: MetricDataQuery): readonly AlarmMetric[] {
  const metric = query.MetricStat?.Metric;
  if (!metric) return [];
  const isForeign = query.AccountId !== undefined && query.AccountId !== api.account;
  return [{ ...toMetric(metric), ...(isForeign ? { accountId: query.AccountId ?? '' } : {}) }];
}

function toMetric(metric: Metric): AlarmMetric {
  return {
    namespace: metric.Namespace ?? null,
    metricName: metric.MetricName ?? '',
    dimensions: Object.fromEntries(
      (metric.Dimensions ?? []).map(({ Name = '', Value = '' }) => [Name, Value]),
    ),
  };
}

export const collectors = [alarms];
