import { EVENT_COLUMNS } from '../event-columns.ts';
import { choose } from './chosen-rows.ts';
import { asked, type CompiledReader, compiledReader, MOST_PAGES } from './compiled-reader.ts';
import { EventPages } from './event-pages.ts';
import { EventTable, type Found, placeOf } from './event-table.ts';
import { JsonOutlines } from './json-outlines.ts';
import type { RecordTexts } from './record-reader.ts';
import { MUST_BE, PRINCIPALS } from './record-rules.ts';
import { type CountedGroups, type Criterion, countRows, groupRows, type RowGroups } from './row-groups.ts';
import { TextColumn } from './text-column.ts';

/** By which duplicates are found, and places. */
const EXACT: ReadonlySet<string> = new Set(['event_id', 'account_id']);

const EVENT_ID = placeOf('event_id');

/** As `assembly/member.ts` has them. */
const FLAGS = { text: 1, object: 2, json: 4 } as const;

/** The fields of a column in `assembly/column.ts`, by fours of bytes. */
const [CODES, DIFFERENT, BYTES, STARTS] = [0, 1, 2, 4] as const;

/**
 * Where records become rows. What reads the usual ones is compiled from `assembly/`, for it looks at each byte of a log;
 * what it leaves is read by `record-reader.ts` and added here.
 */
export class EventIntake {
  readonly #reader: CompiledReader;
  /** Of the rows that there are; null: they have changed since. */
  #found: Found | null = null;

  constructor(mostPages = MOST_PAGES) {
    this.#reader = compiledReader(mostPages);
    for (const { name } of EVENT_COLUMNS) this.#reader.addColumn(EXACT.has(name));
    for (const { name, path, isJson } of EVENT_COLUMNS)
      if (path !== null) this.#addMember(path.split('.'), placeOf(name), isJson ? FLAGS.json : 0);
    const [time, id, source, event] = placesOf('event_time', 'event_id', 'event_source', 'event_name');
    this.#reader.setNeeded(time, id, source, event);
    this.#reader.setTold(
      ...placesOf(
        'event_type',
        'account_id',
        'principal',
        'session_name',
        'user_type',
        'user_arn',
        'source_file',
      ),
    );
    for (const name of PRINCIPALS) this.#reader.addPrincipal(placeOf(name));
  }

  #addMember(path: readonly string[], column: number, flags: number): void {
    let members = 0;
    for (const [index, step] of path.entries()) {
      const must = index === 0 ? MUST_BE[step] : undefined;
      const isLast = index === path.length - 1;
      this.#putText(Buffer.from(step));
      members = this.#reader.addMember(
        members,
        isLast ? column : -1,
        (isLast ? flags : 0) | (must === undefined ? 0 : FLAGS[must]),
      );
    }
  }

  get rows(): number {
    return this.#reader.rows.value;
  }

  /** Forgets all that was read. `latest`: later events are none, in microseconds since 1970. */
  clear(latest: number): void {
    this.#found = null;
    this.#reader.restart(latest);
  }

  /** What comes is of that file. */
  beginFile(uri: string): void {
    this.#putText(Buffer.from(uri));
    this.#reader.beginFile();
  }

  /** UTF-8, of which `take` takes. */
  load(text: Uint8Array): void {
    this.#put(
      asked(() => this.#reader.inputFor(text.length)),
      text,
    );
  }

  /**
   * Takes the records that stand from there on in what was loaded, with commas between them, until one is unusual.
   *
   * @returns behind the last; `from`: there was none.
   */
  take(from: number, file: number, place: number): number {
    this.#found = null;
    return asked(() => this.#reader.take(from, file, place));
  }

  /** One that was read elsewhere. */
  add({ texts, micros }: RecordTexts, file: number, place: number): void {
    this.#found = null;
    this.#reader.newRow();
    for (const [column, text] of texts.entries()) {
      if (text === null) continue;
      this.#putText(text);
      asked(() => this.#reader.setText(column));
    }
    asked(() => this.#reader.endRow(micros, file, place));
  }

  /** Of the ids of these events the sums, in ascending order: alike ones have the same, few others have. */
  idSums(rows: readonly number[]): Float64Array {
    choose(this.#reader, rows);
    const at = asked(() => this.#reader.sums(EVENT_ID));
    return new Float64Array(this.#reader.memory.buffer, at, rows.length).slice().sort();
  }

  /** Of the JSON that these rows have in the column. They are good until something else is asked for here but a table. */
  outlines(column: string, rows: Int32Array): JsonOutlines {
    const [reader, place] = [this.#reader, placeOf(column)];
    const numbers = rows.map((row) => asked(() => reader.outlineAt(place, row)));
    return new JsonOutlines(reader, place, { numbers, texts: this.#column(reader.outlines.value, 0) });
  }

  /** Takes back the events from that row on. */
  cutAt(row: number): void {
    this.#found = null;
    this.#reader.cutAt(row);
  }

  /** What was read. It is good until something else is asked for here. */
  table(): EventTable {
    this.#found ??= this.#copyFound();
    const columns = EVENT_COLUMNS.map((_, place) =>
      this.#column(this.#reader.column(place), this.#reader.rows.value),
    );
    return new EventTable(columns, this.#found);
  }

  #copyFound(): Found {
    const { memory, rows, times, files, places } = this.#reader;
    return {
      times: new Float64Array(memory.buffer, times.value, rows.value).slice(),
      files: new Int32Array(memory.buffer, files.value, rows.value).slice(),
      places: new Int32Array(memory.buffer, places.value, rows.value).slice(),
    };
  }

  #column(at: number, rows: number): TextColumn {
    const { buffer } = this.#reader.memory;
    const fields = new Uint32Array(buffer, at);
    const [codes, different] = [fields[CODES] ?? 0, fields[DIFFERENT] ?? 0];
    const starts = new Uint32Array(buffer, fields[STARTS] ?? 0, different + 1);
    const bytes = Buffer.from(buffer, fields[BYTES] ?? 0, starts[different] ?? 0);
    return new TextColumn(new Int32Array(buffer, codes, rows), bytes, starts);
  }

  groups(by: readonly Criterion[]): RowGroups {
    return groupRows(this.#reader, by);
  }

  countedGroups(by: readonly Criterion[], rows: Int32Array): CountedGroups {
    return countRows(this.#reader, by, rows);
  }

  /** These rows by time, then by id. */
  inOrder(rows: readonly number[]): Int32Array {
    choose(this.#reader, rows);
    const at = asked(() => this.#reader.order(EVENT_ID));
    return new Int32Array(this.#reader.memory.buffer, at, rows.length).slice();
  }

  /** Some of the events, in that order, as a Parquet file has them. It is good until something else is asked for here. */
  pages(rows: Int32Array): EventPages {
    return new EventPages(this.#reader, rows);
  }

  #putText(text: Uint8Array): void {
    this.#put(
      asked(() => this.#reader.textFor(text.length)),
      text,
    );
  }

  #put(at: number, bytes: Uint8Array): void {
    new Uint8Array(this.#reader.memory.buffer, at, bytes.length).set(bytes);
  }
}

function placesOf<const T extends readonly string[]>(...names: T): { [K in keyof T]: number } {
  return names.map(placeOf) as { [K in keyof T]: number };
}
