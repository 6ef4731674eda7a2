import { parseArn } from '../model/arn.ts';
import { latestTime } from '../model/days.ts';
import { type Unread, unread } from '../model/reading.ts';
import type { Trail } from '../model/resources/cloudtrail.ts';
import { type EventConditions, type EventFields, unrecordedEvent } from './event-selectors.ts';

/** Whether a trail does something: it does when there are neither faults nor readings that could show one. */
export interface TrailState {
  /** Each continues a sentence that begins with the trail: `is not logging`. */
  readonly faults: readonly string[];
  readonly unread: readonly Unread[];
}

const HOUR_MS = 3_600_000;
const GET_STATUS = 'cloudtrail:GetTrailStatus';

export const ALL_MANAGEMENT_EVENTS: EventConditions = [{ field: 'eventCategory', equals: ['Management'] }];

/** Sources of many events that AWS lets a trail leave out; a check of its own asks for them. */
export const MANAGEMENT_EVENTS_BUT_NOISY_SOURCES: EventConditions = [
  ...ALL_MANAGEMENT_EVENTS,
  { field: 'eventSource', notEquals: ['kms.amazonaws.com', 'rdsdata.amazonaws.com'] },
];

export function allOf(states: readonly TrailState[]): TrailState {
  return {
    faults: states.flatMap((each) => each.faults),
    unread: states.flatMap((each) => each.unread),
  };
}

export function requires(holds: boolean, fault: string): TrailState {
  return { faults: holds ? [] : [fault], unread: [] };
}

export function loggingState({ trailStatus }: Trail): TrailState {
  if (trailStatus.status === 'unread') return { faults: [], unread: [trailStatus] };
  const { isLogging, stopLoggingTime } = trailStatus.value;
  return requires(isLogging, `is not logging${stopLoggingTime ? ` since ${stopLoggingTime}` : ''}`);
}

/**
 * The trail logs, S3 takes its files, and some arrived within these hours; one that was started within them may still
 * owe its first.
 */
export function deliveryState(trail: Trail, asOf: string, hours: number): TrailState {
  const logging = loggingState(trail);
  if (trail.trailStatus.status === 'unread') return logging;
  const { latestDeliveryError: error, latestDeliveryTime, startLoggingTime } = trail.trailStatus.value;
  const delivering = requires(error === null, `cannot deliver to ${trail.s3BucketName} (${error})`);
  const latest = latestTime([latestDeliveryTime, startLoggingTime]);
  return allOf([logging, delivering, recency(trail, latest, latestDeliveryTime, asOf, hours)]);
}

/** As `deliveryState`, for the log group. */
export function logGroupDeliveryState(trail: Trail, asOf: string, hours: number): TrailState {
  const logging = loggingState(trail);
  if (trail.trailStatus.status === 'unread') return logging;
  const status = trail.trailStatus.value;
  const { latestCloudWatchLogsDeliveryError: error, latestCloudWatchLogsDeliveryTime: delivered } = status;
  const delivering = requires(error === null, `cannot deliver to CloudWatch Logs (${error})`);
  return allOf([logging, delivering, recency(trail, delivered, delivered, asOf, hours)]);
}

function recency(
  trail: Trail,
  latest: string | null,
  delivered: string | null,
  asOf: string,
  hours: number,
): TrailState {
  if (latest === null && isCopy(trail)) {
    const why = 'AccountNotRead: the owner of the trail alone is told when it last delivered';
    return { faults: [], unread: [unread(GET_STATUS, why)] };
  }
  const isRecent = latest !== null && Date.parse(asOf) - Date.parse(latest) <= hours * HOUR_MS;
  return requires(isRecent, delivered ? `has delivered nothing since ${delivered}` : 'has delivered nothing');
}

function isCopy(trail: Trail): boolean {
  return (parseArn(trail.arn)?.account ?? trail.account) !== trail.account;
}

/** The trail records every event asked about. */
export function recordingState({ selectors }: Trail, asked: EventConditions): TrailState {
  if (selectors.status === 'unread') return { faults: [], unread: [selectors] };
  const missing = unrecordedEvent(selectors.value, asked);
  return missing ? requires(false, `does not record ${describeEvent(missing)}`) : { faults: [], unread: [] };
}

/** `write events of kms.amazonaws.com`; other fields as they are. */
export function describeEvent(event: EventFields): string {
  const {
    eventCategory,
    readOnly,
    eventSource,
    'resources.type': type,
    'resources.ARN': arn,
    ...others
  } = event;
  const kind = readOnly === undefined ? '' : readOnly === 'true' ? 'read ' : 'write ';
  const named = Object.entries(others).filter(([, value]) => value !== OTHER);
  const source = eventSource === undefined || eventSource === OTHER ? '' : ` of ${eventSource}`;
  const rest =
    named.length > 0 ? ` with ${named.map(([field, value]) => `${field} ${value}`).join(', ')}` : '';
  const resources = `${type ? ` of ${type}` : ''}${arn === undefined || arn === OTHER ? '' : ` ${arn}`}`;
  return `${kind}${(eventCategory ?? '').toLowerCase()} events${source}${resources}${rest}`;
}

/** What `unrecordedEvent` says for any other text. */
const OTHER = '…';
