import type { JsonObject, JsonValue } from '../model/json.ts';
import type { Unread } from '../model/reading.ts';
import type { Account } from '../model/resources/account.ts';
import type { Trail } from '../model/resources/cloudtrail.ts';
import { accountTrails } from './account-trails.ts';
import { type EventFields, recordsEvent } from './event-selectors.ts';
import { type HeardFilter, heardFilters } from './heard-filters.ts';
import type { Inventory } from './inventory.ts';
import { type MonitoredEvent, recordsOf, SOME_ACCOUNT } from './monitored-events.ts';
import { logGroupDeliveryState, requires, type TrailState } from './trail-state.ts';

/** How one CloudTrail record reaches somebody, or why it does not. */
export interface RecordAlarm {
  readonly eventName: string;
  readonly chain: AlarmChain | null;
  /** Without a chain: what might still show one. */
  readonly unread: readonly Unread[];
  readonly faults: readonly string[];
}

export interface AlarmChain {
  readonly trail: string;
  readonly filter: string;
  readonly alarm: string;
  readonly topic: string;
}

/**
 * Follows each record of an event through the account's logging multi-region trails: does the trail record it, has
 * it delivered to a log group within these hours, does a metric filter there let it through, and is somebody told by
 * an alarm.
 */
export function eventAlarms(
  inventory: Inventory,
  account: Account,
  event: MonitoredEvent,
  { asOf, hours }: { readonly asOf: string; readonly hours: number },
): readonly RecordAlarm[] {
  const { trails, gaps } = accountTrails(inventory, account);
  const sources = trails
    .filter((each) => each.isMultiRegionTrail)
    .map((each) => toSource(inventory, each, logGroupState(each, asOf, hours)));
  const records = recordsFor(inventory, sources, event, account.account);
  return records.map((record) => alarmOf(record, sources, gaps));
}

/** A trail with the filters on its log group. */
interface Source {
  readonly trail: Trail;
  readonly state: TrailState;
  readonly filters: readonly HeardFilter[];
  readonly gaps: readonly Unread[];
  /** A pattern names accounts, so that records of different accounts may fare differently. */
  readonly namesAccounts: boolean;
}

function logGroupState(trail: Trail, asOf: string, hours: number): TrailState {
  if (trail.cloudWatchLogsLogGroupArn === null) return requires(false, 'has no log group');
  return logGroupDeliveryState(trail, asOf, hours);
}

function toSource(inventory: Inventory, trail: Trail, state: TrailState): Source {
  const logGroup = trail.cloudWatchLogsLogGroupArn;
  const { filters, gaps } = logGroup ? heardFilters(inventory, logGroup) : { filters: [], gaps: [] };
  const namesAccounts = filters.some(({ filter }) => /\d{12}/.test(filter.filterPattern));
  return { trail, state, filters, gaps, namesAccounts };
}

function recordsFor(
  inventory: Inventory,
  sources: readonly Source[],
  event: MonitoredEvent,
  account: string,
): readonly JsonObject[] {
  const named = sources.some((each) => each.namesAccounts) ? account : SOME_ACCOUNT;
  return inventory.derive(`records of ${event} in ${named}`, () => recordsOf(event, named));
}

function alarmOf(record: JsonObject, sources: readonly Source[], gaps: readonly Unread[]): RecordAlarm {
  const judged = sources.map((source) => throughTrail(record, source));
  const chain = judged.find((each) => each.chain)?.chain ?? null;
  const eventName = textOf(record['eventName']);
  if (chain) return { eventName, chain, unread: [], faults: [] };
  const faults = judged.flatMap((each) => each.faults);
  return {
    eventName,
    chain: null,
    unread: [...judged.flatMap((each) => each.unread), ...gaps],
    faults: sources.length > 0 ? faults : ['there is no multi-region trail'],
  };
}

type Passage = Pick<RecordAlarm, 'chain' | 'unread' | 'faults'>;

function throughTrail(record: JsonObject, source: Source): Passage {
  const { trail, state, filters, gaps } = source;
  if (state.faults.length > 0) return blocked(state.faults.map((each) => `trail ${trail.id} ${each}`));
  const { selectors } = trail;
  if (selectors.status === 'read' && !recordsEvent(selectors.value, fieldsOf(record))) {
    return blocked([`trail ${trail.id} does not record it`]);
  }
  const unsure = [...state.unread, ...(selectors.status === 'unread' ? [selectors] : [])];
  const matching = filters.filter((each) => each.letsThrough?.(record));
  const heard = matching.find((each) => each.heardBy);
  if (heard?.heardBy && unsure.length === 0) return { chain: chainOf(trail, heard), unread: [], faults: [] };
  const candidates = filters.filter((each) => each.letsThrough === null || matching.includes(each));
  const possible = [...candidates.flatMap((each) => each.unread), ...gaps];
  if (!heard && possible.length === 0) return blocked(filterFaults(source, matching));
  return { chain: null, unread: [...unsure, ...(heard ? [] : possible)], faults: [] };
}

function blocked(faults: readonly string[]): Passage {
  return { chain: null, unread: [], faults };
}

function filterFaults({ trail, filters }: Source, matching: readonly HeardFilter[]): readonly string[] {
  const told = matching.length > 0 ? matching : filters.filter((each) => each.letsThrough === null);
  const faults = told.map(({ filter, fault }) => `metric filter ${filter.id}: ${fault}`);
  return matching.length > 0
    ? faults
    : [`no metric filter on the log group of trail ${trail.id} lets it through`, ...faults];
}

function chainOf(trail: Trail, { filter, heardBy }: HeardFilter): AlarmChain {
  return {
    trail: trail.arn,
    filter: filter.id,
    alarm: heardBy?.alarm.arn ?? '',
    topic: heardBy?.topicArn ?? '',
  };
}

/** A record's fields as event selectors name them. */
function fieldsOf(record: JsonObject): EventFields {
  const names = ['eventCategory', 'readOnly', 'eventSource', 'eventName', 'eventType'];
  const fields = Object.fromEntries(names.map((name) => [name, textOf(record[name])]));
  const { userIdentity } = record;
  const arn = isObject(userIdentity) ? userIdentity['arn'] : undefined;
  return typeof arn === 'string' ? { ...fields, 'userIdentity.arn': arn } : fields;
}

function textOf(value: JsonValue | undefined): string {
  return typeof value === 'string' ? value : JSON.stringify(value ?? null);
}

function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
