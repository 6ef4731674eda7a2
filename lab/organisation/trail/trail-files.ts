import type { JsonObject } from '../../../src/model/json.ts';
import type { Snapshot } from '../../../src/model/snapshot.ts';
import { accountIds } from '../accounts.ts';
import { stableUuid } from '../stable-uuid.ts';
import { ACTORS } from './actors.ts';
import { type Deed, flawedHistory } from './flawed-history.ts';

export interface TrailFile {
  /** As CloudTrail names its objects, without the `.gz`. */
  readonly key: string;
  readonly text: string;
}

const ACCOUNT = accountIds.flawed;
const DAY_MS = 86_400_000;
/** CloudTrail delivers what happened within some minutes. */
const DELIVERY_MS = 5 * 60_000;

/**
 * The log files of the flawed account's trail, the same in every run.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents.html
 */
export function flawedTrailFiles(snapshot: Snapshot): readonly TrailFile[] {
  const asOf = Date.parse(snapshot.header.asOf);
  const records = flawedHistory(snapshot).map((deed, index) => recordOf(deed, index, asOf));
  return [...Map.groupBy(records, keyOf)].map(([key, each]) => ({
    key,
    text: `${JSON.stringify({ Records: each }, null, 1)}\n`,
  }));
}

interface LogRecord extends JsonObject {
  readonly eventTime: string;
  readonly awsRegion: string;
}

function recordOf(deed: Deed, index: number, asOf: number): LogRecord {
  const { daysAgo, by, does, region = 'us-east-1', request, answer, denied, readOnly } = deed;
  const [service = '', eventName = ''] = does.split(':');
  const isSignIn = service === 'signin';
  // Some hours and minutes apart, so that a day's events have an order.
  const time = new Date(asOf - daysAgo * DAY_MS + ((index * 37) % 600) * 60_000);
  return {
    eventVersion: '1.11',
    userIdentity: ACTORS[by].userIdentity,
    eventTime: `${time.toISOString().slice(0, 19)}Z`,
    eventSource: `${service}.amazonaws.com`,
    eventName,
    awsRegion: region,
    sourceIPAddress: ACTORS[by].sourceIPAddress,
    userAgent: ACTORS[by].userAgent,
    ...(denied && { errorCode: 'AccessDenied', errorMessage: 'Access Denied' }),
    requestParameters: request,
    responseElements: answer ?? null,
    requestID: stableUuid(`request ${index}`),
    eventID: stableUuid(`event ${index}`),
    readOnly: readOnly ?? false,
    eventType: isSignIn ? 'AwsConsoleSignIn' : 'AwsApiCall',
    managementEvent: true,
    recipientAccountId: ACCOUNT,
    eventCategory: 'Management',
  };
}

/** https://docs.aws.amazon.com/awscloudtrail/latest/userguide/get-and-view-cloudtrail-log-files.html */
function keyOf({ eventTime, awsRegion }: LogRecord): string {
  const delivered = new Date(Date.parse(eventTime) + DELIVERY_MS).toISOString();
  const day = delivered.slice(0, 10);
  const moment = `${day.replaceAll('-', '')}T${delivered.slice(11, 16).replace(':', '')}Z`;
  const unique = stableUuid(`${eventTime} ${awsRegion}`).replaceAll('-', '').slice(0, 16);
  return `AWSLogs/${ACCOUNT}/CloudTrail/${awsRegion}/${day.replaceAll('-', '/')}/${ACCOUNT}_CloudTrail_${awsRegion}_${moment}_${unique}.json`;
}
