import { expect, test } from 'vitest';
import { apiOf, denied, deniedReading } from '../../../../test/api-of.ts';
import { collected } from '../../../../test/collected.ts';
import { collectors } from './cloudwatch-logs.ts';

const ARN = 'arn:aws:logs:us-east-1:111122223333:log-group:trail';
const base = { account: '111122223333', region: 'us-east-1' };

test('log groups over two pages', async () => {
  const api = apiOf('cloudwatch-logs', {
    'DescribeLogGroups {"limit":50}': {
      logGroups: [
        {
          logGroupName: 'trail',
          arn: `${ARN}:*`,
          logGroupArn: ARN,
          retentionInDays: 365,
          kmsKeyId: 'arn:key',
        },
      ],
      nextToken: 'more',
    },
    'DescribeLogGroups {"limit":50,"nextToken":"more"}': {
      logGroups: [{ logGroupName: 'old', arn: 'arn:aws:logs:us-east-1:111122223333:log-group:old:*' }],
    },
  });
  const common = { ...base, type: 'AWS::Logs::LogGroup' };
  expect(await collected(collectors, 'AWS::Logs::LogGroup', api)).toEqual({
    gap: null,
    resources: [
      { ...common, arn: ARN, id: 'trail', logGroupName: 'trail', retentionInDays: 365, kmsKeyId: 'arn:key' },
      {
        ...common,
        arn: 'arn:aws:logs:us-east-1:111122223333:log-group:old',
        id: 'old',
        logGroupName: 'old',
        retentionInDays: null,
        kmsKeyId: null,
      },
    ],
  });
});

test('metric filters of all log groups', async () => {
  const api = apiOf('cloudwatch-logs', {
    'DescribeMetricFilters {"limit":50}': {
      metricFilters: [
        {
          filterName: 'cis',
          filterPattern: '{ $.eventName = "x" }',
          logGroupName: 'trail',
          metricTransformations: [
            { metricName: 'm', metricNamespace: 'n', metricValue: '1', defaultValue: 0, unit: 'Count' },
            { metricName: 'd', metricNamespace: 'n', metricValue: '$.v', dimensions: { R: '$.awsRegion' } },
          ],
        },
        {
          filterName: 'empty',
          logGroupName: 'trail',
          applyOnTransformedLogs: true,
          fieldSelectionCriteria: 'x',
        },
      ],
      nextToken: 'more',
    },
    'DescribeMetricFilters {"limit":50,"nextToken":"more"}': { metricFilters: [] },
  });
  const common = { ...base, type: 'AWS::Logs::MetricFilter', logGroupName: 'trail' };
  expect(await collected(collectors, 'AWS::Logs::MetricFilter', api)).toEqual({
    gap: null,
    resources: [
      {
        ...common,
        arn: `${ARN}:metric-filter:cis`,
        id: 'cis',
        filterPattern: '{ $.eventName = "x" }',
        metricTransformations: [
          {
            metricName: 'm',
            metricNamespace: 'n',
            metricValue: '1',
            defaultValue: 0,
            unit: 'Count',
            dimensions: {},
          },
          {
            metricName: 'd',
            metricNamespace: 'n',
            metricValue: '$.v',
            defaultValue: null,
            dimensions: { R: '$.awsRegion' },
          },
        ],
        applyOnTransformedLogs: false,
        fieldSelectionCriteria: null,
      },
      {
        ...common,
        arn: `${ARN}:metric-filter:empty`,
        id: 'empty',
        filterPattern: '',
        metricTransformations: [],
        applyOnTransformedLogs: true,
        fieldSelectionCriteria: 'x',
      },
    ],
  });
});

test.each([
  ['AWS::Logs::LogGroup', 'DescribeLogGroups'],
  ['AWS::Logs::MetricFilter', 'DescribeMetricFilters'],
] as const)('a denied list of %s is the gap', async (type, operation) => {
  const api = apiOf('cloudwatch-logs', { [operation]: denied() });
  expect(await collected(collectors, type, api)).toEqual({
    resources: [],
    gap: deniedReading(`logs:${operation}`),
  });
});
