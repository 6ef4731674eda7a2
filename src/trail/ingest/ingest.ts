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
import type { BatchWork, Staged } from './batch.ts';
import { batchThread } from './batch-thread.ts';
import { batchesOf, fetchBatch } from './batches.ts';
import { type KnownEvent, knownEvents } from './duplicates.ts';
import { newFiles } from './new-files.ts';
import { type Place, placeKey } from './place.ts';
import { RecentIds } from './recent-ids.ts';
import { type WrittenBatch, writeBatch } from './written-batch.ts';

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

/** Each takes every other batch. What one has made is written while it reads the next one. */
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
  try {
    const works = threads.length > 0 ? threads : [await batchHere()];
    await takeBatches(intake, source, batches, works, options.signal);
  } finally {
    await Promise.all(threads.map((each) => each.close()));
  }
  await sumEarlier(connection, before, options.signal);
  const commits = intake.lake.commits.slice(before.commits.length);
  return { commits, unread: intake.unread, isStopped: options.signal.aborted };
}

/** Loaded here only where no thread does: what makes a batch is half of all that a run loads. */
async function batchHere(): Promise<BatchWork> {
  const { Batch } = await import('./batch.ts');
  return new Batch();
}

/** Batches are made side by side, and committed one after the other. */
async function takeBatches(
  intake: Intake,
  source: LogSource,
  batches: readonly (readonly SourceFile[])[],
  works: readonly BatchWork[],
  signal: AbortSignal,
): Promise<void> {
  const busy: Promise<unknown>[] = works.map(() => Promise.resolve());
  let [asked, earlier] = [Promise.resolve(), Promise.resolve()];
  for (const [index, chosen] of batches.entries()) {
    const turn = index % works.length;
    await busy[turn];
    const work = works[turn];
    if (signal.aborted || !work) break;
    const taking = intake.take({ work, source, chosen, index, asked, earlier });
    busy[turn] = Promise.all([taking.made, earlier]);
    [asked, earlier] = [taking.asked, taking.committed];
    for (const each of [busy[turn], asked, earlier]) each?.catch(() => {}); // said where it is waited for
  }
  await earlier;
}

interface BatchTurn {
  readonly work: BatchWork;
  readonly source: LogSource;
  readonly chosen: readonly SourceFile[];
  readonly index: number;
  /** The one before it has asked what the lake has of its events; it has. */
  readonly asked: Promise<void>;
  /** The batches before it are in the lake. */
  readonly earlier: Promise<void>;
}

/** When the same is true of the batch itself, and when another can be made. */
interface Taking {
  readonly asked: Promise<void>;
  readonly made: Promise<void>;
  readonly committed: Promise<void>;
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

  take({ work, source, chosen, index, asked, earlier }: BatchTurn): Taking {
    const { signal, now } = this.#options;
    const number = this.#first + index;
    const scratch = join(scratchOf(this.lake), `batch-${index}`);
    const fetching = fetchBatch(source, chosen, scratch, signal);
    const staging = fetching.then(({ files }) => work.stage(files, now));
    const knowing = staging.then(async (staged) => {
      await asked;
      return this.#known(work, staged, earlier);
    });
    const making = knowing.then((known) => work.make(number, known));
    const committing = async (): Promise<void> => {
      const written = await writeBatch(this.lake, number, await making);
      await earlier;
      const unread = [...(await fetching).unread, ...(await staging).unread];
      await this.#commit(number, written, unread);
      await rm(scratch, { recursive: true, force: true });
      this.#tell(chosen, written);
    };
    return { asked: done(knowing), made: done(making), committed: committing() };
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

  async #commit(number: number, written: WrittenBatch, unread: readonly Unread[]): Promise<void> {
    const at = this.#options.now.toISOString();
    const commit: Commit = { format: 1, number, at, ...written, unread: unread.map(({ uri }) => uri) };
    this.lake = await writeCommit(this.lake, commit);
    for (const part of commit.parts) this.#parts.add(part);
    this.unread.push(...unread);
  }

  #tell(chosen: readonly SourceFile[], { parts }: WrittenBatch): void {
    this.#progress.filesDone += chosen.length;
    this.#progress.bytesDone += bytesOf(chosen);
    this.#progress.events += parts.reduce((sum, { rows }) => sum + rows, 0);
    this.#options.onProgress({ ...this.#progress });
  }
}

async function done(promise: Promise<unknown>): Promise<void> {
  await promise;
}

function bytesOf(files: readonly SourceFile[]): number {
  return files.reduce((sum, { bytes }) => sum + bytes, 0);
}

/** Of a lake that an older Rampart wrote, or of a run that ended between a commit and its sums. */
async function sumEarlier(connection: Connection, lake: Lake, signal: AbortSignal): Promise<void> {
  for (const commit of lake.commits) {
    if (signal.aborted || (await hasUses(lake, commit.number))) continue;
    const { writeUses } = await import('../uses/write-uses.ts');
    await writeUses(connection, lake, commit);
  }
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
