import { BEYOND, isSame, sumOf } from './bytes';

/** Of values of which so many are different none is looked for any more. */
const SAMPLE = 4096;
const MOST_DIFFERENT = 0.7;
/** Further ones with the same sum are kept anew, as if they were different: no harm but for the space. */
const MOST_PROBES = 8;

const FEWEST_SLOTS = 1024;
const FEWEST_BYTES = 16384;
/** More is not had in one piece. */
const MOST_BYTES: u32 = (1 << 30) - 64;

/**
 * Texts as UTF-8, each different one once, for in most columns of a log there are few; a code stands for each. Where
 * there is no more memory it is as before.
 */
@unmanaged
export class Column {
  /** Of the rows; -1: null. */
  codes: usize;
  /** How many different texts there are, all of them, one after the other, and where each begins. */
  different: i32;
  bytes: usize;
  roomForBytes: u32;
  starts: usize;
  roomForStarts: i32;
  /** Codes by the sums of their texts: the sum above, the code plus one below. 0: nearly all texts are different. */
  slots: usize;
  slotCount: i32;
  looked: i32;
  /** The text that last stood between quotes as it is; -1: there was none. */
  last: i32;
  /** No two codes stand for one text. */
  isExact: bool;

  startOf(code: i32): usize {
    return this.bytes + (load<u32>(this.starts + ((code as usize) << 2)) as usize);
  }

  lengthOf(code: i32): i32 {
    const start = this.starts + ((code as usize) << 2);
    return (load<u32>(start, 4) - load<u32>(start)) as i32;
  }

  is(code: i32, start: usize, length: i32): bool {
    return this.lengthOf(code) == length && isSame(this.startOf(code), start, length);
  }

  /** The code of the bytes there. */
  codeOf(start: usize, length: i32): i32 {
    if (this.slots == 0) return this.keep(start, length);
    this.looked += 1;
    const mask = this.slotCount - 1;
    const sum = sumOf(start, length);
    let place = (sum & mask) as usize;
    for (let probe = 0; probe < MOST_PROBES || this.isExact; probe += 1) {
      const slot = load<u64>(this.slots + (place << 3));
      if (slot == 0) break;
      const code = ((slot as u32) - 1) as i32;
      if (((slot >> 32) as u32) == sum && this.is(code, start, length)) return code;
      place = (place + 1) & (mask as usize);
    }
    const code = this.keep(start, length);
    store<u64>(this.slots + (place << 3), ((sum as u64) << 32) | ((code + 1) as u64));
    if (code * 2 > mask) this.moreSlots();
    return code;
  }

  private keep(start: usize, length: i32): i32 {
    const code = this.different;
    const from = load<u32>(this.starts + ((code as usize) << 2));
    const to = from + (length as u32);
    if (to + (BEYOND as u32) > this.roomForBytes) {
      const room = max(to + (BEYOND as u32), min(this.roomForBytes + (this.roomForBytes >> 1), MOST_BYTES));
      this.bytes = heap.realloc(this.bytes, room as usize);
      this.roomForBytes = room;
    }
    if (code + 2 > this.roomForStarts) {
      this.starts = heap.realloc(this.starts, (this.roomForStarts as usize) << 3);
      this.roomForStarts *= 2;
    }
    memory.copy(this.bytes + (from as usize), start, length as usize);
    store<u32>(this.starts + ((code as usize) << 2), to, 4);
    this.different = code + 1;
    return code;
  }

  private moreSlots(): void {
    const isSampled = this.looked >= SAMPLE;
    if (!this.isExact && isSampled && (this.different as f64) > MOST_DIFFERENT * (this.looked as f64)) {
      heap.free(this.slots);
      this.slots = 0;
      return;
    }
    const before = this.slots;
    const end = before + ((this.slotCount as usize) << 3);
    this.makeSlots(this.slotCount * 2);
    const mask = (this.slotCount - 1) as usize;
    for (let at = before; at < end; at += 8) {
      const slot = load<u64>(at);
      if (slot == 0) continue;
      let place = ((slot >> 32) as usize) & mask;
      while (load<u64>(this.slots + (place << 3)) != 0) place = (place + 1) & mask;
      store<u64>(this.slots + (place << 3), slot);
    }
    heap.free(before);
  }

  private makeSlots(count: i32): void {
    const size = (count as usize) << 3;
    this.slots = heap.alloc(size);
    this.slotCount = count;
    memory.fill(this.slots, 0, size);
  }

  /** No text any more; the room stays. */
  clear(): void {
    this.different = 0;
    this.looked = 0;
    this.last = -1;
    store<u32>(this.starts, 0);
    if (this.slots != 0) heap.free(this.slots);
    this.makeSlots(FEWEST_SLOTS);
  }
}

export function newColumn(isExact: bool, rows: i32): Column {
  const column = changetype<Column>(heap.alloc(offsetof<Column>()));
  column.codes = heap.alloc((rows as usize) << 2);
  column.roomForBytes = FEWEST_BYTES;
  column.bytes = heap.alloc(FEWEST_BYTES);
  column.roomForStarts = FEWEST_SLOTS;
  column.starts = heap.alloc(FEWEST_SLOTS << 2);
  column.slots = 0;
  column.isExact = isExact;
  column.clear();
  return column;
}
