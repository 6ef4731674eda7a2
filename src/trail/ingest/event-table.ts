import { EVENT_COLUMNS } from '../event-columns.ts';
import type { TextColumn } from './text-column.ts';

const PLACES: ReadonlyMap<string, number> = new Map(EVENT_COLUMNS.map(({ name }, place) => [name, place]));

export function placeOf(name: string): number {
  const place = PLACES.get(name);
  if (place === undefined) throw new Error(`no column of events: ${name}`);
  return place;
}

/** What stands beside the texts of each event. */
export interface Found {
  /** Microseconds since 1970. */
  readonly times: Float64Array;
  /** The number of its file, and its place there. */
  readonly files: Int32Array;
  readonly places: Int32Array;
}

/** Events of a batch of files, column by column, in the order in which they were read. */
export class EventTable implements Found {
  readonly rows: number;
  readonly times: Float64Array;
  readonly files: Int32Array;
  readonly places: Int32Array;
  readonly #columns: readonly TextColumn[];

  /** `columns`: in the order of EVENT_COLUMNS. */
  constructor(columns: readonly TextColumn[], { times, files, places }: Found) {
    this.rows = times.length;
    this.times = times;
    this.files = files;
    this.places = places;
    this.#columns = columns;
  }

  column(name: string): TextColumn {
    const column = this.#columns[placeOf(name)];
    if (!column) throw new Error(`no column of events: ${name}`);
    return column;
  }
}
