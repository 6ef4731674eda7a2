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

export function eventOf(group: CallGroup): TrailEvent {
  return {
    eventSource: group.event_source,
    eventName: group.event_name,
    eventType: group.event_type,
    awsRegion: group.aws_region,
    recipientAccountId: group.account_id,
    requestParameters: parsed(group.request_parameters),
    resources: parsed(group.resources),
  };
}

function parsed(text: string | null): JsonValue {
  return text === null ? null : (JSON.parse(text) as JsonValue);
}
