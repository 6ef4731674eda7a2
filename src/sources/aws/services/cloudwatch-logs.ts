import type {
  LogGroup as SdkLogGroup,
  MetricFilter as SdkMetricFilter,
} from '@aws-sdk/client-cloudwatch-logs';
import type { LogGroup, MetricFilter } from '../../../model/resources/monitoring.ts';
import { defineCollector, mapListed, type ServiceApi } from '../collector.ts';

const TOKEN = ['nextToken', 'nextToken'] as const;

const logGroups = defineCollector({
  type: 'AWS::Logs::LogGroup',
  service: 'cloudwatch-logs',
  scope: 'regional',
  calls: ['logs:DescribeLogGroups'],
  async collect(api) {
    const paging = { items: 'logGroups', token: TOKEN };
    const listed = await api.list<SdkLogGroup>('DescribeLogGroups', { limit: 50 }, paging);
    return mapListed(listed, (each) => toLogGroup(api, each));
  },
});

/** Without a log group's name the call lists the filters of all of them. */
const metricFilters = defineCollector({
  type: 'AWS::Logs::MetricFilter',
  service: 'cloudwatch-logs',
  scope: 'regional',
  calls: ['logs:DescribeMetricFilters'],
  async collect(api) {
    const paging = { items: 'metricFilters', token: TOKEN };
    const listed = await api.list<SdkMetricFilter>('DescribeMetricFilters', { limit: 50 }, paging);
    return mapListed(listed, (each) => toMetricFilter(api, each));
  },
});

/** `arn` ends in `:*`, as policies want it; trails name log groups so too. */
function toLogGroup(api: ServiceApi, group: SdkLogGroup): LogGroup {
  const logGroupName = group.logGroupName ?? '';
  return {
    type: 'AWS::Logs::LogGroup',
    account: api.account,
    region: api.region,
    arn: group.logGroupArn ?? group.arn?.replace(/:\*$/, '') ?? api.arn('logs', `log-group:${logGroupName}`),
    id: logGroupName,
    logGroupName,
    retentionInDays: group.retentionInDays ?? null,
    kmsKeyId: group.kmsKeyId ?? null,
  };
}

/** Metric filters have no ARN of their own. */
function toMetricFilter(api: ServiceApi, filter: SdkMetricFilter): MetricFilter {
  const logGroupName = filter.logGroupName ?? '';
  const id = filter.filterName ?? '';
  return {
    type: 'AWS::Logs::MetricFilter',
    account: api.account,
    region: api.region,
    arn: api.arn('logs', `log-group:${logGroupName}:metric-filter:${id}`),
    id,
    logGroupName,
    filterPattern: filter.filterPattern ?? '',
    metricTransformations: (filter.metricTransformations ?? []).map((each) => ({
      metricName: each.metricName ?? '',
      metricNamespace: each.metricNamespace ?? '',
      metricValue: each.metricValue ?? '',
      defaultValue: each.defaultValue ?? null,
      ...(each.unit ? { unit: each.unit } : {}),
      dimensions: each.dimensions ?? {},
    })),
    applyOnTransformedLogs: filter.applyOnTransformedLogs ?? false,
    fieldSelectionCriteria: filter.fieldSelectionCriteria || null,
  };
}

export const collectors = [logGroups, metricFilters];
