import type { JsonValue } from '../../model/json.ts';
import type { TrailEvent } from '../mapping/trail-event.ts';

/** Calls that are alike in all that tells which permission they took. */
export interface CallGroup {
  readonly principal: string;
  readonly user_type: string | null;
  readonly account_id: string | null;
  readonly aws_region: string | null;
  readonly event_source: string;
  readonly event_name: string;
  readonly event_type: string | null;
  readonly error_code: string | null;
  readonly error_message: string | null;
  readonly request_parameters: string | null;
  readonly resources: string | null;
  readonly calls: string;
  readonly first_used: string;
  readonly last_used: string;
}

const KEYS = `principal, user_type, account_id, aws_region, event_source, event_name, event_type, error_code,
  CASE WHEN error_code IS NULL THEN error_message END, request_parameters, resources`;

/** SQL for the groups of the events of which a condition is true; `also` are further things that they are alike in. */
export function callGroups(
  events: string,
  condition: string,
  also: readonly (readonly [string, string])[] = [],
): string {
  const named = also.map(([sql, name]) => `${sql} AS ${name}, `).join('');
  const keys = [KEYS, ...also.map(([sql]) => sql)].join(', ');
  return `SELECT ${named}principal, user_type, account_id, aws_region, event_source, event_name, event_type, error_code,
      CASE WHEN error_code IS NULL THEN error_message END AS error_message, request_parameters, resources,
      count(*) AS calls, min(event_time) AS first_used, max(event_time) AS last_used
    FROM ${events} WHERE ${condition} GROUP BY ${keys}`;
}

/** What the calls of a group have in common. */
export function eventOf(
  group: Omit<CallGroup, 'request_parameters' | 'resources' | 'calls' | 'first_used' | 'last_used'>,
  requestParameters: JsonValue,
  resources: JsonValue,
): TrailEvent {
  return {
    eventSource: group.event_source,
    eventName: group.event_name,
    eventType: group.event_type,
    awsRegion: group.aws_region,
    recipientAccountId: group.account_id,
    requestParameters,
    resources,
  };
}

export function eventOfGroup(group: CallGroup): TrailEvent {
  return eventOf(group, parsed(group.request_parameters), parsed(group.resources));
}

export function parsed(text: string | null): JsonValue {
  return text === null ? null : (JSON.parse(text) as JsonValue);
}
