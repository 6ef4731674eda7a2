import { join } from 'node:path';
import { type Connection, quoted, rowsOf } from '../duckdb.ts';
import { EVENT_COLUMNS, RECORD_TYPE, SESSION } from '../event-columns.ts';
import { FILE_NUMBER, Lines, RECORD_NUMBER } from './lines.ts';
import { FUTURE_MS } from './record-fault.ts';
import type { Batch } from './stage-batch.ts';
import { stageChecked } from './stage-file.ts';
import { type StagedFile, setAside } from './staged-file.ts';

/** DuckDB reserves twice this for each thread. Above what is staged, so that no line is too long. */
const LINE_LIMIT = 16 * 1024 * 1024;

/** A text where the identity should be reads as an identity of nothing. */
const HAS_IDENTITY = `coalesce(${['"type"', 'accountId', 'invokedBy', 'principalId', 'arn', 'userName']
  .map((each) => `r.userIdentity.${each}`)
  .join(', ')}) IS NOT NULL`;

const READ = EVENT_COLUMNS.filter(({ name }) => name !== 'source_file');

/**
 * Reads the lines into the table `staged`. Whatever DuckDB leaves out or reads oddly is checked record by record: its
 * own reading tells neither which line was broken nor why.
 */
export async function load(
  connection: Connection,
  { files, lines, scratch }: Batch,
  now: Date,
): Promise<void> {
  await connection.run(`CREATE OR REPLACE TEMP TABLE staged (${tableColumns()})`);
  await connection.run(`INSERT INTO staged ${recordsOf(lines)}`);
  const odd = await oddFiles(connection, files, now);
  if (odd.length > 0) {
    await remove(connection, odd);
    const again = new Lines(join(scratch, 'checked.ndjson'));
    for (const each of odd) await stageChecked(each, again, now);
    again.close();
    await connection.run(`INSERT INTO staged ${recordsOf(again.path)}`);
  }
  await keep(
    connection,
    files.filter(({ outcome }) => outcome === 'log'),
  );
  await noteUnread(
    connection,
    files.filter(({ isChecked, outcome }) => isChecked && outcome === 'log'),
  );
}

function tableColumns(): string {
  const own = ['file_number INTEGER', 'record_number INTEGER', 'has_identity BOOLEAN', 'event_date VARCHAR'];
  return [...own, ...READ.map(({ name, type }) => `${name} ${type}`)].join(', ');
}

function recordsOf(path: string): string {
  const columns = `{'${FILE_NUMBER}': 'INTEGER', '${RECORD_NUMBER}': 'INTEGER', 'Records': ${quoted(`${RECORD_TYPE}[]`)}}`;
  const fields = READ.map(({ name, from }) => `${from} AS ${name}`).join(', ');
  const lines = `read_json(${quoted(path)}, format = 'newline_delimited', columns = ${columns}, ignore_errors = true, maximum_object_size = ${LINE_LIMIT})`;
  return `SELECT ${FILE_NUMBER}, ${RECORD_NUMBER}, ${HAS_IDENTITY},
    CAST(TRY_CAST(r.eventTime AS DATE) AS VARCHAR), ${fields}
    FROM (SELECT *, ${SESSION} AS session
      FROM (SELECT ${FILE_NUMBER}, ${RECORD_NUMBER}, unnest(Records) AS r FROM ${lines}))`;
}

/** Of the files that were taken as they stand. A file without a record looks like one that was not read. */
async function oddFiles(
  connection: Connection,
  files: readonly StagedFile[],
  now: Date,
): Promise<readonly StagedFile[]> {
  const latest = new Date(now.getTime() + FUTURE_MS).toISOString();
  const rows = await rowsOf<{ file_number: number; odd: boolean }>(
    connection,
    `SELECT file_number, bool_or(
       event_id IS NULL OR event_id = '' OR event_time IS NULL OR event_time > CAST(${quoted(latest)} AS TIMESTAMP)
       OR event_source IS NULL OR event_source = '' OR event_name IS NULL OR event_name = '' OR NOT has_identity
       OR event_type = 'AwsCloudTrailInsight'
       OR event_id[1] IN ('{', '[') OR event_source[1] IN ('{', '[') OR event_name[1] IN ('{', '[')
       OR NOT regexp_full_match(coalesce(account_id, '000000000000'), '[0-9]{12}')) AS odd
     FROM staged GROUP BY file_number`,
  );
  const read = new Map(rows.map(({ file_number: number, odd }) => [number, odd]));
  return files.filter(
    ({ number, outcome, isChecked }) => outcome === 'log' && !isChecked && (read.get(number) ?? true),
  );
}

async function remove(connection: Connection, files: readonly StagedFile[]): Promise<void> {
  if (files.length === 0) return;
  const numbers = files.map(({ number }) => number).join(', ');
  await connection.run(`DELETE FROM staged WHERE file_number IN (${numbers})`);
}

/** Of files that turned out to be broken, or could not be read to their end, some lines may be there. */
async function keep(connection: Connection, files: readonly StagedFile[]): Promise<void> {
  const numbers = files.map(({ number }) => number);
  await connection.run(
    `DELETE FROM staged WHERE NOT list_contains([${numbers.join(', ')}]::INTEGER[], file_number)`,
  );
}

/** Records that Node reads and DuckDB does not: half a character, a thousand brackets. */
async function noteUnread(connection: Connection, files: readonly StagedFile[]): Promise<void> {
  for (const each of files) {
    const rows = await rowsOf<{ record_number: number }>(
      connection,
      `SELECT record_number FROM staged WHERE file_number = ${each.number}`,
    );
    const read = new Set(rows.map(({ record_number: index }) => index));
    for (const index of each.expected)
      if (!read.has(index)) setAside(each, { index, eventId: null, reason: 'JSON that DuckDB cannot read' });
  }
}
