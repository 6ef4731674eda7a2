import { randomUUID } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { LakeHead } from './answers/lake-head.ts';
import { type FoundChange, lakeChanges } from './changes/lake-changes.ts';
import { readingLake, viewFault } from './damaged-lake.ts';
import { type Connection, type DuckDb, type EventReader, openDuckDb, quoted } from './duckdb.ts';
import { EVENT_COLUMNS } from './event-columns.ts';
import { isWithin, type Part } from './lake/commit.ts';
import { checkParts, hasUses, type Lake, PARTS, partsOf, readLake, USES, usesPath } from './lake/lake.ts';
import type { NamedResource } from './questions/named-resource.ts';
import type { Dialect } from './sql/dialect.ts';
import { DUCKDB } from './sql/duckdb-dialect.ts';
import { USES_COLUMNS } from './uses/uses-table.ts';
import type { Window } from './window.ts';

/** The table `events` of a lake, to be read and nothing else. */
export interface Events {
  readonly connection: EventReader;
  /** For SQL that only DuckDB takes; null: it is not asked. */
  readonly database: Connection | null;
  readonly dialect: Dialect;
  readonly lake: LakeHead;
  /** Finds changes without SQL, by an index of them; absent: there is none. */
  readonly changes?: ChangeFinder;
  /** The table `uses` is there, and `unsummed_events` with the events that it leaves out. */
  readonly hasUses: boolean;
  readonly close: () => void;
}

/** The latest changes to a resource, as far as indexes tell, and the table of the other events; null: there are none. */
export type ChangeFinder = (
  resource: NamedResource,
  asked: { readonly window: Window; readonly limit: number },
) => { readonly found: readonly FoundChange[]; readonly unread: string | null };

/** Which events are asked for: the table has them, and may have others. */
export interface EventsChoice extends Window {
  /** The changes to a resource alone. */
  readonly changing?: boolean;
  /** What all principals did: sums will do. */
  readonly isSummed?: boolean;
}

export async function openEvents(
  dir: string,
  { changing = false, isSummed = false, ...window }: EventsChoice = {},
): Promise<Events> {
  const lake = await readLake(dir);
  const parts = partsOf(lake).filter((each) => isWithin(each, window));
  if (changing) return openChanges(lake, parts);
  await checkParts(dir, parts);
  const { connection, close } = await openParts(lake, parts, isSummed ? window : null);
  return {
    connection: readingLake(dir, connection),
    database: connection,
    dialect: DUCKDB,
    lake: headOfLake(lake),
    hasUses: isSummed,
    close,
  };
}

/**
 * DuckDB sees the lake's parts and no other file, nor the network, nor an extension, and no statement can change that.
 * `summed`: the sums of that time, too. https://duckdb.org/docs/stable/operations_manual/securing_duckdb/overview
 */
async function openParts(lake: Lake, parts: readonly Part[], summed: Window | null): Promise<DuckDb> {
  const { dir } = lake;
  const { connection, close } = await openDuckDb(':memory:', {
    memory_limit: '600MB',
    temp_directory: join(tmpdir(), `rampart-trail-${randomUUID()}`),
  });
  try {
    await connection.run(`CREATE VIEW events AS ${selection(dir, parts)}`);
    if (summed !== null) {
      const { uses, unsummed } = await summedParts(lake, parts, summed);
      await connection.run(`CREATE VIEW uses AS ${uses}`);
      await connection.run(`CREATE VIEW unsummed_events AS ${selection(dir, unsummed)}`);
    }
  } catch (error) {
    close();
    throw await viewFault(dir, error);
  }
  const folders = [PARTS, ...(summed === null ? [] : [USES])].map((each) => quoted(`${resolve(dir, each)}/`));
  await connection.run(`SET allowed_directories = [${folders.join(', ')}]`);
  await connection.run('SET enable_external_access = false');
  await connection.run('SET lock_configuration = true');
  return { connection, close };
}

/** The changes of a lake are found by its indexes: DuckDB is loaded where some parts have none. */
function openChanges(lake: Lake, parts: readonly Part[]): Events {
  let opened: Promise<DuckDb> | null = null;
  const connection = async (): Promise<Connection> => {
    opened ??= checkParts(lake.dir, parts).then(() => openParts(lake, parts, null));
    return (await opened).connection;
  };
  return {
    connection: readingLake(lake.dir, {
      runAndReadAll: async (sql, values) => (await connection()).runAndReadAll(sql, values),
      stream: async (sql, values) => (await connection()).stream(sql, values),
    }),
    database: null,
    dialect: DUCKDB,
    lake: headOfLake(lake),
    changes: (resource, asked) => {
      const { found, unread } = lakeChanges(lake, resource, asked);
      return { found, unread: unread.length === 0 ? null : `(${selection(lake.dir, unread)})` };
    },
    hasUses: false,
    close: () => void opened?.then(({ close }) => close()).catch(() => {}),
  };
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
