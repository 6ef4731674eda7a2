import type { ChangeEvent } from '../../model/trail-change.ts';
import type { TrailEvent } from '../answers/event.ts';
import { callOutcome } from './call-outcome.ts';

/** Of an event, what every answer shows. */
export const EVENT_FIELDS = `event_time, event_id, event_source, event_name, aws_region, account_id, principal,
  session_name, source_identity, access_key_id, invoked_by, source_ip_address, user_agent, error_code, error_message,
  source_file`;

export interface EventRow {
  readonly event_time: string;
  readonly event_id: string;
  readonly event_source: string;
  readonly event_name: string;
  readonly aws_region: string | null;
  readonly account_id: string | null;
  readonly principal: string | null;
  readonly session_name: string | null;
  readonly source_identity: string | null;
  readonly access_key_id: string | null;
  readonly invoked_by: string | null;
  readonly source_ip_address: string | null;
  readonly user_agent: string | null;
  readonly error_code: string | null;
  readonly error_message: string | null;
  readonly source_file: string;
}

export function eventOf(row: EventRow): TrailEvent {
  const { error_code: errorCode, error_message: errorMessage } = row;
  return { ...changeEventOf(row), outcome: callOutcome(errorCode, errorMessage), errorCode, errorMessage };
}

/** Of an event that succeeded. */
export function changeEventOf(row: EventRow): ChangeEvent {
  return {
    time: isoTime(row.event_time),
    eventId: row.event_id,
    source: row.event_source,
    name: row.event_name,
    region: row.aws_region,
    account: row.account_id,
    principal: row.principal,
    sessionName: row.session_name,
    sourceIdentity: row.source_identity,
    accessKeyId: row.access_key_id,
    invokedBy: row.invoked_by,
    sourceIpAddress: row.source_ip_address,
    userAgent: row.user_agent,
    file: row.source_file,
  };
}

/** Microseconds since 1970 as DuckDB prints them: without the zeros at the end of a second's parts. */
export function timeText(micros: number): string {
  const seconds = Math.floor(micros / 1e6);
  const parts = String(micros - seconds * 1e6)
    .padStart(6, '0')
    .replace(/0+$/, '');
  const text = new Date(seconds * 1_000).toISOString().slice(0, 19).replace('T', ' ');
  return parts === '' ? text : `${text}.${parts}`;
}

/** `2026-11-27 22:00:00` as DuckDB prints it. */
export function isoTime(text: string): string {
  return `${text.slice(0, 19).replace(' ', 'T')}Z`;
}
