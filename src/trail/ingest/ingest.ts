import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type Connection, openDuckDb, quoted } from '../duckdb.ts';
import type { Commit, Part } from '../lake/commit.ts';
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
import { Batch, type BatchWork, type Staged, type Written } from './batch.ts';
import { batchThread } from './batch-thread.ts';
import { batchesOf, fetchBatch } from './batches.ts';
import { type KnownEvent, knownEvents } from './duplicates.ts';
import { newFiles } from './new-files.ts';
import { type Place, placeKey } from './place.ts';
import { RecentIds } from './recent-ids.ts';

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

/** Takes in what is new of a source. */
export async function ingest(source: LogSource, options: IngestOptions): Promise<IngestResult> {
  await makeLake(options.dir);
  const { connection, close } = await openDuckDb(join(options.dir, WRITER), SETTINGS);
  try {
    const lake = await readLake(options.dir);
    await removeLeftovers(lake);
    await connection.run(`SET temp_directory = ${quoted(scratchOf(lake))}`);
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

/** While one batch is written, the next is read: each thread does both with every other one. */
const THREADS = 2;

async function takeIn(
  connection: Connection,
  before: Lake,
  source: LogSource,
  files: readonly SourceFile[],
  options: IngestOptions,
): Promise<Omit<IngestResult, 'knownFiles'>> {
  const batches = [...batchesOf(files)];
  const intake = new Intake(connection, before, files, options);
  const threads = batches.length < THREADS ? [] : Array.from({ length: THREADS }, batchThread);
  const works: readonly BatchWork[] = threads.length > 0 ? threads : [new Batch()];
  const busy: Promise<void>[] = works.map(() => Promise.resolve());
  let previous = Promise.resolve();
  try {
    for (const [index, chosen] of batches.entries()) {
      const turn = index % works.length;
      await busy[turn];
      const work = works[turn];
      if (options.signal.aborted || !work) break;
      const earlier = Promise.all(busy);
      earlier.catch(() => {}); // a batch that fails before it waits for them says so itself
      const { promise, resolve: asked } = Promise.withResolvers<void>();
      busy[turn] = intake
        .take({ work, source, chosen, index, before: previous, asked, earlier })
        .finally(asked);
      busy[turn]?.catch(() => {}); // said where it is waited for
      previous = promise;
    }
    await Promise.all(busy);
  } finally {
    await Promise.all(threads.map((each) => each.close()));
  }
  await sumEarlier(connection, before, options.signal);
  const commits = intake.lake.commits.slice(before.commits.length);
  return { commits, unread: intake.unread, isStopped: options.signal.aborted };
}

interface BatchTurn {
  readonly work: BatchWork;
  readonly source: LogSource;
  readonly chosen: readonly SourceFile[];
  readonly index: number;
  /** The one before it has asked what the lake has of its events; it has. */
  readonly before: Promise<void>;
  readonly asked: () => void;
  /** The batches before it are in the lake. */
  readonly earlier: Promise<unknown>;
}

/** Sums of ids that are kept, of eight bytes each. */
const MOST_SUMS = 8_000_000;

/** The lake, as it grows. */
class Intake {
  readonly unread: Unread[] = [];
  lake: Lake;
  readonly #connection: Connection;
  readonly #options: IngestOptions;
  readonly #first: number;
  readonly #parts: PartsByPlace;
  /** What came in this run, and where there was something before it. */
  readonly #recent = new RecentIds();
  readonly #older: Set<string>;
  readonly #progress: { files: number; bytes: number; filesDone: number; bytesDone: number; events: number };

  constructor(connection: Connection, lake: Lake, files: readonly SourceFile[], options: IngestOptions) {
    this.lake = lake;
    this.#connection = connection;
    this.#options = options;
    this.#first = (lake.commits.at(-1)?.number ?? 0) + 1;
    this.#parts = new PartsByPlace(partsOf(lake));
    this.#older = new Set(this.#parts.places());
    this.#progress = { files: files.length, bytes: bytesOf(files), filesDone: 0, bytesDone: 0, events: 0 };
  }

  async take({ work, source, chosen, index, before, asked, earlier }: BatchTurn): Promise<void> {
    const { signal, now } = this.#options;
    const scratch = join(scratchOf(this.lake), `batch-${index}`);
    const fetched = await fetchBatch(source, chosen, scratch, signal);
    const staged = await work.stage(fetched.files, now);
    await before;
    const known = await this.#known(work, staged, earlier);
    asked();
    const number = this.#first + index;
    const written = await work.write(this.lake.dir, number, known);
    await earlier;
    const unread = [...fetched.unread, ...staged.unread];
    const at = now.toISOString();
    await this.#commit({ format: 1, number, at, ...written, unread: unread.map(({ uri }) => uri) });
    this.unread.push(...unread);
    await rm(scratch, { recursive: true, force: true });
    this.#tell(chosen, written);
  }

  /** Of the batch's events those that are in the lake, or in the batches before it. */
  async #known(
    work: BatchWork,
    { places }: Staged,
    earlier: Promise<unknown>,
  ): Promise<readonly KnownEvent[]> {
    const again = new Set(places.filter((each) => this.#recent.mayHave(each)));
    const isFull = this.#recent.count > MOST_SUMS;
    if (again.size > 0 || isFull) await earlier;
    const asked = places.filter((each) => again.has(each) || this.#older.has(placeKey(each)));
    if (isFull) {
      this.#recent.clear();
      for (const place of this.#parts.places()) this.#older.add(place);
    }
    for (const each of places) this.#recent.add(each);
    const parts = asked.flatMap((each) => this.#parts.at(each).map(({ path }) => join(this.lake.dir, path)));
    return parts.length === 0 ? [] : knownEvents(this.#connection, await work.ids(asked), parts);
  }

  async #commit(commit: Commit): Promise<void> {
    this.lake = await writeCommit(this.lake, commit);
    for (const part of commit.parts) this.#parts.add(part);
  }

  #tell(chosen: readonly SourceFile[], { parts }: Written): void {
    this.#progress.filesDone += chosen.length;
    this.#progress.bytesDone += bytesOf(chosen);
    this.#progress.events += parts.reduce((sum, { rows }) => sum + rows, 0);
    this.#options.onProgress({ ...this.#progress });
  }
}

function bytesOf(files: readonly SourceFile[]): number {
  return files.reduce((sum, { bytes }) => sum + bytes, 0);
}

/** Of a lake that an older Rampart wrote, or of a run that ended between a commit and its sums. */
async function sumEarlier(connection: Connection, lake: Lake, signal: AbortSignal): Promise<void> {
  for (const commit of lake.commits)
    if (!signal.aborted && !(await hasUses(lake, commit.number))) await writeUses(connection, lake, commit);
}

/** Where an event's id is looked for: the parts of its account and day. */
class PartsByPlace {
  readonly #byPlace = new Map<string, Part[]>();

  constructor(parts: readonly Part[]) {
    for (const part of parts) this.add(part);
  }

  add(part: Part): void {
    const place = placeKey(part);
    this.#byPlace.set(place, [...(this.#byPlace.get(place) ?? []), part]);
  }

  at(place: Place): readonly Part[] {
    return this.#byPlace.get(placeKey(place)) ?? [];
  }

  places(): Iterable<string> {
    return this.#byPlace.keys();
  }
}
