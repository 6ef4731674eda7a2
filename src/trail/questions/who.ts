import type { JsonValue } from '../../model/json.ts';
import type { Change } from '../answers/who-document.ts';
import type { FoundChange } from '../changes/lake-changes.ts';
import { latestOf } from '../changes/latest.ts';
import { type EventReader, rowsOf } from '../duckdb.ts';
import type { Events } from '../open-events.ts';
import type { Window } from '../window.ts';
import { EVENT_FIELDS, type EventRow, eventOf } from './event-row.ts';
import {
  IS_CHANGE,
  NAMING_COLUMNS,
  NAMING_PLACES,
  type NamedResource,
  namedResource,
  naming,
  type PlacedText,
  placesNaming,
  textsIn,
} from './named-resource.ts';
import { all, type Question, within } from './question.ts';

interface ChangeRow extends EventRow {
  readonly request_parameters: string | null;
  readonly response_elements: string | null;
  readonly resources: string | null;
}

/** Calls that are not for reading only, tried or done, that name the resource. The latest first. */
export function whoQuestion(
  resource: NamedResource,
  window: Window,
  limit: number,
  table = 'events',
): Question {
  const { sql, values } = all([{ sql: IS_CHANGE, values: [] }, ...within(window), naming(resource)]);
  return {
    sql: `SELECT ${EVENT_FIELDS}, request_parameters, response_elements, resources FROM ${table} WHERE ${sql}
      ORDER BY event_time DESC NULLS LAST, event_id NULLS LAST LIMIT ${limit}`,
    values,
  };
}

export async function changesOf(
  events: Events,
  resource: string,
  { limit, ...window }: Window & { readonly limit: number },
): Promise<{ readonly changes: readonly Change[]; readonly isCut: boolean }> {
  const named = namedResource(resource);
  const asked = { window, limit: limit + 1 };
  const { found, unread } = events.changes?.(named, asked) ?? { found: [], unread: 'events' };
  const others = unread === null ? [] : await changesByTable(events.connection, unread, named, asked);
  const latest = latestOf([...found, ...others], limit + 1);
  const changes = latest
    .slice(0, limit)
    .map(({ row, named: places }) => ({ ...eventOf(row), named: places }));
  return { changes, isCut: latest.length > limit };
}

/** Rows are asked for until enough of them do name the resource: a text may hold its name for another reason. */
async function changesByTable(
  connection: EventReader,
  table: string,
  named: NamedResource,
  { window, limit }: { readonly window: Window; readonly limit: number },
): Promise<readonly FoundChange[]> {
  for (let most = limit; ; most *= 4) {
    const { sql, values } = whoQuestion(named, window, most, table);
    const rows = await rowsOf<ChangeRow>(connection, sql, values);
    const found = rows.map((row) => ({ row, named: placesNaming(textsOf(row), row, named) }));
    const naming = found.filter((each) => each.named.length > 0);
    if (naming.length >= limit || rows.length < most) return naming;
  }
}

function textsOf(row: ChangeRow): readonly PlacedText[] {
  return NAMING_COLUMNS.flatMap((column) => {
    const text = row[column];
    return text === null ? [] : textsIn(JSON.parse(text) as JsonValue, NAMING_PLACES[column]);
  });
}
