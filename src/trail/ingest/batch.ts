import { changeIndexOf } from '../changes/write-change-index.ts';
import type { TakenFile } from '../lake/commit.ts';
import { PARTS } from '../lake/lake.ts';
import type { Unread } from '../log-source.ts';
import { KnownCalls } from '../uses/known-calls.ts';
import { tableUses } from '../uses/table-uses.ts';
import { usesFile } from '../uses/uses-file.ts';
import { whyUnread } from '../why-unread.ts';
import { type KnownEvent, withoutDuplicates } from './duplicates.ts';
import { daysOf, isoDate } from './event-date.ts';
import { EventIntake } from './event-intake.ts';
import { partFile } from './part-file.ts';
import { type Place, placeKey } from './place.ts';
import { FileStage } from './stage-file.ts';
import type { FetchedFile, StagedFile } from './staged-file.ts';
import type { Derived, MadeBatch, MadePart } from './written-batch.ts';

/** What was read of a batch's files. */
export interface Staged {
  readonly unread: readonly Unread[];
  readonly places: readonly StagedPlace[];
}

/** Of the ids of the events there the sums, in ascending order. */
export interface StagedPlace extends Place {
  readonly sums: Float64Array;
}

/** Turns the log files of a batch into files of the lake: first it reads them; then, when it is known what came before. */
export interface BatchWork {
  stage(files: readonly FetchedFile[], now: Date): Promise<Staged>;
  /** Of the events of these places, as a JSON list: some may be in the lake. */
  ids(places: readonly Place[]): Promise<string>;
  make(number: number, known: readonly KnownEvent[]): Promise<MadeBatch>;
}

/** Does it here. */
export class Batch implements BatchWork {
  readonly #intake = new EventIntake();
  readonly #calls = new KnownCalls();
  #files: readonly StagedFile[] = [];
  #placed: readonly PlacedRows[] = [];

  async stage(fetched: readonly FetchedFile[], now: Date): Promise<Staged> {
    const intake = this.#intake;
    const stage = new FileStage(intake, now);
    const files: StagedFile[] = [];
    const unread: Unread[] = [];
    for (const each of fetched) {
      const { rows } = intake;
      try {
        files.push(await stage.stage(each, files.length));
      } catch (error) {
        intake.cutAt(rows);
        unread.push({ uri: each.file.uri, why: whyUnread(error) });
      }
    }
    this.#files = files;
    this.#placed = placesOf(intake);
    const places = this.#placed.map(({ place, rows }) => ({ ...place, sums: intake.idSums(rows) }));
    return { unread, places };
  }

  async ids(places: readonly Place[]): Promise<string> {
    const column = this.#intake.table().column('event_id');
    const wanted = new Set(places.map(placeKey));
    const rows = this.#placed.flatMap((each) => (wanted.has(placeKey(each.place)) ? each.rows : []));
    return JSON.stringify(rows.map((row) => column.at(row)));
  }

  async make(number: number, known: readonly KnownEvent[]): Promise<MadeBatch> {
    const [intake, files] = [this.#intake, this.#files];
    const rows = withoutDuplicates(intake.table(), files, known);
    const parts: MadePart[] = [];
    for (const each of keptOf(this.#placed, rows)) parts.push(await partOf(intake, number, each));
    const derived = parts.length > 0 ? await derivedOf(intake, rows, this.#calls) : null;
    this.#placed = [];
    return { files: files.map(takenFile), parts, derived };
  }
}

async function partOf(
  intake: EventIntake,
  number: number,
  { place: { account, date }, rows }: PlacedRows,
): Promise<MadePart> {
  const content = await partFile(intake, intake.inOrder(rows));
  const name = `${String(number).padStart(8, '0')}.parquet`;
  const path = `${PARTS}/account_id=${account}/event_date=${date}/${name}`;
  return { part: { path, account, date, rows: rows.length, bytes: content.length }, content };
}

async function derivedOf(intake: EventIntake, rows: Int32Array, calls: KnownCalls): Promise<Derived> {
  const uses = await usesFile(tableUses(intake, rows, calls));
  const { bytes, directory } = changeIndexOf(intake, rows);
  return { uses, index: bytes, changes: directory };
}

interface PlacedRows {
  readonly place: Place;
  readonly rows: readonly number[];
}

/** Events of no account are from services that name none. */
const NO_ACCOUNT = 'none';

/** In the order of their accounts and days. */
function placesOf(intake: EventIntake): readonly PlacedRows[] {
  const days = daysOf(intake.table().times);
  const { of, first } = intake.groups(['account_id', days]);
  const accounts = intake.table().column('account_id');
  const placed = Array.from(first, (row) => ({
    place: { account: accounts.at(row) ?? NO_ACCOUNT, date: isoDate(days[row] ?? 0) },
    rows: [] as number[],
  }));
  of.forEach((group, row) => {
    placed[group]?.rows.push(row);
  });
  return placed.sort((a, b) => (placeKey(a.place) < placeKey(b.place) ? -1 : 1));
}

/** Of them those that stay. */
function keptOf(placed: readonly PlacedRows[], kept: Int32Array): readonly PlacedRows[] {
  const isKept = new Uint8Array(placed.reduce((sum, { rows }) => sum + rows.length, 0));
  kept.forEach((row) => {
    isKept[row] = 1;
  });
  return placed
    .map(({ place, rows }) => ({ place, rows: rows.filter((row) => isKept[row] === 1) }))
    .filter(({ rows }) => rows.length > 0);
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
