import type { JsonObject } from '../../../src/model/json.ts';
import type { Snapshot } from '../../../src/model/snapshot.ts';
import { accountIds } from '../accounts.ts';
import { stableUuid } from '../stable-uuid.ts';
import type { Deed } from './deed.ts';
import { flawedHistory } from './flawed-history.ts';
import { found } from './found.ts';
import { hardenedHistory } from './hardened-history.ts';

export interface TrailFile {
  /** As CloudTrail names its objects, without the `.gz`. */
  readonly key: string;
  readonly text: string;
}

const DAY_MS = 86_400_000;
/** CloudTrail delivers what happened within some minutes. */
const DELIVERY_MS = 5 * 60_000;

/** The log files of both trails, each as its bucket has them. */
export function trailFiles(snapshot: Snapshot): readonly TrailFile[] {
  return [...flawedTrailFiles(snapshot), ...hardenedTrailFiles(snapshot)];
}

/**
 * The log files of the flawed account's trail, the same in every run.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents.html
 */
export function flawedTrailFiles(snapshot: Snapshot): readonly TrailFile[] {
  const place = { account: accountIds.flawed, prefix: 'AWSLogs/', seed: '' };
  return filesOf(place, flawedHistory(snapshot), snapshot);
}

/** Of the organisation's trail what it has of the hardened account. */
function hardenedTrailFiles(snapshot: Snapshot): readonly TrailFile[] {
  const account = accountIds.hardened;
  const organisation = found(snapshot, account, 'AWS::Organizations::Organization', () => true).id;
  const place = { account, prefix: `AWSLogs/${organisation}/`, seed: `${account} ` };
  return filesOf(place, hardenedHistory(snapshot), snapshot);
}

/** Where a trail of an account writes to. */
interface Place {
  readonly account: string;
  readonly prefix: string;
  /** Tells its ids from those of other places. */
  readonly seed: string;
}

function filesOf(place: Place, history: readonly Deed[], { header }: Snapshot): readonly TrailFile[] {
  const asOf = Date.parse(header.asOf);
  const records = history.map((deed, index) => recordOf(place, deed, index, asOf));
  return [...Map.groupBy(records, (each) => keyOf(place, each))].map(([key, each]) => ({
    key,
    text: `${JSON.stringify({ Records: each }, null, 1)}\n`,
  }));
}

interface LogRecord extends JsonObject {
  readonly eventTime: string;
  readonly awsRegion: string;
}

function recordOf({ account, seed }: Place, deed: Deed, index: number, asOf: number): LogRecord {
  const { daysAgo, by, does, region = 'us-east-1', request, answer, denied, readOnly, isData = false } = deed;
  const [service = '', eventName = ''] = does.split(':');
  const isSignIn = service === 'signin';
  // Some hours and minutes apart, so that a day's events have an order.
  const time = new Date(asOf - daysAgo * DAY_MS + ((index * 37) % 600) * 60_000);
  return {
    eventVersion: '1.11',
    userIdentity: by.userIdentity,
    eventTime: `${time.toISOString().slice(0, 19)}Z`,
    eventSource: `${service}.amazonaws.com`,
    eventName,
    awsRegion: region,
    sourceIPAddress: by.sourceIPAddress,
    userAgent: by.userAgent,
    ...(denied && { errorCode: 'AccessDenied', errorMessage: 'Access Denied' }),
    requestParameters: request,
    responseElements: answer ?? null,
    requestID: stableUuid(`${seed}request ${index}`),
    eventID: stableUuid(`${seed}event ${index}`),
    readOnly: readOnly ?? false,
    eventType: isSignIn ? 'AwsConsoleSignIn' : 'AwsApiCall',
    managementEvent: !isData,
    recipientAccountId: account,
    eventCategory: isData ? 'Data' : 'Management',
  };
}

/** https://docs.aws.amazon.com/awscloudtrail/latest/userguide/get-and-view-cloudtrail-log-files.html */
function keyOf({ account, prefix, seed }: Place, { eventTime, awsRegion }: LogRecord): string {
  const delivered = new Date(Date.parse(eventTime) + DELIVERY_MS).toISOString();
  const day = delivered.slice(0, 10);
  const moment = `${day.replaceAll('-', '')}T${delivered.slice(11, 16).replace(':', '')}Z`;
  const unique = stableUuid(`${seed}${eventTime} ${awsRegion}`).replaceAll('-', '').slice(0, 16);
  return `${prefix}${account}/CloudTrail/${awsRegion}/${day.replaceAll('-', '/')}/${account}_CloudTrail_${awsRegion}_${moment}_${unique}.json`;
}
