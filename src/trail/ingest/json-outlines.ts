import type { CompiledReader } from './compiled-reader.ts';
import type { TextColumn } from './text-column.ts';

/** As `assembly/outline.ts` has it. */
const MOST_TEXTS = 2_000;

interface Outlines {
  readonly numbers: Int32Array;
  readonly texts: TextColumn;
}

/**
 * What JSON is beside its texts: JSON with the number of each text in its place, in their order, and with 0 in that of
 * each number: `{"groupId":"0","ids":["1","2"],"name":""}`. Events of one kind have few different ones, so that what
 * depends on no text is found out once for each.
 */
export class JsonOutlines {
  /** Of each row its outline; -1: it has no JSON, or too much of it. */
  readonly numbers: Int32Array;
  readonly #reader: CompiledReader;
  readonly #place: number;
  readonly #texts: TextColumn;
  readonly #memory: Buffer;
  readonly #spans: Uint32Array;

  constructor(reader: CompiledReader, place: number, { numbers, texts }: Outlines) {
    this.numbers = numbers;
    this.#reader = reader;
    this.#place = place;
    this.#texts = texts;
    this.#memory = Buffer.from(reader.memory.buffer);
    this.#spans = new Uint32Array(reader.memory.buffer, reader.texts.value, 2 * MOST_TEXTS);
  }

  text(outline: number): string {
    return this.#texts.text(outline);
  }

  /** Of that row's JSON `textAt` tells then. */
  lookAt(row: number): void {
    this.#reader.lookAt(this.#place, row);
  }

  /** The text of that number, which the outline has. */
  textAt(number: number): string {
    const raw = this.#memory.toString('utf8', this.#spans[2 * number], this.#spans[2 * number + 1]);
    return raw.includes('\\') ? (JSON.parse(`"${raw}"`) as string) : raw;
  }
}
