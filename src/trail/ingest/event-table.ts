import { EVENT_COLUMNS } from '../event-columns.ts';
import { TextColumn } from './text-column.ts';

const PLACES: ReadonlyMap<string, number> = new Map(EVENT_COLUMNS.map(({ name }, place) => [name, place]));

export function placeOf(name: string): number {
  const place = PLACES.get(name);
  if (place === undefined) throw new Error(`no column of events: ${name}`);
  return place;
}

/** By which duplicates are found, and places. */
const EXACT: ReadonlySet<string> = new Set(['event_id', 'account_id']);

/** Events of a batch of files, column by column, in the order in which they were read. */
export class EventTable {
  readonly columns: readonly TextColumn[] = EVENT_COLUMNS.map(({ name }) => new TextColumn(EXACT.has(name)));
  /** Microseconds since 1970. */
  readonly times: number[] = [];
  /** The number of its file, and its place there. */
  readonly files: number[] = [];
  readonly places: number[] = [];

  get rows(): number {
    return this.times.length;
  }

  /** One, of whose texts the columns have these codes. */
  add(codes: Int32Array, micros: number, file: number, place: number): void {
    for (let at = 0; at < this.columns.length; at += 1) this.columns[at]?.add(codes[at] ?? -1);
    this.times.push(micros);
    this.files.push(file);
    this.places.push(place);
  }

  column(name: string): TextColumn {
    const column = this.columns[placeOf(name)];
    if (!column) throw new Error(`no column of events: ${name}`);
    return column;
  }

  /** Takes back the events from that row on. */
  cutAt(rows: number): void {
    for (const column of this.columns) column.length = rows;
    for (const each of [this.times, this.files, this.places]) each.length = rows;
  }
}
