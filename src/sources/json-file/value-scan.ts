const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const NEWLINE = 0x0a;

/** Ours nest a dozen deep; far more would only be there to overflow a stack. */
const DEEPEST = 200;

/** Finds where one JSON value ends, chunk by chunk; whether it is well-formed is for JSON.parse to say. */
export class ValueScan {
  /** Bytes of the value that were looked at. */
  length = 0;
  newlines = 0;
  tooDeep = false;
  #depth = 0;
  #inString = false;
  #escaped = false;

  /** True when the value that starts at `start` ends within the bytes, at `start + length`. */
  run(bytes: Uint8Array, start: number): boolean {
    for (let at = start + this.length; at < bytes.length; at++) {
      const byte = bytes[at] as number; // within the bytes
      if (this.#inString) {
        this.length++;
        if (this.#endsString(byte) && this.#depth === 0) return true;
        continue;
      }
      if (this.#depth === 0 && this.length > 0 && isDelimiter(byte)) return true; // a number, true, false, null
      this.length++;
      if (this.#take(byte)) return true;
    }
    return false;
  }

  #endsString(byte: number): boolean {
    if (this.#escaped) this.#escaped = false;
    else if (byte === BACKSLASH) this.#escaped = true;
    else if (byte === QUOTE) this.#inString = false;
    return !this.#inString;
  }

  /** True when the byte closes the value. */
  #take(byte: number): boolean {
    if (byte === QUOTE) this.#inString = true;
    else if (byte === NEWLINE) this.newlines++;
    else if (isOpening(byte)) this.tooDeep ||= ++this.#depth > DEEPEST;
    else if (isClosing(byte)) return --this.#depth <= 0;
    return this.tooDeep;
  }
}

/** `{` and `[` */
function isOpening(byte: number): boolean {
  return byte === 0x7b || byte === 0x5b;
}

/** `}` and `]` */
function isClosing(byte: number): boolean {
  return byte === 0x7d || byte === 0x5d;
}

/** `,` and `:`, what closes, and space */
function isDelimiter(byte: number): boolean {
  return byte === 0x2c || byte === 0x3a || isClosing(byte) || isSpace(byte);
}

/** https://www.rfc-editor.org/rfc/rfc8259#section-2 */
export function isSpace(byte: number): boolean {
  return byte === 0x20 || byte === NEWLINE || byte === 0x0d || byte === 0x09;
}
