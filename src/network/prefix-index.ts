import type { Prefix } from '../model/address-range.ts';
import { type Address, blockOf } from './address.ts';

/** What is kept by blocks, to be found by an address that lies within them. */
export class PrefixIndex<T> {
  readonly #byBits = new Map<string, { readonly block: Prefix; readonly values: T[] }>();
  readonly #lengths: readonly number[];

  constructor(entries: Iterable<readonly [cidr: string, value: T]>) {
    const lengths = new Set<number>();
    for (const [cidr, value] of entries) {
      const block = blockOf(cidr);
      if (block === null) continue;
      const key = keyOf(block.family, block.bits);
      const known = this.#byBits.get(key);
      if (known) known.values.push(value);
      else this.#byBits.set(key, { block, values: [value] });
      lengths.add(block.bits.length);
    }
    this.#lengths = [...lengths].sort((a, b) => b - a);
  }

  /** Every value whose block holds the address, with that block, the longest prefix first. */
  *holding({ family, bits }: Address): Iterable<{ readonly block: Prefix; readonly value: T }> {
    for (const length of this.#lengths) {
      if (length > bits.length) continue;
      const found = this.#byBits.get(keyOf(family, bits.slice(0, length)));
      if (found) for (const value of found.values) yield { block: found.block, value };
    }
  }
}

function keyOf(family: Prefix['family'], bits: string): string {
  return family === 'ipv4' ? bits : `6${bits}`;
}
