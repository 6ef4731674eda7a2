/** A part of a record as it stood before, and what it gave. */
interface Block {
  readonly bytes: Uint8Array;
  readonly codes: Int32Array;
}

/** So many are kept; then all are forgotten. */
const MOST_BLOCKS = 4_096;
/** Those that begin alike are told apart by these of their bytes, which a session's name and key are among. */
const [SUM_FROM, SUM_TO, SUM_STEP] = [16, 176, 3] as const;
/** Of those with one sum. */
const MOST_ALIKE = 4;

/** Identities: of a session all events say the same, a third of each record, which is compared instead of read. */
export class KnownBlocks {
  readonly #blocks = new Map<number, Block[]>();
  #count = 0;

  /** JSON's objects end where they do by themselves: what begins with a block that is known is it. */
  at(bytes: Uint8Array, start: number): Block | null {
    for (const block of this.#blocks.get(sumAt(bytes, start)) ?? []) {
      const end = start + block.bytes.length;
      if (end <= bytes.length && Buffer.compare(block.bytes, bytes.subarray(start, end)) === 0) return block;
    }
    return null;
  }

  /** `start` to `end` of `all`. Short ones are read as fast. */
  keep(all: Uint8Array, start: number, end: number, codes: Int32Array): void {
    if (end - start < SUM_TO) return;
    if (this.#count >= MOST_BLOCKS) {
      this.#blocks.clear();
      this.#count = 0;
    }
    const sum = sumAt(all, start);
    const alike = this.#blocks.get(sum) ?? [];
    if (alike.length === MOST_ALIKE) alike.shift();
    else this.#count += 1;
    alike.push({ bytes: Buffer.from(all.subarray(start, end)), codes: codes.slice() });
    this.#blocks.set(sum, alike);
  }
}

function sumAt(bytes: Uint8Array, start: number): number {
  let sum = 0;
  const end = Math.min(start + SUM_TO, bytes.length);
  for (let at = start + SUM_FROM; at < end; at += SUM_STEP) sum = (Math.imul(sum, 31) + (bytes[at] ?? 0)) | 0;
  return sum;
}
