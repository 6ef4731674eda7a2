import { closeSync, openSync, writevSync } from 'node:fs';

/** Names that no log file uses. */
export const FILE_NUMBER = 'rampartFile';
export const RECORD_NUMBER = 'rampartRecord';

const [NEWLINE, RETURN, SPACE] = [0x0a, 0x0d, 0x20] as const;
const END = Buffer.from('\n');

/** The lines that DuckDB reads: a log file each, or one record of it. Memory holds no more than one. */
export class Lines {
  readonly path: string;
  readonly #handle: number;

  constructor(path: string) {
    this.path = path;
    this.#handle = openSync(path, 'w', 0o600);
  }

  /** A log file whole, `{"Records":[…]}`. */
  file(number: number, text: Buffer): void {
    this.#write([Buffer.from(`{"${FILE_NUMBER}":${number},`), onOneLine(text).subarray(1), END]);
  }

  record(number: number, index: number, record: Buffer): void {
    const head = `{"${FILE_NUMBER}":${number},"${RECORD_NUMBER}":${index},"Records":[`;
    this.#write([Buffer.from(head), onOneLine(record), Buffer.from(']}\n')]);
  }

  close(): void {
    closeSync(this.#handle);
  }

  #write(pieces: readonly Buffer[]): void {
    let rest = pieces.filter((each) => each.length > 0);
    while (rest.length > 0) rest = after(rest, writevSync(this.#handle, rest));
  }
}

/** A write may take less than all. */
function after(pieces: readonly Buffer[], written: number): Buffer[] {
  const left: Buffer[] = [];
  let skip = written;
  for (const piece of pieces) {
    if (skip < piece.length) left.push(piece.subarray(skip));
    skip = Math.max(0, skip - piece.length);
  }
  return left;
}

/** JSON's strings hold no line breaks: between its words a blank will do. */
function onOneLine(text: Buffer): Buffer {
  for (const byte of [NEWLINE, RETURN])
    for (let at = text.indexOf(byte); at !== -1; at = text.indexOf(byte, at + 1)) text[at] = SPACE;
  return text;
}
