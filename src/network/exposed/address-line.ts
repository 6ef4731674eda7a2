import { ALL_IPV4, ALL_IPV6, type Family, type Prefix, publicParts } from '../../model/address-range.ts';
import { type Address, addressText, blockOf, DOCUMENTATION } from '../address.ts';
import { has, type Intervals, intersect, unionOfSorted } from './intervals.ts';

const LENGTH: Readonly<Record<Family, number>> = { ipv4: 32, ipv6: 128 };
const ALL: Readonly<Record<Family, Prefix>> = { ipv4: ALL_IPV4, ipv6: ALL_IPV6 };

/**
 * All addresses of a family, cut wherever some block begins or ends and numbered in order: blocks are nested or apart,
 * so each is one interval of numbers, in IPv4 and IPv6 alike, and what holds of one address of a cut holds of all.
 */
export class AddressLine {
  readonly family: Family;
  readonly #places: readonly string[];
  readonly #blocks: ReadonlyMap<string, Interval>;
  /** What the internet routes. */
  readonly public: Intervals;
  readonly all: Intervals;

  constructor(family: Family, blocks: Iterable<Prefix>) {
    this.family = family;
    const routed = publicParts(ALL[family]);
    const bits = new Set([ALL[family], ...routed].map((each) => each.bits));
    for (const block of blocks) if (block.family === family) bits.add(block.bits);
    const { places, intervals } = cutAt(bits, LENGTH[family]);
    this.#places = places;
    this.#blocks = intervals;
    this.all = [0, places.length - 1];
    const parts = routed.map((each) => this.intervalOf(each)).sort((a, b) => a[0] - b[0]);
    this.public = unionOfSorted(parts);
  }

  /** Of a block that the line was made with. */
  intervalOf(block: Prefix): Interval {
    const known = this.#blocks.get(block.bits);
    if (known === undefined) throw new Error('a block that the line was not cut at');
    return known;
  }

  /** An address of the set, one kept for documentation if it may be; null: the set is empty. */
  witness(set: Intervals): string | null {
    const preferred = intersect(set, this.#documentation());
    const first = preferred[0] ?? set[0];
    if (first === undefined) return null;
    const bits = this.#places[first] ?? '';
    // A block's own address looks odd in a witness: its first host, if the cut goes so far.
    const host = `${bits.slice(0, -1)}1`;
    const next = this.#places[first + 1] ?? '';
    const address: Address = { family: this.family, bits: host < next ? host : bits };
    return addressText(address);
  }

  /** Of the family's whole address space: a /16 of IPv4 is 2^-16. */
  share(set: Intervals): number {
    let sum = 0;
    for (let i = 0; i < set.length; i += 2) sum += this.#position(set[i + 1]) - this.#position(set[i]);
    return sum;
  }

  #position(index: number | undefined): number {
    const bits = this.#places[index ?? 0] ?? '';
    if (bits === '2') return 1;
    let sum = 0;
    for (let i = 0; i < bits.length; i += 32)
      sum += Number.parseInt(bits.slice(i, i + 32), 2) * 2 ** -(i + 32);
    return sum;
  }

  /** How many cuts it has. */
  get size(): number {
    return this.#places.length;
  }

  includes(set: Intervals, address: Address): boolean {
    return has(set, this.cutOf(address));
  }

  /** The number of the cut that an address is of. */
  cutOf({ bits }: Address): number {
    let low = 0;
    for (let high = this.#places.length - 1; low < high; ) {
      const middle = (low + high + 1) >> 1;
      if ((this.#places[middle] ?? '') <= bits) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  /** An address of every cut that a block reaches into. */
  addressesOf(block: Prefix): readonly Address[] {
    const first: Address = { family: this.family, bits: startOf(block) };
    const end = endOf(block.bits, LENGTH[this.family]);
    const starts = this.#places.slice(this.cutOf(first) + 1).filter((place) => place < end);
    return [first, ...starts.map((bits) => ({ family: this.family, bits }))];
  }

  #documentation(): Intervals {
    const block = blockOf(DOCUMENTATION[this.family]);
    return (block && this.#blocks.get(block.bits)) ?? [];
  }
}

type Interval = readonly [from: number, to: number];

interface Cuts {
  /** The first address of each cut, and behind them all a text that sorts there. */
  readonly places: readonly string[];
  readonly intervals: ReadonlyMap<string, Interval>;
}

/** Sorted, a block comes right before those that lie in it: one walk over them meets all their beginnings and ends in order. */
function cutAt(blocks: ReadonlySet<string>, length: number): Cuts {
  const places: string[] = [];
  const intervals = new Map<string, Interval>();
  const open: { readonly bits: string; readonly from: number }[] = [];
  const numberOf = (place: string): number =>
    (place === places.at(-1) ? places.length : places.push(place)) - 1;
  const closeThoseBefore = (bits: string | null): void => {
    for (let last = open.at(-1); last && !bits?.startsWith(last.bits); last = open.at(-1)) {
      intervals.set(last.bits, [last.from, numberOf(endOf(last.bits, length))]);
      open.pop();
    }
  };
  for (const bits of [...blocks].sort()) {
    closeThoseBefore(bits);
    open.push({ bits, from: numberOf(bits.padEnd(length, '0')) });
  }
  closeThoseBefore(null);
  return { places, intervals };
}

function startOf({ family, bits }: Prefix): string {
  return bits.padEnd(LENGTH[family], '0');
}

/** Where the next block begins; after the last address, a text that sorts behind them all. */
function endOf(bits: string, length: number): string {
  const last = bits.lastIndexOf('0');
  return last === -1 ? '2' : `${bits.slice(0, last)}1`.padEnd(length, '0');
}
