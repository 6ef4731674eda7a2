import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Block } from '../changes/block-file.ts';
import { changeIndexOf } from '../changes/write-change-index.ts';
import type { Part, TakenFile } from '../lake/commit.ts';
import { moveDurably, writeDurably } from '../lake/durable.ts';
import { changeIndexPath, type Lake, PARTS, scratchOf, usesPath } from '../lake/lake.ts';
import type { Unread } from '../log-source.ts';
import { tableUses } from '../uses/table-uses.ts';
import { usesFile } from '../uses/uses-file.ts';
import { whyUnread } from '../why-unread.ts';
import { type KnownEvent, withoutDuplicates } from './duplicates.ts';
import { dayOf, isoDate } from './event-date.ts';
import { EventIntake } from './event-intake.ts';
import type { EventTable } from './event-table.ts';
import { partFile } from './part-file.ts';
import { type Place, placeKey } from './place.ts';
import { FileStage } from './stage-file.ts';
import type { FetchedFile, StagedFile } from './staged-file.ts';

/** What was read of a batch's files. */
export interface Staged {
  readonly unread: readonly Unread[];
  readonly places: readonly StagedPlace[];
}

/** Of the ids of the events there the sums, in ascending order. */
export interface StagedPlace extends Place {
  readonly sums: Float64Array;
}

/** What was written of it, before the commit that names it. */
export interface Written {
  readonly files: readonly TakenFile[];
  readonly parts: readonly Part[];
  readonly changes?: Block;
}

/** Turns the log files of a batch into parts of the lake: first it reads them, then, when the others are in, it writes. */
export interface BatchWork {
  stage(files: readonly FetchedFile[], now: Date): Promise<Staged>;
  /** Of the events of these places, as a JSON list: some may be in the lake. */
  ids(places: readonly Place[]): Promise<string>;
  write(lake: string, number: number, known: readonly KnownEvent[]): Promise<Written>;
}

/** Does it here. */
export class Batch implements BatchWork {
  readonly #intake = new EventIntake();
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
    const table = intake.table();
    this.#files = files;
    this.#placed = placesOf(
      table,
      Int32Array.from(table.times, (_, row) => row),
    );
    const places = this.#placed.map(({ place, rows }) => ({ ...place, sums: intake.idSums(rows) }));
    return { unread, places };
  }

  async ids(places: readonly Place[]): Promise<string> {
    const column = this.#intake.table().column('event_id');
    const wanted = new Set(places.map(placeKey));
    const rows = this.#placed.flatMap((each) => (wanted.has(placeKey(each.place)) ? each.rows : []));
    return JSON.stringify(rows.map((row) => column.at(row)));
  }

  async write(dir: string, number: number, known: readonly KnownEvent[]): Promise<Written> {
    const lake = { dir, commits: [] };
    const [intake, files] = [this.#intake, this.#files];
    const rows = withoutDuplicates(intake.table(), files, known);
    const parts: Part[] = [];
    for (const each of placesOf(intake.table(), rows)) {
      const bytes = await partFile(intake, inOrder(intake.table(), each.rows));
      parts.push(await writePart(lake, number, each, bytes));
    }
    const derived = parts.length > 0 ? await writeDerived(lake, number, intake, rows) : {};
    this.#placed = [];
    return { files: files.map(takenFile), parts, ...derived };
  }
}

/** What parts hold, in the order in which it is asked for: the sums of their calls, and the index of their changes. */
async function writeDerived(
  lake: Lake,
  number: number,
  intake: EventIntake,
  rows: Int32Array,
): Promise<{ readonly changes: Block }> {
  await writeDurably(usesPath(lake, number), await usesFile(tableUses(intake, rows)));
  const { bytes, directory } = changeIndexOf(intake.table(), rows);
  await writeDurably(changeIndexPath(lake, number), bytes);
  return { changes: directory };
}

interface PlacedRows {
  readonly place: Place;
  readonly rows: readonly number[];
}

/** Events of no account are from services that name none. */
const NO_ACCOUNT = 'none';

/** In the order of their accounts and days. */
function placesOf(table: EventTable, rows: Int32Array): readonly PlacedRows[] {
  const accounts = table.column('account_id');
  const byPlace = new Map<number, { account: string; day: number; rows: number[] }>();
  for (const row of rows) {
    const day = dayOf(table.times[row] ?? 0);
    const key = day * (accounts.different + 1) + accounts.code(row) + 1;
    const placed = byPlace.get(key);
    if (placed) placed.rows.push(row);
    else byPlace.set(key, { account: accounts.at(row) ?? NO_ACCOUNT, day, rows: [row] });
  }
  return [...byPlace.values()]
    .map(({ account, day, rows: placed }) => ({ place: { account, date: isoDate(day) }, rows: placed }))
    .sort((a, b) => (placeKey(a.place) < placeKey(b.place) ? -1 : 1));
}

/** By time, then by id. */
function inOrder(table: EventTable, rows: readonly number[]): Int32Array {
  const { times } = table;
  const ids = table.column('event_id');
  return Int32Array.from(rows).sort(
    (a, b) => (times[a] ?? 0) - (times[b] ?? 0) || Buffer.compare(ids.bytesAt(a), ids.bytesAt(b)),
  );
}

async function writePart(
  lake: Lake,
  number: number,
  { place: { account, date }, rows }: PlacedRows,
  content: Uint8Array,
): Promise<Part> {
  const name = `${String(number).padStart(8, '0')}.parquet`;
  const path = `${PARTS}/account_id=${account}/event_date=${date}/${name}`;
  const draft = join(scratchOf(lake), `part-${account}-${date}-${name}`);
  await writeFile(draft, content, { mode: 0o600 });
  const target = join(lake.dir, path);
  await mkdir(dirname(target), { recursive: true });
  await moveDurably(draft, target);
  return { path, account, date, rows: rows.length, bytes: content.length };
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
