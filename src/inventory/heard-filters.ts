import { parseArn } from '../model/arn.ts';
import type { JsonObject } from '../model/json.ts';
import { type Unread, unread } from '../model/reading.ts';
import type { Alarm, AlarmMetric, MetricFilter } from '../model/resources/monitoring.ts';
import { ringsFor } from './alarm-rule.ts';
import {
  type FilterPattern,
  type FilterPatternError,
  isFilterPatternError,
} from './filter-pattern/filter-pattern.ts';
import { matchesFilterPattern } from './filter-pattern/match-filter-pattern.ts';
import { parseFilterPattern } from './filter-pattern/parse-filter-pattern.ts';
import type { Inventory } from './inventory.ts';
import { ROUTINE_RECORDS } from './monitored-events.ts';

/** A metric filter, and whether somebody is told when it lets an event through. */
export interface HeardFilter {
  readonly filter: MetricFilter;
  /** Null: its pattern could not be evaluated; `unread` says so where somebody hears it. */
  readonly letsThrough: ((record: JsonObject) => boolean) | null;
  /** The alarm and the topic with a confirmed subscription; null when none was found. */
  readonly heardBy: { readonly alarm: Alarm; readonly topicArn: string } | null;
  /** What might still show that somebody is told. */
  readonly unread: readonly Unread[];
  /** Why nobody is told, as far as was read: `its metric has no alarm`. */
  readonly fault: string | null;
}

export interface LogGroupFilters {
  readonly filters: readonly HeardFilter[];
  readonly gaps: readonly Unread[];
}

/** The metric filters of a log group, by its ARN as trails give it (`…:log-group:name:*`), with who hears them. */
export function heardFilters(inventory: Inventory, logGroupArn: string): LogGroupFilters {
  return inventory.derive(`heard filters of ${logGroupArn}`, () => {
    const arn = parseArn(logGroupArn);
    const name = arn?.resource.replace(/^log-group:/, '').replace(/:\*$/, '');
    if (!arn || name === undefined) return { filters: [], gaps: [noArn(logGroupArn)] };
    const { account, region } = arn;
    const filters = filtersByLogGroup(inventory).get(`${account} ${region} ${name}`) ?? [];
    return {
      filters: filters.map((each) => toHeard(inventory, each)),
      gaps: inventory.gaps('AWS::Logs::MetricFilter', { account, region }),
    };
  });
}

function noArn(text: string): Unread {
  return unread('cloudtrail:DescribeTrails', `MalformedArn: "${text}" names no log group`);
}

function filtersByLogGroup(inventory: Inventory): ReadonlyMap<string, readonly MetricFilter[]> {
  return inventory.derive('metric filters by log group', () =>
    Map.groupBy(
      inventory.of('AWS::Logs::MetricFilter'),
      ({ account, region, logGroupName }) => `${account} ${region} ${logGroupName}`,
    ),
  );
}

function toHeard(inventory: Inventory, filter: MetricFilter): HeardFilter {
  const heard = hearing(inventory, filter);
  const parsed = parsedOf(filter);
  if (isFilterPatternError(parsed))
    return { filter, letsThrough: null, ...notEvaluated(filter.id, heard, parsed.error) };
  // An alarm that rings at all times tells of nothing: AWS sends a message when its state changes.
  const isAlwaysOn = ROUTINE_RECORDS.every((each) => matchesFilterPattern(parsed, each));
  const answer = isAlwaysOn
    ? mute('it lets everyday events through too, so that its alarm never rests')
    : heard;
  return { filter, letsThrough: remembered(parsed), ...answer };
}

/** Somebody may be told: it takes CloudWatch Logs itself to say of what. */
function notEvaluated(id: string, { heardBy, unread: missing, fault }: Hearing, error: string): Hearing {
  const why = `NotEvaluated: the pattern of metric filter ${id}, which has an alarm, is not evaluated (${error})`;
  const open = heardBy ? [unread('logs:DescribeMetricFilters', why)] : missing;
  return { heardBy: null, unread: open, fault: fault ?? `its pattern was not understood (${error})` };
}

/** The accounts of an organisation ask about the same records. */
function remembered(pattern: FilterPattern): (record: JsonObject) => boolean {
  const answers = new Map<JsonObject, boolean>();
  return (record) => {
    const answer = answers.get(record) ?? matchesFilterPattern(pattern, record);
    answers.set(record, answer);
    return answer;
  };
}

function parsedOf(filter: MetricFilter): FilterPattern | FilterPatternError {
  if (filter.applyOnTransformedLogs) return { error: 'it reads transformed events' };
  if (filter.fieldSelectionCriteria) return { error: 'it selects events by system fields' };
  return parseFilterPattern(filter.filterPattern);
}

type Counted = MetricFilter['metricTransformations'][number];

interface WatchingAlarm {
  readonly alarm: Alarm;
  /** What the filter publishes for an event. */
  readonly counted: Counted;
}

type Hearing = Pick<HeardFilter, 'heardBy' | 'unread' | 'fault'>;

function hearing(inventory: Inventory, filter: MetricFilter): Hearing {
  const { account, region } = filter;
  const gaps = inventory.gaps('AWS::CloudWatch::Alarm', { account, region });
  const alarms = alarmsOn(inventory, filter);
  const judged = alarms.flatMap(({ alarm, counted }) => {
    const deaf = whyDeaf(alarm, counted);
    if (deaf) return [mute(deaf)];
    return [alarm, ...compositesOf(inventory, alarm)].map((each) => hearingOf(inventory, each));
  });
  const heard = judged.find((each) => each.heardBy);
  if (heard) return heard;
  return {
    heardBy: null,
    unread: [...judged.flatMap((each) => each.unread), ...gaps],
    fault: judged.find((each) => each.fault)?.fault ?? 'its metric has no alarm',
  };
}

/** Alarms see a metric only under its own dimensions; a filter that adds some publishes one metric for each value. */
function alarmsOn(inventory: Inventory, filter: MetricFilter): readonly WatchingAlarm[] {
  const byMetric = inventory.derive('alarms by metric', () => alarmsByMetric(inventory));
  const plain = filter.metricTransformations.filter((each) => Object.keys(each.dimensions).length === 0);
  return plain.flatMap((counted) => {
    const { metricNamespace: namespace, metricName } = counted;
    return (byMetric.get(metricKey(filter, { namespace, metricName })) ?? []).map((alarm) => ({
      alarm,
      counted,
    }));
  });
}

function alarmsByMetric(inventory: Inventory): ReadonlyMap<string, readonly Alarm[]> {
  const pairs = inventory
    .of('AWS::CloudWatch::Alarm')
    .flatMap((alarm) => metricsOf(alarm).map((metric) => ({ alarm, key: metricKey(alarm, metric) })));
  const groups = Map.groupBy(pairs, ({ key }) => key);
  return new Map([...groups].map(([key, group]) => [key, group.map(({ alarm }) => alarm)]));
}

function metricsOf(alarm: Alarm): readonly AlarmMetric[] {
  const all = alarm.metric ? [alarm.metric, ...alarm.expressionMetrics] : alarm.expressionMetrics;
  return all.filter(
    ({ dimensions, accountId }) => Object.keys(dimensions).length === 0 && accountId === undefined,
  );
}

function metricKey(
  place: { readonly account: string; readonly region: string },
  metric: Pick<AlarmMetric, 'namespace' | 'metricName'>,
): string {
  return JSON.stringify([place.account, place.region, metric.namespace, metric.metricName]);
}

/** Composite alarms that ring when this one does, whatever the others. */
function compositesOf(inventory: Inventory, alarm: Alarm): readonly Alarm[] {
  const byPlace = inventory.derive('composite alarms by place', () =>
    Map.groupBy(
      inventory.of('AWS::CloudWatch::Alarm').filter(({ kind }) => kind === 'composite'),
      ({ account, region }) => `${account} ${region}`,
    ),
  );
  const there = byPlace.get(`${alarm.account} ${alarm.region}`) ?? [];
  return there.filter((each) => ringsFor(each.alarmRule ?? '', alarm) === true);
}

/** Why no number of events makes an alarm ring; null: enough of them do, as far as can be told. */
function whyDeaf(alarm: Alarm, { metricValue, unit = 'None' }: Counted): string | null {
  const { id, comparisonOperator, threshold, statistic } = alarm;
  if (comparisonOperator !== null && !comparisonOperator.includes('Greater'))
    return `alarm ${id} rings when there are few events`;
  if (alarm.unit !== undefined && alarm.unit !== unit)
    return `alarm ${id} waits for data in the unit ${alarm.unit}, but its metric has ${unit}`;
  const value = Number(metricValue); // it may name a field instead
  if (Number.isNaN(value) || threshold === null || alarm.metric === null) return null;
  // A sum grows with the events, as their count does; an average, a maximum or a percentile stays at the one value.
  const grows = statistic === 'SampleCount' || (statistic === 'Sum' && value > 0);
  const rings = comparisonOperator === 'GreaterThanThreshold' ? value > threshold : value >= threshold;
  return grows || rings ? null : `alarm ${id} needs more than the ${value} that an event counts`;
}

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/AlarmThatSendsEmail.html */
function hearingOf(inventory: Inventory, alarm: Alarm): Hearing {
  if (!alarm.actionsEnabled) return mute(`the actions of alarm ${alarm.id} are disabled`);
  const topicArns = alarm.alarmActions.filter((each) => parseArn(each)?.service === 'sns');
  if (topicArns.length === 0) return mute(`alarm ${alarm.id} notifies no SNS topic`);
  const topics = topicArns.map((topicArn) => ({ topicArn, ...topicState(inventory, topicArn) }));
  const heard = topics.find((each) => each.subscribed);
  if (heard) return { heardBy: { alarm, topicArn: heard.topicArn }, unread: [], fault: null };
  const missing = topics.flatMap((each) => each.unread);
  const fault = missing.length > 0 ? null : `the topic of alarm ${alarm.id} has no confirmed subscription`;
  return { heardBy: null, unread: missing, fault };
}

function mute(fault: string): Hearing {
  return { heardBy: null, unread: [], fault };
}

function topicState(
  inventory: Inventory,
  arn: string,
): { readonly subscribed: boolean; readonly unread: readonly Unread[] } {
  const topic = inventory.byArn('AWS::SNS::Topic', arn);
  if (topic.status === 'unread') return { subscribed: false, unread: [topic] };
  const subscriptions = topic.value?.subscriptions;
  if (subscriptions?.status === 'unread') return { subscribed: false, unread: [subscriptions] };
  return { subscribed: subscriptions?.value.some((each) => each.confirmed) ?? false, unread: [] };
}
