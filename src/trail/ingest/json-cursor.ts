/** What bytes are not: JSON. */
export class NoJson extends Error {}

const [QUOTE, BACKSLASH, SLASH, COMMA, COLON] = [0x22, 0x5c, 0x2f, 0x2c, 0x3a] as const;
const [MINUS, PLUS, POINT] = [0x2d, 0x2b, 0x2e] as const;
const [OPEN_BRACE, OPEN_BRACKET] = [0x7b, 0x5b] as const;
const [ZERO, NINE, LOWER_E, LOWER_U] = [0x30, 0x39, 0x65, 0x75] as const;
const [SPACE, TAB, NEWLINE, RETURN] = [0x20, 0x09, 0x0a, 0x0d] as const;

/** Deeper than any service nests, and less than what DuckDB reads. */
export const DEEPEST = 500;

/** The brackets around what is passed. */
const OPENED = new Uint8Array(DEEPEST);
/** From an opening bracket to its closing one. */
const TO_CLOSING = 2;

/** What comes after the last byte. */
const END = -1;

/**
 * Walks over JSON without building what it says: most of a record is kept as it stands, which costs a fifth of parsing
 * it and writing it again, and loses no digit. As strict as JSON.parse, but for `DEEPEST`; the bytes are UTF-8.
 * https://www.rfc-editor.org/rfc/rfc8259
 */
export class JsonCursor {
  readonly bytes: Uint8Array;
  at: number;
  /** Something was passed that may be written shorter or otherwise: white space, an escape that need not be. */
  isUnusual = false;

  constructor(bytes: Uint8Array, at = 0) {
    this.bytes = bytes;
    this.at = at;
  }

  /** The next byte that is no white space. */
  peek(): number {
    const { bytes } = this;
    let byte = this.at < bytes.length ? (bytes[this.at] ?? END) : END;
    while (byte <= SPACE && (byte === SPACE || byte === NEWLINE || byte === RETURN || byte === TAB)) {
      this.isUnusual = true;
      this.at += 1;
      byte = this.at < bytes.length ? (bytes[this.at] ?? END) : END;
    }
    return byte;
  }

  take(byte: number): void {
    if (this.peek() !== byte) this.fail();
    this.at += 1;
  }

  fail(): never {
    const byte = this.bytes[this.at];
    const found = byte === undefined ? 'the end' : JSON.stringify(String.fromCharCode(byte));
    throw new NoJson(`${found} at byte ${this.at}`);
  }

  /** Past the value that comes next. One loop over local variables: it passes most of each log. */
  skip(): void {
    const { bytes } = this;
    const { length } = bytes;
    let depth = 0;
    for (;;) {
      // A value, or the end of an empty list or object.
      let byte = this.at < length ? (bytes[this.at] ?? END) : END;
      if (byte <= SPACE) byte = this.peek();
      if (byte === OPEN_BRACE || byte === OPEN_BRACKET) {
        if (depth === DEEPEST) throw new NoJson(`more than ${DEEPEST} brackets within each other`);
        OPENED[depth] = byte;
        depth += 1;
        this.at += 1;
        if (this.peek() !== byte + TO_CLOSING) {
          if (byte === OPEN_BRACE) this.#skipName();
          continue;
        }
        depth -= 1;
        this.at += 1;
      } else if (byte === QUOTE) {
        this.at += 1;
        this.skipText();
      } else if (byte === MINUS || (byte >= ZERO && byte <= NINE)) this.#skipNumber();
      else this.#skipWord();
      // What follows it, up to the next value.
      for (;;) {
        if (depth === 0) return;
        const opening = OPENED[depth - 1] ?? 0;
        byte = this.at < length ? (bytes[this.at] ?? END) : END;
        if (byte <= SPACE) byte = this.peek();
        this.at += 1;
        if (byte === COMMA) {
          if (opening === OPEN_BRACE) this.#skipName();
          break;
        }
        if (byte !== opening + TO_CLOSING) {
          this.at -= 1;
          this.fail();
        }
        depth -= 1;
      }
    }
  }

  #skipName(): void {
    if (this.peek() !== QUOTE) this.fail();
    this.at += 1;
    this.skipText();
    if (this.peek() !== COLON) this.fail();
    this.at += 1;
  }

  /** From behind the opening quote past the closing one; whether there was an escape. */
  skipText(): boolean {
    const { bytes } = this;
    let { at } = this;
    let isEscaped = false;
    while (at < bytes.length) {
      const byte = bytes[at] ?? 0;
      if (byte === QUOTE) {
        this.at = at + 1;
        return isEscaped;
      }
      if (byte === BACKSLASH) {
        isEscaped = true;
        at = this.#pastEscape(at);
      } else if (byte >= SPACE) at += 1;
      else break;
    }
    this.at = at;
    return this.fail();
  }

  #pastEscape(at: number): number {
    const byte = this.bytes[at + 1] ?? END;
    if (USUAL_ESCAPES.has(byte)) return at + 2;
    this.isUnusual = true;
    if (byte === SLASH) return at + 2;
    if (byte === LOWER_U && isHex(this.bytes, at + 2, at + 6)) return at + 6;
    this.at = at;
    return this.fail();
  }

  #skipWord(): void {
    const word = WORDS.find((each) => each.every((byte, index) => this.bytes[this.at + index] === byte));
    if (word === undefined) this.fail();
    this.at += word.length;
  }

  #skipNumber(): void {
    const { bytes } = this;
    if (bytes[this.at] === MINUS) this.at += 1;
    if (bytes[this.at] === ZERO) this.at += 1;
    else this.#skipDigits();
    if (bytes[this.at] === POINT) {
      this.at += 1;
      this.#skipDigits();
    }
    if (((bytes[this.at] ?? 0) | 0x20) !== LOWER_E) return;
    this.at += 1;
    if (bytes[this.at] === PLUS || bytes[this.at] === MINUS) this.at += 1;
    this.#skipDigits();
  }

  /** One at least. */
  #skipDigits(): void {
    const start = this.at;
    for (;;) {
      const byte = this.bytes[this.at] ?? 0;
      if (byte < ZERO || byte > NINE) break;
      this.at += 1;
    }
    if (this.at === start) this.fail();
  }
}

function isHex(bytes: Uint8Array, start: number, end: number): boolean {
  return /^[0-9a-fA-F]{4}$/.test(String.fromCharCode(...bytes.subarray(start, end)));
}

/** Those that JSON.stringify writes. */
const USUAL_ESCAPES: ReadonlySet<number> = new Set(Buffer.from('"\\bfnrt'));
const WORDS: readonly Uint8Array[] = ['null', 'true', 'false'].map((each) => Buffer.from(each));
