import { expect, test } from 'vitest';
import { apiOf, denied, deniedReading } from '../../../../test/api-of.ts';
import { collected } from '../../../../test/collected.ts';
import { collectors } from './cloudwatch.ts';

const METRICS = 'DescribeAlarms {"AlarmTypes":["MetricAlarm"],"MaxRecords":100}';
const COMPOSITES = 'DescribeAlarms {"AlarmTypes":["CompositeAlarm"],"MaxRecords":100}';
const ARN = 'arn:aws:cloudwatch:us-east-1:111122223333:alarm:cis';
const TOPIC = 'arn:aws:sns:us-east-1:111122223333:alarms';
const ALARM = {
  AlarmName: 'cis',
  AlarmArn: ARN,
  ActionsEnabled: true,
  OKActions: [],
  AlarmActions: [TOPIC],
  InsufficientDataActions: [],
  StateValue: 'OK',
  MetricName: 'changes',
  Namespace: 'Trail',
  Statistic: 'Sum',
  Dimensions: [{ Name: 'a', Value: 'b' }],
  Period: 300,
  EvaluationPeriods: 1,
  Threshold: 1,
  ComparisonOperator: 'GreaterThanOrEqualToThreshold',
  TreatMissingData: 'notBreaching',
};
const none = { MetricAlarms: [] };

test('a metric alarm and a composite one', async () => {
  const composite = {
    AlarmName: 'any',
    AlarmArn: `${ARN}-any`,
    AlarmRule: 'ALARM("cis")',
    StateValue: 'ALARM',
  };
  const api = apiOf('cloudwatch', {
    [METRICS]: { MetricAlarms: [ALARM] },
    [COMPOSITES]: { CompositeAlarms: [composite] },
  });
  const base = {
    type: 'AWS::CloudWatch::Alarm',
    account: '111122223333',
    region: 'us-east-1',
    okActions: [],
    insufficientDataActions: [],
    expressionMetrics: [],
    extendedStatistic: null,
    datapointsToAlarm: null,
  };
  expect(await collected(collectors, 'AWS::CloudWatch::Alarm', api)).toEqual({
    gap: null,
    resources: [
      {
        ...base,
        arn: ARN,
        id: 'cis',
        kind: 'metric',
        actionsEnabled: true,
        alarmActions: [TOPIC],
        stateValue: 'OK',
        metric: { namespace: 'Trail', metricName: 'changes', dimensions: { a: 'b' } },
        statistic: 'Sum',
        period: 300,
        evaluationPeriods: 1,
        threshold: 1,
        comparisonOperator: 'GreaterThanOrEqualToThreshold',
        treatMissingData: 'notBreaching',
        alarmRule: null,
      },
      {
        ...base,
        arn: `${ARN}-any`,
        id: 'any',
        kind: 'composite',
        actionsEnabled: false,
        alarmActions: [],
        stateValue: 'ALARM',
        metric: null,
        statistic: null,
        period: null,
        evaluationPeriods: null,
        threshold: null,
        comparisonOperator: null,
        treatMissingData: null,
        alarmRule: 'ALARM("cis")',
      },
    ],
  });
});

test('the metrics of an expression, with the account of those that are foreign', async () => {
  const stat = (MetricName: string) => ({
    Metric: { Namespace: 'N', MetricName },
    Period: 60,
    Stat: 'Average',
  });
  const Metrics = [
    { Id: 'e', Expression: 'm1+m2' },
    { Id: 'm1', MetricStat: stat('one'), AccountId: '111122223333' },
    { Id: 'm2', MetricStat: stat('two'), AccountId: '444455556666' },
  ];
  const alarm = { AlarmName: 'math', Metrics };
  const api = apiOf('cloudwatch', { [METRICS]: { MetricAlarms: [alarm] }, [COMPOSITES]: none });
  const [found] = (await collected(collectors, 'AWS::CloudWatch::Alarm', api)).resources;
  expect(found).toMatchObject({
    metric: null,
    statistic: 'Average',
    period: 60,
    expressionMetrics: [
      { namespace: 'N', metricName: 'one', dimensions: {} },
      { namespace: 'N', metricName: 'two', dimensions: {}, accountId: '444455556666' },
    ],
  });
  expect(found?.expressionMetrics[0]).not.toHaveProperty('accountId');
});

test('a denied list of either kind is the gap, and what was read stays', async () => {
  const api = apiOf('cloudwatch', {
    [METRICS]: { MetricAlarms: [ALARM] },
    [COMPOSITES]: denied('AccessDenied'),
  });
  const { resources, gap } = await collected(collectors, 'AWS::CloudWatch::Alarm', api);
  expect(resources).toHaveLength(1);
  expect(gap).toEqual(deniedReading('cloudwatch:DescribeAlarms', 'AccessDenied'));
});

test('the unit that an alarm asks for, where it does', async () => {
  const ofMetric = { Id: 'm', MetricStat: { Metric: {}, Period: 60, Stat: 'Sum', Unit: 'Bytes' } };
  const alarms = [{ ...ALARM, Unit: 'Count' }, { AlarmName: 'math', Metrics: [ofMetric] }, ALARM];
  const api = apiOf('cloudwatch', { [METRICS]: { MetricAlarms: alarms }, [COMPOSITES]: {} });
  const { resources } = await collected(collectors, 'AWS::CloudWatch::Alarm', api);
  expect(resources.map((each) => each.type === 'AWS::CloudWatch::Alarm' && each.unit)).toEqual([
    'Count',
    'Bytes',
    undefined,
  ]);
});
