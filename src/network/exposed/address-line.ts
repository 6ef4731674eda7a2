import { ALL_IPV4, ALL_IPV6, type Family, type Prefix, publicParts } from '../../model/address-range.ts';
import { type Address, addressText, blockOf, DOCUMENTATION } from '../address.ts';
import { has, type Intervals, intersect, NOTHING, unionOfSorted } from './intervals.ts';
import { endOf, firstOf, type Interval, type Marks, marksOf } from './marks.ts';

const ALL: Readonly<Record<Family, Prefix>> = { ipv4: ALL_IPV4, ipv6: ALL_IPV6 };

/**
 * All addresses of a family, cut wherever some block begins or ends and numbered in order: blocks are nested or apart,
 * so each is one interval of numbers, in IPv4 and IPv6 alike, and what holds of one address of a cut holds of all.
 */
export class AddressLine {
  readonly family: Family;
  readonly #marks: Marks;
  /** What the internet routes. */
  readonly public: Intervals;
  readonly all: Intervals;

  /** Blocks of another family are left out. */
  constructor(family: Family, cidrs: Iterable<string>) {
    const routed = publicParts(ALL[family]);
    this.family = family;
    this.#marks = marksOf(family, [ALL[family], ...routed], cidrs);
    this.all = [0, this.#marks.size - 1];
    const parts = this.intervalsOf(routed);
    this.public = unionOfSorted(parts.toSorted((a, b) => a[0] - b[0]));
  }

  /** Of a block that the line was made with; null: it is none of the family. */
  intervalOf(block: string | Prefix): Interval | null {
    return this.#marks.intervalOf(block);
  }

  /** Of those that are of the family. */
  intervalsOf(blocks: readonly (string | Prefix)[]): readonly Interval[] {
    const intervals: Interval[] = [];
    for (const each of blocks) {
      const interval = this.intervalOf(each);
      if (interval) intervals.push(interval);
    }
    return intervals;
  }

  /** An address of the set, one kept for documentation if it may be; null: the set is empty. */
  witness(set: Intervals): string | null {
    const preferred = intersect(set, this.#documentation());
    const first = preferred[0] ?? set[0];
    if (first === undefined) return null;
    const bits = this.#marks.bitsAt(first);
    // A block's own address looks odd in a witness: its first host, if the cut goes so far.
    const host = `${bits.slice(0, -1)}1`;
    const next = this.#marks.bitsAt(first + 1);
    const address: Address = { family: this.family, bits: host < next ? host : bits };
    return addressText(address);
  }

  /** Of the family's whole address space: a /16 of IPv4 is 2^-16. */
  share(set: Intervals): number {
    const before = (cut: number | undefined): number => this.#marks.shareBefore(cut ?? 0);
    let sum = 0;
    for (let i = 0; i < set.length; i += 2) sum += before(set[i + 1]) - before(set[i]);
    return sum;
  }

  /** How many cuts it has. */
  get size(): number {
    return this.#marks.size;
  }

  includes(set: Intervals, address: Address): boolean {
    return has(set, this.cutOf(address));
  }

  /** The number of the cut that an address is of. */
  cutOf({ bits }: Address): number {
    return this.#marks.lastUpTo(bits);
  }

  /** An address of every cut that a block reaches into. */
  addressesOf(block: Prefix): readonly Address[] {
    const first: Address = { family: this.family, bits: firstOf(block) };
    const end = endOf(block);
    const addresses = [first];
    for (let cut = this.cutOf(first) + 1; this.#marks.bitsAt(cut) < end; cut += 1)
      addresses.push({ family: this.family, bits: this.#marks.bitsAt(cut) });
    return addresses;
  }

  /** Nothing, where the line is not cut there. */
  #documentation(): Intervals {
    const block = blockOf(DOCUMENTATION[this.family]);
    if (block === null) return NOTHING;
    const [from, to] = [this.#marks.lastUpTo(firstOf(block)), this.#marks.lastUpTo(endOf(block))];
    const isCut = this.#marks.bitsAt(from) === firstOf(block) && this.#marks.bitsAt(to) === endOf(block);
    return isCut ? [from, to] : NOTHING;
  }
}
