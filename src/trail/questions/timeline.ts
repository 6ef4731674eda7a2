import type { TrailEvent } from '../answers/event.ts';
import { rowsOf } from '../duckdb.ts';
import type { Events } from '../open-events.ts';
import type { Window } from '../window.ts';
import { EVENT_FIELDS, type EventRow, eventOf } from './event-row.ts';
import { all, anyOf, type Condition, type Question, within } from './question.ts';

/** What all events of a timeline have in common. */
export interface TimelineSubject {
  /** An ARN, of a role or a session too, or a name. */
  readonly principal?: string | undefined;
  readonly ip?: string | undefined;
  readonly key?: string | undefined;
}

/** The latest: what comes before is cut first. */
export function timelineQuestion(subject: TimelineSubject, window: Window, limit: number): Question {
  const { principal, ip, key } = subject;
  const { sql, values } = all([
    ...within(window),
    ...(principal === undefined ? [] : [isPrincipal(principal)]),
    ...(ip === undefined ? [] : [{ sql: 'source_ip_address = ?', values: [ip] }]),
    ...(key === undefined ? [] : [{ sql: 'access_key_id = ?', values: [key] }]),
  ]);
  return {
    sql: `SELECT ${EVENT_FIELDS} FROM events WHERE ${sql}
      ORDER BY event_time DESC NULLS LAST, event_id NULLS LAST LIMIT ${limit}`,
    values,
  };
}

/** An ARN of a user, a role or a session, or a name of one. */
export function isPrincipal(text: string): Condition {
  const columns = text.startsWith('arn:')
    ? ['principal', 'user_arn', 'session_issuer_arn']
    : ['user_name', 'session_name', 'source_identity', 'user_principal_id', 'invoked_by'];
  const named = columns.map((each) => ({ sql: `${each} = ?`, values: [text] }));
  // A role's sessions have its name in their issuer only.
  const role = { sql: `substr(session_issuer_arn, ${-text.length - 1}) = ?`, values: [`/${text}`] };
  return anyOf(text.startsWith('arn:') ? named : [...named, role]);
}

export async function timelineOf(
  { connection }: Events,
  subject: TimelineSubject,
  { limit, ...window }: Window & { readonly limit: number },
): Promise<{ readonly events: readonly TrailEvent[]; readonly isCut: boolean }> {
  const { sql, values } = timelineQuestion(subject, window, limit + 1);
  const rows = await rowsOf<EventRow>(connection, sql, values);
  return { events: rows.slice(0, limit).map(eventOf).toReversed(), isCut: rows.length > limit };
}
