import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type Connection, openDuckDb, quoted, rowsOf } from '../duckdb.ts';
import type { Commit, Part, TakenFile } from '../lake/commit.ts';
import {
  hasUses,
  type Lake,
  makeLake,
  partsOf,
  readLake,
  removeLeftovers,
  scratchOf,
  takenVersions,
  unreadFiles,
  WRITER,
  writeCommit,
} from '../lake/lake.ts';
import type { Listing, LogSource, SourceFile, Unread } from '../log-source.ts';
import { writeUses } from '../uses/write-uses.ts';
import { removeDuplicates } from './duplicates.ts';
import { load } from './load.ts';
import { newFiles } from './new-files.ts';
import { type Batch, batchesOf, stageBatch } from './stage-batch.ts';
import type { StagedFile } from './staged-file.ts';
import { partitionsOf, writeParts } from './write-parts.ts';

export interface IngestOptions {
  readonly dir: string;
  readonly now: Date;
  readonly signal: AbortSignal;
  readonly onProgress: (progress: IngestProgress) => void;
}

export interface IngestProgress {
  readonly files: number;
  readonly filesDone: number;
  readonly bytes: number;
  readonly bytesDone: number;
  readonly events: number;
}

/** What one run did. */
export interface IngestResult {
  readonly commits: readonly Commit[];
  /** Files that were taken in by an earlier run. */
  readonly knownFiles: number;
  /** Files that could not be had now; the next run tries again. */
  readonly unread: readonly Unread[];
  /** It was stopped: what it had finished is kept. */
  readonly isStopped: boolean;
}

const SETTINGS = { memory_limit: '300MB', threads: '2' };

/** Takes in what is new of a source. One batch is read while the last is written. */
export async function ingest(source: LogSource, options: IngestOptions): Promise<IngestResult> {
  await makeLake(options.dir);
  const { connection, close } = await openDuckDb(join(options.dir, WRITER), SETTINGS);
  try {
    const lake = await readLake(options.dir);
    await removeLeftovers(lake);
    const { files, known } = await newFiles(source, listingFor(lake, options.signal));
    return { ...(await takeIn(connection, lake, source, files, options)), knownFiles: known };
  } finally {
    close();
  }
}

function listingFor(lake: Lake, signal: AbortSignal): Listing {
  const taken = takenVersions(lake);
  return { taken, unread: unreadFiles(lake, taken), signal };
}

async function takeIn(
  connection: Connection,
  before: Lake,
  source: LogSource,
  files: readonly SourceFile[],
  options: IngestOptions,
): Promise<Omit<IngestResult, 'knownFiles'>> {
  await connection.run(`SET temp_directory = ${quoted(scratchOf(before))}`);
  const unread: Unread[] = [];
  const total = { files: files.length, bytes: files.reduce((sum, { bytes }) => sum + bytes, 0) };
  const done = { filesDone: 0, bytesDone: 0, events: 0 };
  const parts = new PartsByPlace(partsOf(before));
  let lake = before;
  let writing: Promise<void> = Promise.resolve();
  const write = async (batch: Batch): Promise<void> => {
    const commit = await writeBatch(connection, lake, batch, parts, options.now);
    if (commit) {
      lake = await writeCommit(lake, commit);
      await writeUses(connection, lake, commit);
    }
    for (const part of commit?.parts ?? []) parts.add(part);
    unread.push(...batch.unread);
    await rm(batch.scratch, { recursive: true, force: true });
    done.filesDone += batch.files.length + batch.unread.length;
    done.bytesDone += batch.bytes;
    done.events += commit?.parts.reduce((sum, { rows }) => sum + rows, 0) ?? 0;
    options.onProgress({ ...total, ...done });
  };
  for (const [index, chosen] of [...batchesOf(files)].entries()) {
    if (options.signal.aborted) break;
    const scratch = join(scratchOf(before), `batch-${index}`);
    const batch = await stageBatch(source, chosen, { ...options, scratch });
    await writing;
    writing = write(batch);
    writing.catch(() => {}); // said where it is waited for
  }
  await writing;
  await sumEarlier(connection, before, options.signal);
  const commits = lake.commits.slice(before.commits.length);
  return { commits, unread, isStopped: options.signal.aborted };
}

/** Of a lake that an older Rampart wrote, or of a run that ended between a commit and its sums. */
async function sumEarlier(connection: Connection, lake: Lake, signal: AbortSignal): Promise<void> {
  for (const commit of lake.commits)
    if (!signal.aborted && !(await hasUses(lake, commit.number))) await writeUses(connection, lake, commit);
}

async function writeBatch(
  connection: Connection,
  lake: Lake,
  batch: Batch,
  parts: PartsByPlace,
  now: Date,
): Promise<Commit | null> {
  const unread = batch.unread.map(({ uri }) => uri);
  if (batch.files.length + unread.length === 0) return null;
  const number = (lake.commits.at(-1)?.number ?? 0) + 1;
  await load(connection, batch, now);
  const places = await partitionsOf(connection);
  await removeDuplicates(
    connection,
    batch.files,
    places.flatMap((each) => parts.at(each).map(({ path }) => join(lake.dir, path))),
  );
  await countEvents(connection, batch.files);
  const written = await writeParts(connection, lake, number, batch.files);
  return {
    format: 1,
    number,
    at: now.toISOString(),
    files: batch.files.map(takenFile),
    parts: written,
    unread,
  };
}

async function countEvents(connection: Connection, files: readonly StagedFile[]): Promise<void> {
  const rows = await rowsOf<{ file_number: number; events: string }>(
    connection,
    'SELECT file_number, count(*) AS events FROM staged GROUP BY file_number',
  );
  const counts = new Map(rows.map(({ file_number: number, events }) => [number, Number(events)]));
  for (const each of files) each.events = counts.get(each.number) ?? 0;
}

function takenFile({ file, outcome, reason, events, duplicates, setAside, records }: StagedFile): TakenFile {
  return {
    ...file,
    outcome,
    ...(reason === undefined ? {} : { reason }),
    events,
    duplicates,
    setAside,
    records,
  };
}

/** Where an event's id is looked for: the parts of its account and day. */
class PartsByPlace {
  readonly #byPlace = new Map<string, Part[]>();

  constructor(parts: readonly Part[]) {
    for (const part of parts) this.add(part);
  }

  add(part: Part): void {
    const place = placeOf(part);
    this.#byPlace.set(place, [...(this.#byPlace.get(place) ?? []), part]);
  }

  at(place: { readonly account: string; readonly date: string }): readonly Part[] {
    return this.#byPlace.get(placeOf(place)) ?? [];
  }
}

function placeOf({ account, date }: { readonly account: string; readonly date: string }): string {
  return `${account} ${date}`;
}
