/** A record of a log file as it stands there, or why it cannot be had. */
export type RawRecord =
  | { readonly index: number; readonly bytes: Buffer }
  | { readonly index: number; readonly tooLarge: number };

/** The largest that goes in: AWS's own are below 1 MB. */
export const RECORD_LIMIT = 15 * 1024 * 1024;

const OPENING = /^\s*\{\s*"Records"\s*:\s*\[/;
/** Before it there is no more than white space. */
const OPENING_LIMIT = 4096;

const [QUOTE, BACKSLASH, OPEN_BRACE, CLOSE_BRACE, OPEN_BRACKET, CLOSE_BRACKET, COMMA] = [
  0x22, 0x5c, 0x7b, 0x7d, 0x5b, 0x5d, 0x2c,
] as const;

/** The file does not have the form `{"Records":[…]}`. */
export class NotALog extends Error {}

/**
 * Cuts `{"Records":[…]}` into its records without holding more than one of them. Brackets are counted outside of
 * strings; whether a record is JSON is for the reader to find.
 *
 * @throws NotALog
 */
export async function* splitRecords(pieces: AsyncIterable<Buffer>): AsyncGenerator<RawRecord> {
  const splitter = new RecordSplitter();
  for await (const piece of pieces) yield* splitter.push(piece);
  splitter.end();
}

type State = 'opening' | 'records' | 'closed';

class RecordSplitter {
  #state: State = 'opening';
  #head = Buffer.alloc(0);
  #depth = 0;
  #inString = false;
  #escaped = false;
  #index = 0;
  #record: Buffer[] = [];
  #size = 0;

  *push(piece: Buffer): Generator<RawRecord> {
    const rest = this.#state === 'opening' ? this.#afterOpening(piece) : piece;
    if (rest) yield* this.#scan(rest);
  }

  end(): void {
    if (this.#state === 'opening') throw new NotALog('it does not begin with {"Records":[');
    if (this.#state === 'records') throw new NotALog('the list of records has no end: the file is cut short');
  }

  #afterOpening(piece: Buffer): Buffer | null {
    this.#head = Buffer.concat([this.#head, piece]);
    const opening = OPENING.exec(this.#head.toString('latin1', 0, OPENING_LIMIT));
    if (opening) {
      this.#state = 'records';
      return this.#head.subarray(opening[0].length);
    }
    if (this.#head.length > OPENING_LIMIT) this.end();
    return null;
  }

  *#scan(piece: Buffer): Generator<RawRecord> {
    let start = 0;
    for (let at = 0; at < piece.length && this.#state === 'records'; at += 1) {
      if (this.#inString) {
        at = this.#endOfString(piece, at);
        continue;
      }
      const byte = piece[at];
      if (byte === QUOTE) this.#inString = true;
      else if (byte === OPEN_BRACE || byte === OPEN_BRACKET) this.#depth += 1;
      else if (byte === CLOSE_BRACE || (byte === CLOSE_BRACKET && this.#depth > 0)) this.#depth -= 1;
      else if (this.#depth === 0 && (byte === COMMA || byte === CLOSE_BRACKET)) {
        yield* this.#finish(piece.subarray(start, at), byte === CLOSE_BRACKET);
        start = at + 1;
      }
    }
    if (this.#state === 'records') this.#keep(piece.subarray(start));
  }

  /** Of the string's last byte in this piece. */
  #endOfString(piece: Buffer, from: number): number {
    for (let at = from; at < piece.length; at += 1) {
      if (this.#escaped) this.#escaped = false;
      else if (piece[at] === BACKSLASH) this.#escaped = true;
      else if (piece[at] === QUOTE) {
        this.#inString = false;
        return at;
      }
    }
    return piece.length;
  }

  #keep(bytes: Buffer): void {
    this.#size += bytes.length;
    if (this.#size <= RECORD_LIMIT) this.#record.push(bytes);
    else this.#record = [];
  }

  *#finish(last: Buffer, isEnd: boolean): Generator<RawRecord> {
    this.#keep(last);
    const bytes = Buffer.concat(this.#record);
    const size = this.#size;
    this.#record = [];
    this.#size = 0;
    if (isEnd) this.#state = 'closed';
    const isBlank = size <= RECORD_LIMIT && isWhite(bytes);
    // An empty list has no record between its brackets.
    if (isBlank && isEnd && this.#index === 0) return;
    const index = this.#index;
    this.#index += 1;
    yield size > RECORD_LIMIT ? { index, tooLarge: size } : { index, bytes };
  }
}

function isWhite(bytes: Buffer): boolean {
  return bytes.every((each) => each === 0x20 || (each >= 0x09 && each <= 0x0d));
}
