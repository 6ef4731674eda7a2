import type { JsonValue } from '../../model/json.ts';
import type { Change } from '../answers/who-document.ts';
import { rowsOf } from '../duckdb.ts';
import type { Events, Window } from '../open-events.ts';
import { EVENT_FIELDS, type EventRow, eventOf } from './event-row.ts';
import { IS_CHANGE, type NamedResource, namedResource, naming } from './named-resource.ts';
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
  { connection, latestFirst }: Events,
  resource: string,
  { limit, ...window }: Window & { readonly limit: number },
): Promise<{ readonly changes: readonly Change[]; readonly isCut: boolean }> {
  const named = namedResource(resource);
  const rows: ChangeRow[] = [];
  for (const table of latestFirst) {
    if (rows.length > limit) break;
    const { sql, values } = whoQuestion(named, window, limit + 1 - rows.length, table);
    rows.push(...(await rowsOf<ChangeRow>(connection, sql, values)));
  }
  const changes = rows.slice(0, limit).map((row) => ({ ...eventOf(row), named: placesIn(row, named) }));
  return { changes: changes.filter((each) => each.named.length > 0), isCut: rows.length > limit };
}

function placesIn(row: ChangeRow, named: NamedResource): readonly string[] {
  const parts = {
    requestParameters: row.request_parameters,
    responseElements: row.response_elements,
    resources: row.resources,
  };
  return Object.entries(parts).flatMap(([place, text]) =>
    text === null ? [] : placesOf(JSON.parse(text) as JsonValue, named, place),
  );
}

/** Where the resource stands as a whole value, not as a key or within a text. */
function placesOf(value: JsonValue | undefined, named: NamedResource, path: string): readonly string[] {
  if (typeof value === 'string') return isNamed(value, named) ? [path] : [];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, each]) => {
    if (DOER.test(key)) return [];
    return placesOf(each, named, Array.isArray(value) ? `${path}[${key}]` : `${path}.${key}`);
  });
}

/** `createdBy`, `lastModifiedBy`: who changed something else. */
const DOER = /^(created|updated|modified|requested|initiated|owned)By|(Created|Updated|Modified)By/;

function isNamed(value: string, { exact, name }: NamedResource): boolean {
  if (exact.includes(value)) return true;
  return name !== null && (value === name || value.endsWith(`/${name}`) || value.endsWith(`:${name}`));
}
