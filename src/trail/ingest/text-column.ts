/** Of values of which so many are different none is looked for any more. */
const [SAMPLE, MOST_DIFFERENT] = [4_096, 0.7] as const;
/** Further ones with the same sum are kept anew, as if they were different: no harm but for the space. */
const MOST_PROBES = 8;
/** A sum is of so many bytes, those at even steps. */
const SUMMED = 24;

/** Longer ones are compared and copied by what is not JavaScript, which has its price for each call. */
const LONG = 48;
/** Where texts begin is kept in 32 bits. */
const MOST_BYTES = 2 ** 31 - 1;
const QUOTE = 0x22;

/** Texts as UTF-8, and nulls; each different one once, for in most columns of a log there are few. */
export class TextColumn {
  length = 0;
  /** How many different ones there are. */
  different = 0;
  #codes = new Int32Array(1_024);
  /** All different ones, one after the other, and where each begins. */
  #bytes = Buffer.alloc(16_384);
  #starts = new Int32Array(1_024);
  /** Codes by the sums of their texts, each plus one. Null: nearly all are different. */
  #slots: Int32Array | null = new Int32Array(1_024);
  #looked = 0;
  /** -1: there was none. */
  #last = -1;
  readonly #escaped = new Set<number>();
  readonly #isExact: boolean;

  /** Exact: no two codes stand for one text. */
  constructor(isExact = false) {
    this.#isExact = isExact;
  }

  get last(): number {
    return this.#last;
  }

  /** A row with the text of that code; -1: null. */
  add(code: number): void {
    if (this.length === this.#codes.length) this.#codes = larger(this.#codes);
    this.#codes[this.length] = code;
    this.length += 1;
    if (code !== -1 && !this.#escaped.has(code)) this.#last = code;
  }

  code(row: number): number {
    return this.#codes[row] ?? -1;
  }

  at(row: number): string | null {
    const code = this.code(row);
    return code === -1 ? null : this.text(code);
  }

  bytesAt(row: number): Buffer {
    return this.bytesOf(this.code(row));
  }

  text(code: number): string {
    return this.#bytes.toString('utf8', this.#starts[code] ?? 0, this.#starts[code + 1] ?? 0);
  }

  isEmpty(code: number): boolean {
    return this.#starts[code] === this.#starts[code + 1];
  }

  bytesOf(code: number): Buffer {
    return this.#bytes.subarray(this.#starts[code] ?? 0, this.#starts[code + 1] ?? 0);
  }

  /** Of a text that stands otherwise in JSON than here. */
  codeOfEscaped(text: Uint8Array): number {
    const code = this.codeOf(text);
    this.#escaped.add(code);
    return code;
  }

  /** Where it ends if the text that was last added stands there before a quote; else -1. */
  endOfLast(bytes: Uint8Array, start: number): number {
    const last = this.#last;
    if (last === -1) return -1;
    const from = this.#starts[last] ?? 0;
    const to = this.#starts[last + 1] ?? 0;
    const end = start + to - from;
    if (bytes[end] !== QUOTE) return -1;
    const own = this.#bytes;
    for (let at = from, other = start; at < to; at += 1, other += 1) if (own[at] !== bytes[other]) return -1;
    return end;
  }

  /** The code of the bytes between. */
  codeOf(bytes: Uint8Array, start = 0, end = bytes.length): number {
    if (this.#slots === null) return this.#keep(bytes, start, end);
    this.#looked += 1;
    const mask = this.#slots.length - 1;
    let slot = sumOf(bytes, start, end) & mask;
    for (let probe = 0; probe < MOST_PROBES || this.#isExact; probe += 1) {
      const code = (this.#slots[slot] ?? 0) - 1;
      if (code === -1) break;
      if (this.#is(code, bytes, start, end)) return code;
      slot = (slot + 1) & mask;
    }
    const code = this.#keep(bytes, start, end);
    this.#slots[slot] = code + 1;
    if (code * 2 > mask) this.#moreSlots();
    return code;
  }

  #is(code: number, bytes: Uint8Array, start: number, end: number): boolean {
    const from = this.#starts[code] ?? 0;
    if ((this.#starts[code + 1] ?? 0) - from !== end - start) return false;
    const own = this.#bytes;
    if (end - start > LONG) return own.compare(bytes, start, end, from, from + end - start) === 0;
    for (let at = end - 1, other = from + at - start; at >= start; at -= 1, other -= 1)
      if (bytes[at] !== own[other]) return false;
    return true;
  }

  #keep(bytes: Uint8Array, start: number, end: number): number {
    const code = this.different;
    const from = this.#starts[code] ?? 0;
    const to = from + end - start;
    if (to > MOST_BYTES) throw new Error('there are more than 2 GB of different texts in one column');
    if (to > this.#bytes.length) {
      const more = Buffer.alloc(Math.max(to, Math.min(MOST_BYTES, this.#bytes.length * 2)));
      more.set(this.#bytes.subarray(0, from));
      this.#bytes = more;
    }
    if (code + 2 > this.#starts.length) this.#starts = larger(this.#starts);
    copy(bytes, start, end, this.#bytes, from);
    this.#starts[code + 1] = to;
    this.different += 1;
    return code;
  }

  #moreSlots(): void {
    if (!this.#isExact && this.#looked >= SAMPLE && this.different > MOST_DIFFERENT * this.#looked) {
      this.#slots = null;
      return;
    }
    const slots = new Int32Array((this.#slots?.length ?? 0) * 2);
    for (let code = 0; code < this.different; code += 1) {
      let slot =
        sumOf(this.#bytes, this.#starts[code] ?? 0, this.#starts[code + 1] ?? 0) & (slots.length - 1);
      for (let probe = 1; slots[slot] !== 0 && (probe < MOST_PROBES || this.#isExact); probe += 1)
        slot = (slot + 1) & (slots.length - 1);
      slots[slot] = code + 1;
    }
    this.#slots = slots;
  }
}

function copy(from: Uint8Array, start: number, end: number, to: Uint8Array, at: number): void {
  if (end - start > LONG) to.set(from.subarray(start, end), at);
  else for (let index = 0; index < end - start; index += 1) to[at + index] = from[start + index] ?? 0;
}

function larger(numbers: Int32Array): Int32Array<ArrayBuffer> {
  const all = new Int32Array(numbers.length * 2);
  all.set(numbers);
  return all;
}

function sumOf(bytes: Uint8Array, start: number, end: number): number {
  let sum = end - start;
  const step = sum <= SUMMED ? 1 : Math.ceil(sum / SUMMED);
  for (let at = end - 1; at >= start; at -= step) sum = (Math.imul(sum, 31) + (bytes[at] ?? 0)) | 0;
  return sum ^ (sum >>> 15);
}
