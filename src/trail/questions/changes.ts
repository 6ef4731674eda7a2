import type { JsonValue } from '../../model/json.ts';
import type { TrailChange, TrailPeriod } from '../../model/trail-change.ts';
import { changeOf } from '../change-of.ts';
import { partsOf } from '../change-parts.ts';
import { rowsOf } from '../duckdb.ts';
import { resourcesOf } from '../event-resources.ts';
import { isHarmless } from '../harmless-changes.ts';
import type { TrailEvent } from '../mapping/trail-event.ts';
import type { Events } from '../open-events.ts';
import type { Window } from '../window.ts';
import { changeEventOf, EVENT_FIELDS, type EventRow, isoTime } from './event-row.ts';
import { all, anyOf, type Question, within } from './question.ts';

interface ChangeRow extends EventRow {
  readonly event_type: string | null;
  readonly request_parameters: string | null;
  readonly response_elements: string | null;
  readonly resources: string | null;
}

/**
 * What was changed and allowed, of the changes asked for. A name with a date of the API's version ends in a digit; those
 * that are none of the changes are left out when they are read.
 */
export function changesQuestion(changes: ReadonlySet<string>, window: Window): Question {
  const names = [...new Set([...changes].map((each) => each.slice(each.indexOf(':') + 1)))].sort();
  const { sql, values } = all([
    // Events before version 1.01 did not say.
    { sql: "coalesce(read_only, 'false') = 'false'", values: [] },
    { sql: 'error_code IS NULL AND error_message IS NULL', values: [] },
    ...within(window),
    anyOf([
      { sql: `event_name IN (${names.map(() => '?').join(', ')})`, values: names },
      { sql: "substr(event_name, length(event_name), 1) BETWEEN '0' AND '9'", values: [] },
    ]),
  ]);
  return {
    sql: `SELECT ${EVENT_FIELDS}, event_type, request_parameters, response_elements, resources FROM events WHERE ${sql}`,
    values,
  };
}

/** In no order: each is handed on as it is read. */
export async function readChanges(
  { connection }: Events,
  changes: ReadonlySet<string>,
  window: Window,
  take: (change: TrailChange) => void,
): Promise<void> {
  if (changes.size === 0) return;
  const { sql, values } = changesQuestion(changes, window);
  const result = await connection.stream(sql, [...values]);
  for await (const rows of result.yieldRowObjectJson())
    for (const row of rows as unknown as readonly ChangeRow[]) {
      const change = changeOf({ eventSource: row.event_source, eventName: row.event_name });
      if (!changes.has(change)) continue;
      const event = eventOf(row);
      if (!isHarmless(change, event)) take(changed(change, event, row));
    }
}

function eventOf(row: ChangeRow): TrailEvent {
  return {
    eventSource: row.event_source,
    eventName: row.event_name,
    eventType: row.event_type,
    awsRegion: row.aws_region,
    recipientAccountId: row.account_id,
    requestParameters: parsed(row.request_parameters),
    responseElements: parsed(row.response_elements),
    resources: parsed(row.resources),
  };
}

function changed(change: string, whole: TrailEvent, row: ChangeRow): TrailChange {
  return { change, event: changeEventOf(row), touched: resourcesOf(whole), parts: partsOf(change, whole) };
}

function parsed(text: string | null): JsonValue {
  return text === null ? null : (JSON.parse(text) as JsonValue);
}

/** Of each account and region, from its first event to its last. */
export async function trailPeriods({ connection }: Events, window: Window): Promise<readonly TrailPeriod[]> {
  const { sql, values } = all(within(window));
  const rows = await rowsOf<PeriodRow>(
    connection,
    `SELECT account_id, aws_region, min(event_time) AS first, max(event_time) AS last, count(*) AS events
      FROM events WHERE ${sql} AND account_id IS NOT NULL AND aws_region IS NOT NULL
      GROUP BY account_id, aws_region ORDER BY account_id, aws_region`,
    values,
  );
  return rows.map(({ account_id: account, aws_region: region, first, last, events }) => ({
    account,
    region,
    from: isoTime(first),
    to: isoTime(last),
    events: Number(events),
  }));
}

interface PeriodRow {
  readonly account_id: string;
  readonly aws_region: string;
  readonly first: string;
  readonly last: string;
  readonly events: string;
}
