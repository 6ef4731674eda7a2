/**
 * Texts of rows, and nulls; each different one once, for in most columns of a log there are few. It may look at memory
 * that is used for something else later: it throws then.
 */
export class TextColumn {
  readonly length: number;
  /** How many different ones there are. */
  readonly different: number;
  readonly #codes: Int32Array;
  /** All different ones, one after the other, and where each begins. */
  readonly #bytes: Buffer;
  readonly #starts: Uint32Array;

  /** `starts`: one more than there are texts. */
  constructor(codes: Int32Array, bytes: Buffer, starts: Uint32Array) {
    this.length = codes.length;
    this.different = starts.length - 1;
    this.#codes = codes;
    this.#bytes = bytes;
    this.#starts = starts;
  }

  /** What stands for the text of that row; -1: null. */
  code(row: number): number {
    return this.#codes[row] ?? gone();
  }

  at(row: number): string | null {
    const code = this.code(row);
    return code === -1 ? null : this.text(code);
  }

  bytesAt(row: number): Buffer {
    return this.bytesOf(this.code(row));
  }

  text(code: number): string {
    return this.#bytes.toString('utf8', this.#starts[code] ?? gone(), this.#starts[code + 1] ?? gone());
  }

  bytesOf(code: number): Buffer {
    return this.#bytes.subarray(this.#starts[code] ?? gone(), this.#starts[code + 1] ?? gone());
  }
}

function gone(): never {
  throw new Error('a row or a text that the column has not, or no longer');
}
