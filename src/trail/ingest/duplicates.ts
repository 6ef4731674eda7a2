import { type Connection, quoted, rowsOf } from '../duckdb.ts';
import type { EventTable } from './event-table.ts';
import { type StagedFile, setAside } from './staged-file.ts';

/** What two deliveries of one event have in common, beside their time. */
const CONTENT = [
  'event_source',
  'event_name',
  'aws_region',
  'account_id',
  'user_arn',
  'access_key_id',
  'source_ip_address',
  'error_code',
  'request_parameters',
  'response_elements',
] as const;

/** An event that the lake has. */
export interface KnownEvent {
  readonly id: string;
  readonly content: string;
}

/** Those of the ids, a JSON list, that stand in some parts. One text is handed over faster than many. */
export async function knownEvents(
  connection: Connection,
  ids: string,
  parts: readonly string[],
): Promise<readonly KnownEvent[]> {
  const found = await rowsOf<KnownEvent>(
    connection,
    `SELECT event_id AS id, CAST(to_json([CAST(epoch_us(event_time) AS VARCHAR), ${CONTENT.join(', ')}]) AS VARCHAR) AS content
    FROM read_parquet([${parts.map(quoted).join(', ')}], hive_partitioning = false)
    WHERE event_id IN (SELECT unnest(from_json(?, '["VARCHAR"]')))`,
    [ids],
  );
  // DuckDB escapes some characters otherwise.
  return found.map(({ id, content }) => ({ id, content: JSON.stringify(JSON.parse(content)) }));
}

/**
 * CloudTrail may deliver an event twice, and several trails deliver the same one: it is in the lake once. Another event
 * with a known id is no duplicate, and is listed.
 *
 * @returns the rows that stay.
 */
export function withoutDuplicates(
  table: EventTable,
  files: readonly StagedFile[],
  known: readonly KnownEvent[],
): Int32Array {
  const contents = new Map(known.map(({ id, content }) => [id, content]));
  const ids = table.column('event_id');
  /** Of each id its first row, plus one. */
  const firsts = new Int32Array(ids.different);
  const kept = new Int32Array(table.rows);
  let count = 0;
  for (let row = 0; row < table.rows; row += 1) {
    const code = ids.code(row);
    const first = firsts[code] ?? 0;
    const isKnown = contents.size > 0 && contents.has(ids.text(code));
    const file = files[table.files[row] ?? -1];
    if (first === 0 && !isKnown) {
      firsts[code] = row + 1;
      kept[count] = row;
      count += 1;
      if (file) file.events += 1;
    } else if (file) {
      const id = ids.text(code);
      const content = isKnown ? contents.get(id) : contentOf(table, first - 1);
      note(file, { index: table.places[row] ?? null, id, isSame: content === contentOf(table, row) });
    }
  }
  return kept.subarray(0, count);
}

function contentOf(table: EventTable, row: number): string {
  return JSON.stringify([String(table.times[row]), ...CONTENT.map((name) => table.column(name).at(row))]);
}

interface Double {
  readonly index: number | null;
  readonly id: string;
  readonly isSame: boolean;
}

function note(staged: StagedFile, { index, id: eventId, isSame }: Double): void {
  if (isSame) staged.duplicates += 1;
  else setAside(staged, { index, eventId, reason: 'another event has this id, and was there first' });
}
