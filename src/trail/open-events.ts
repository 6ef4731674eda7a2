import { randomUUID } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { LakeHead } from './answers/lake-head.ts';
import { lakeFault, readingLake } from './damaged-lake.ts';
import { type Connection, type EventReader, openDuckDb, quoted } from './duckdb.ts';
import { EVENT_COLUMNS } from './event-columns.ts';
import type { Part } from './lake/commit.ts';
import {
  checkParts,
  hasUses,
  type Lake,
  PARTS,
  partsNaming,
  partsOf,
  readLake,
  USES,
  usesPath,
} from './lake/lake.ts';
import { lastName, nameSum } from './lake/name-filter.ts';
import type { Dialect } from './sql/dialect.ts';
import { DUCKDB } from './sql/duckdb-dialect.ts';
import { USES_COLUMNS } from './uses/uses-table.ts';

/** The table `events` of a lake, to be read and nothing else. */
export interface Events {
  readonly connection: EventReader;
  /** For SQL that only DuckDB takes; null: it is not asked. */
  readonly database: Connection | null;
  readonly dialect: Dialect;
  readonly lake: LakeHead;
  /** Tables with all of the events, those of the first later than those of the next. */
  readonly latestFirst: readonly string[];
  /** The table `uses` is there, and `unsummed_events` with the events that it leaves out. */
  readonly hasUses: boolean;
  readonly close: () => void;
}

/** Both ISO 8601, the first within, the second without. */
export interface Window {
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

/** Which events are asked for: the table has them, and may have others. */
export interface EventsChoice extends Window {
  /** A resource: its changes. */
  readonly changing?: string;
  /** What all principals did: sums will do. */
  readonly isSummed?: boolean;
}

/**
 * DuckDB sees the lake's parts and no other file, nor the network, nor an extension, and no statement can change that.
 * https://duckdb.org/docs/stable/operations_manual/securing_duckdb/overview
 */
export async function openEvents(
  dir: string,
  { changing, isSummed = false, ...window }: EventsChoice = {},
): Promise<Events> {
  const lake = await readLake(dir);
  const parts = (await chosenParts(lake, changing)).filter((each) => isWithin(each, window));
  await checkParts(dir, parts);
  const { connection, close } = await openDuckDb(':memory:', {
    memory_limit: '600MB',
    temp_directory: join(tmpdir(), `rampart-trail-${randomUUID()}`),
  });
  let latestFirst: readonly string[] = ['events'];
  try {
    await connection.run(`CREATE VIEW events AS ${selection(dir, parts)}`);
    if (changing !== undefined) latestFirst = await viewsOfDays(connection, dir, parts);
    if (isSummed) {
      const { uses, unsummed } = await summedParts(lake, parts, window);
      await connection.run(`CREATE VIEW uses AS ${uses}`);
      await connection.run(`CREATE VIEW unsummed_events AS ${selection(dir, unsummed)}`);
    }
  } catch (error) {
    close();
    throw lakeFault(dir, error);
  }
  const folders = [PARTS, ...(isSummed ? [USES] : [])].map((each) => quoted(`${resolve(dir, each)}/`));
  await connection.run(`SET allowed_directories = [${folders.join(', ')}]`);
  await connection.run('SET enable_external_access = false');
  await connection.run('SET lock_configuration = true');
  return {
    connection: readingLake(dir, connection),
    database: connection,
    dialect: DUCKDB,
    lake: headOfLake(lake),
    latestFirst,
    hasUses: isSummed,
    close,
  };
}

/**
 * The last day, the two before it, the four before those, and so on: of what is often changed the first have enough,
 * and of the rest few questions are asked.
 */
async function viewsOfDays(
  connection: Connection,
  dir: string,
  parts: readonly Part[],
): Promise<readonly string[]> {
  const byDay = [...Map.groupBy(parts, ({ date }) => date)].sort(([a], [b]) => (a < b ? 1 : -1));
  const views: string[] = [];
  for (let from = 0; from < byDay.length; from = 2 * from + 1) {
    const some = byDay.slice(from, 2 * from + 1).flatMap(([, each]) => each);
    const view = `events_${views.length + 1}`;
    await connection.run(`CREATE VIEW ${view} AS ${selection(dir, some)}`);
    views.push(view);
  }
  return views;
}

async function chosenParts(lake: Lake, changing: string | undefined): Promise<readonly Part[]> {
  if (changing === undefined) return partsOf(lake);
  const sum = nameSum(lastName(changing));
  const chosen: Part[] = [];
  for (const commit of lake.commits) chosen.push(...(await partsNaming(lake, commit, sum)));
  return chosen;
}

/** Sums are of whole days: those that the window cuts, and commits whose calls are not summed, are left to be read. */
async function summedParts(
  lake: Lake,
  parts: readonly Part[],
  window: Window,
): Promise<{ readonly uses: string; readonly unsummed: readonly Part[] }> {
  const chosen = new Set(parts);
  const summed = new Set<Part>();
  const paths: string[] = [];
  for (const commit of lake.commits) {
    const whole = commit.parts.filter((each) => chosen.has(each) && isWhole(each, window));
    if (whole.length === 0 || !(await hasUses(lake, commit.number))) continue;
    paths.push(quoted(resolve(usesPath(lake, commit.number))));
    for (const part of whole) summed.add(part);
  }
  const dates = [...new Set([...summed].map(({ date }) => quoted(date)))];
  const empty = USES_COLUMNS.map(([name, type]) => `CAST(NULL AS ${type}) AS ${name}`).join(', ');
  return {
    uses:
      paths.length === 0
        ? `SELECT ${empty} WHERE false`
        : `SELECT * FROM read_parquet([${paths.join(', ')}]) WHERE event_date IN (${dates.join(', ')})`,
    unsummed: parts.filter((each) => !summed.has(each)),
  };
}

const DAY_MS = 86_400_000;

function isWhole({ date }: Part, { from, to }: Window): boolean {
  const start = Date.parse(date);
  return (
    (from === undefined || start >= Date.parse(from)) &&
    (to === undefined || start + DAY_MS <= Date.parse(to))
  );
}

function isWithin({ date }: Part, { from, to }: Window): boolean {
  return (from === undefined || date >= from.slice(0, 10)) && (to === undefined || date <= to.slice(0, 10));
}

function selection(dir: string, parts: readonly Part[]): string {
  const names = EVENT_COLUMNS.map(({ name }) => name).join(', ');
  if (parts.length > 0) {
    const paths = parts.map(({ path }) => quoted(resolve(dir, path))).join(', ');
    return `SELECT ${names} FROM read_parquet([${paths}], hive_partitioning = false)`;
  }
  const nothing = EVENT_COLUMNS.map(({ name, type }) => `CAST(NULL AS ${type}) AS ${name}`);
  return `SELECT ${nothing.join(', ')} WHERE false`;
}

function headOfLake(lake: Lake): LakeHead {
  const parts = partsOf(lake);
  const dates = parts.map(({ date }) => date).sort();
  const files = lake.commits.flatMap((each) => each.files);
  return {
    folder: lake.dir,
    accounts: [...new Set(parts.map(({ account }) => account))].sort(),
    firstDay: dates[0] ?? null,
    lastDay: dates.at(-1) ?? null,
    events: parts.reduce((sum, { rows }) => sum + rows, 0),
    quarantinedFiles: new Set(files.filter(({ outcome }) => outcome === 'quarantined').map(({ uri }) => uri))
      .size,
  };
}
