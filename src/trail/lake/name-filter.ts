import { hash } from 'node:crypto';

/**
 * A Bloom filter: which names a part of the lake may hold. It never denies one that is there, and takes one in three
 * hundred others for there.
 */
export type NameFilter = Uint8Array;

const [BITS_PER_NAME, PROBES] = [12, 8] as const;

/** Of the names' sums, as `nameSum` has them. */
export function nameFilter(sums: readonly bigint[]): NameFilter {
  const filter = new Uint8Array(Math.ceil((sums.length * BITS_PER_NAME) / 8));
  for (const sum of sums)
    for (const bit of bitsOf(sum, filter)) filter[bit >> 3] = (filter[bit >> 3] ?? 0) | (1 << (bit & 7));
  return filter;
}

export function mayHold(filter: NameFilter, sum: bigint): boolean {
  return filter.length > 0 && bitsOf(sum, filter).every((bit) => ((filter[bit >> 3] ?? 0) >> (bit & 7)) & 1);
}

/** Two halves make as many positions as are wanted: Kirsch and Mitzenmacher, "Less hashing, same performance". */
function bitsOf(sum: bigint, { length }: NameFilter): readonly number[] {
  const low = Number(BigInt.asUintN(32, sum));
  const step = 2 * Number(sum >> 32n) + 1;
  return Array.from({ length: PROBES }, (_, probe) => (low + probe * step) % (length * 8));
}

/** MD5 is at hand everywhere; nothing is kept secret by it. */
export function nameSum(name: string | Uint8Array): bigint {
  return hash('md5', name, 'buffer').readBigUInt64LE(0);
}

/** Of a resource, what follows the last / or : in whatever names it, as it stands in JSON: that is what filters hold. */
export function lastName(text: string): string {
  return /[^/:]*$/.exec(JSON.stringify(text).slice(1, -1))?.[0] ?? '';
}
