import { choose } from './chosen-rows.ts';
import type { CompiledReader } from './compiled-reader.ts';

/** What an index of a column found: of so many rows there is a text, and so many different ones. */
export interface Indexed {
  readonly filled: number;
  readonly different: number;
}

/** Columns of some events as the pages of a Parquet file. */
export class EventPages {
  readonly rows: number;
  readonly #reader: CompiledReader;

  constructor(reader: CompiledReader, rows: Int32Array) {
    this.rows = rows.length;
    this.#reader = reader;
    choose(reader, rows);
  }

  /** Looks through a column, of which the rest speaks then. */
  index(column: number): Indexed {
    this.#reader.index(column);
    return { filled: this.#reader.filled.value, different: this.#reader.different.value };
  }

  /** Its different texts. Good until something else is asked for, as the pages are. */
  dictionary(column: number): Uint8Array {
    this.#reader.writeDictionary(column);
    return this.#written();
  }

  /** A page of which of them the rows have. */
  indices(): Uint8Array {
    this.#reader.writeIndices();
    return this.#written();
  }

  /** A page of the texts of the rows from there on, as many as make one; `to`: behind the last of them. */
  plain(column: number, from: number): { readonly to: number; readonly page: Uint8Array } {
    const to = this.#reader.writePlain(column, from);
    return { to, page: this.#written() };
  }

  /** A page of when they were, microseconds since 1970. */
  times(): { readonly earliest: number; readonly latest: number; readonly page: Uint8Array } {
    this.#reader.writeTimes();
    const { earliest, latest } = this.#reader;
    return { earliest: earliest.value, latest: latest.value, page: this.#written() };
  }

  #written(): Uint8Array {
    const { memory, out, outLength } = this.#reader;
    return new Uint8Array(memory.buffer, out.value, outLength.value);
  }
}
