import { randomUUID } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { LakeHead } from './answers/lake-head.ts';
import { type Connection, openDuckDb, quoted } from './duckdb.ts';
import { EVENT_COLUMNS } from './event-columns.ts';
import type { Part } from './lake/commit.ts';
import { checkParts, type Lake, PARTS, partsNaming, partsOf, readLake } from './lake/lake.ts';
import { lastName, nameSum } from './lake/name-filter.ts';

/** The table `events` of a lake, to be read and nothing else. */
export interface Events {
  readonly connection: Connection;
  readonly lake: LakeHead;
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
}

/**
 * DuckDB sees the lake's parts and no other file, nor the network, nor an extension, and no statement can change that.
 * https://duckdb.org/docs/stable/operations_manual/securing_duckdb/overview
 */
export async function openEvents(dir: string, { changing, ...window }: EventsChoice = {}): Promise<Events> {
  const lake = await readLake(dir);
  const parts = (await chosenParts(lake, changing)).filter((each) => isWithin(each, window));
  await checkParts(dir, parts);
  const { connection, close } = await openDuckDb(':memory:', {
    memory_limit: '600MB',
    temp_directory: join(tmpdir(), `rampart-trail-${randomUUID()}`),
  });
  await connection.run(`CREATE VIEW events AS ${selection(dir, parts)}`);
  await connection.run(`SET allowed_directories = [${quoted(`${resolve(dir, PARTS)}/`)}]`);
  await connection.run('SET enable_external_access = false');
  await connection.run('SET lock_configuration = true');
  return { connection, lake: headOfLake(lake), close };
}

async function chosenParts(lake: Lake, changing: string | undefined): Promise<readonly Part[]> {
  if (changing === undefined) return partsOf(lake);
  const sum = nameSum(lastName(changing));
  const chosen: Part[] = [];
  for (const commit of lake.commits) chosen.push(...(await partsNaming(lake, commit, sum)));
  return chosen;
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
