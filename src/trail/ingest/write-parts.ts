import { mkdir, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { type Connection, quoted, rowsOf } from '../duckdb.ts';
import { EVENT_COLUMNS } from '../event-columns.ts';
import type { Part } from '../lake/commit.ts';
import { moveDurably } from '../lake/durable.ts';
import { type Lake, PARTS, scratchOf, writeFilters } from '../lake/lake.ts';
import type { NameFilter } from '../lake/name-filter.ts';
import { filterOf } from './names-in-changes.ts';
import type { StagedFile } from './staged-file.ts';

export interface Partition {
  readonly account: string;
  readonly date: string;
  readonly rows: number;
}

/** Events of no account are from services that name none. */
const ACCOUNT = `coalesce(account_id, 'none')`;

export async function partitionsOf(connection: Connection): Promise<readonly Partition[]> {
  const rows = await rowsOf<{ account: string; date: string; rows: string }>(
    connection,
    `SELECT ${ACCOUNT} AS account, event_date AS date, count(*) AS rows FROM staged GROUP BY ALL ORDER BY ALL`,
  );
  return rows.map(({ account, date, rows: count }) => ({ account, date, rows: Number(count) }));
}

/** Each partition's events as a Parquet file in its place, by time. They count when a commit names them. */
export async function writeParts(
  connection: Connection,
  lake: Lake,
  number: number,
  files: readonly StagedFile[],
): Promise<readonly Part[]> {
  await nameFiles(connection, files);
  const parts: Part[] = [];
  const filters: NameFilter[] = [];
  for (const partition of await partitionsOf(connection)) {
    const filter = await filterOf(connection, isIn(partition));
    filters.push(filter);
    parts.push({ ...(await writePart(connection, lake, number, partition)), filterBytes: filter.length });
  }
  await writeFilters(lake, number, filters);
  return parts;
}

async function nameFiles(connection: Connection, files: readonly StagedFile[]): Promise<void> {
  await connection.run('CREATE OR REPLACE TEMP TABLE files (file_number INTEGER, uri VARCHAR)');
  const appender = await connection.createAppender('files', 'main', 'temp');
  for (const { number, file } of files) {
    appender.appendInteger(number);
    appender.appendVarchar(file.uri);
    appender.endRow();
  }
  appender.closeSync();
}

/** SQL that tells the staged events of a partition. */
function isIn({ account, date }: Partition): string {
  return `${ACCOUNT} = ${quoted(account)} AND event_date = ${quoted(date)}`;
}

async function writePart(
  connection: Connection,
  lake: Lake,
  number: number,
  partition: Partition,
): Promise<Part> {
  const { account, date, rows } = partition;
  const name = `${String(number).padStart(8, '0')}.parquet`;
  const path = `${PARTS}/account_id=${account}/event_date=${date}/${name}`;
  const draft = join(scratchOf(lake), `part-${name}`);
  const columns = EVENT_COLUMNS.map((each) =>
    each.name === 'source_file' ? 'files.uri AS source_file' : each.name,
  );
  await connection.run(`COPY (SELECT ${columns.join(', ')} FROM staged JOIN files USING (file_number)
    WHERE ${isIn(partition)} ORDER BY event_time, event_id)
    TO ${quoted(draft)} (FORMAT parquet, COMPRESSION zstd)`);
  const target = join(lake.dir, path);
  await mkdir(dirname(target), { recursive: true });
  await moveDurably(draft, target);
  const { size } = await stat(target);
  return { path, account, date, rows, bytes: size };
}
