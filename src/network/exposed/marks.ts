import type { Family, Prefix } from '../../model/address-range.ts';
import { blockOf } from '../address.ts';
import { eachOnce } from './each-once.ts';
import { endOfIpv4, firstOfIpv4, ipv4Block } from './ipv4-block.ts';

/** From one mark to another. */
export type Interval = readonly [from: number, to: number];

/** Where blocks begin and end among all addresses of a family: numbered in order, the end of the last address too. */
export interface Marks {
  readonly size: number;
  /** The last that is not behind an address. */
  lastUpTo(bits: string): number;
  /** Where a block begins and ends; null: it is none of the family. One that was not marked is an error. */
  intervalOf(block: string | Prefix): Interval | null;
  /** The address at a mark; behind the last address, a text that sorts there. */
  bitsAt(mark: number): string;
  /** How much of the family's whole address space is before a mark. */
  shareBefore(mark: number): number;
}

const LENGTH: Readonly<Record<Family, number>> = { ipv4: 32, ipv6: 128 };

/** Behind the last address. */
const END = '2';

/** Of the blocks that are of the family. */
export function marksOf(family: Family, blocks: readonly Prefix[], cidrs: Iterable<string>): Marks {
  return family === 'ipv4' ? ipv4Marks(blocks, cidrs) : ipv6Marks([...blocks, ...cidrs]);
}

/** An organisation names tens of thousands of blocks, nearly all IPv4's: their addresses are numbers, and sorted as such. */
function ipv4Marks(blocks: readonly Prefix[], cidrs: Iterable<string>): Marks {
  const places: number[] = [];
  const mark = (each: string | Prefix): void => {
    const block = ipv4Block(each);
    if (block !== null) places.push(firstOfIpv4(block), endOfIpv4(block));
  };
  blocks.forEach(mark);
  for (const each of cidrs) mark(each);
  const sorted = Float64Array.from(places).sort();
  const marks = sorted.slice(0, eachOnce(sorted));
  const placeAt = (mark: number): number => marks[mark] ?? 2 ** 32;
  return {
    size: marks.length,
    lastUpTo: (bits) => lastUpTo(marks, Number.parseInt(bits, 2)),
    intervalOf(each) {
      const block = ipv4Block(each);
      if (block === null) return null;
      const from = lastUpTo(marks, firstOfIpv4(block));
      const end = endOfIpv4(block);
      const to = marks[from + 1] === end ? from + 1 : lastUpTo(marks, end);
      return marked(from, to, marks[from] === firstOfIpv4(block) && marks[to] === end);
    },
    bitsAt: (mark) => (placeAt(mark) === 2 ** 32 ? END : placeAt(mark).toString(2).padStart(32, '0')),
    shareBefore: (mark) => placeAt(mark) / 2 ** 32,
  };
}

function ipv6Marks(blocks: readonly (string | Prefix)[]): Marks {
  const places = blocks.flatMap((each) => {
    const block = ipv6Block(each);
    return block ? [firstOf(block), endOf(block)] : [];
  });
  const marks = [...new Set(places)].sort();
  const bitsAt = (mark: number): string => marks[mark] ?? END;
  return {
    size: marks.length,
    lastUpTo: (bits) => lastUpTo(marks, bits),
    intervalOf(each) {
      const block = ipv6Block(each);
      if (block === null) return null;
      const [from, to] = [lastUpTo(marks, firstOf(block)), lastUpTo(marks, endOf(block))];
      return marked(from, to, bitsAt(from) === firstOf(block) && bitsAt(to) === endOf(block));
    },
    bitsAt,
    shareBefore: (mark) => shareOf(bitsAt(mark)),
  };
}

function marked(from: number, to: number, isMarked: boolean): Interval {
  if (!isMarked) throw new Error('a block that the line was not cut at');
  return [from, to];
}

function ipv6Block(block: string | Prefix): Prefix | null {
  if (typeof block !== 'string') return block.family === 'ipv6' ? block : null;
  return block.includes(':') ? blockOf(block) : null;
}

export function firstOf({ family, bits }: Prefix): string {
  return bits.padEnd(LENGTH[family], '0');
}

/** Where the next block begins. */
export function endOf({ family, bits }: Prefix): string {
  const last = bits.lastIndexOf('0');
  return last === -1 ? END : `${bits.slice(0, last)}1`.padEnd(LENGTH[family], '0');
}

function shareOf(bits: string): number {
  if (bits === END) return 1;
  let sum = 0;
  for (let i = 0; i < bits.length; i += 32) sum += Number.parseInt(bits.slice(i, i + 32), 2) * 2 ** -(i + 32);
  return sum;
}

function lastUpTo<P extends number | string>(marks: ArrayLike<P>, place: P): number {
  let low = 0;
  for (let high = marks.length - 1; low < high; ) {
    const middle = (low + high + 1) >> 1;
    const mark = marks[middle];
    if (mark !== undefined && mark <= place) low = middle;
    else high = middle - 1;
  }
  return low;
}
