import { ALL_IPV4, firstAddress, type Prefix, parsePrefix } from '../../../model/address-range.ts';
import type { EdgedKind } from './region.ts';

/** Values at, between and beyond the edges: one at least of every set that such edges can bound. */
export function valuesAround(kind: EdgedKind, edges: readonly string[]): readonly string[] {
  switch (kind) {
    case 'number':
      return numbersAround(edges.map(Number)).map(String);
    case 'date':
      return numbersAround(edges.map(Number)).map(dateText);
    case 'address':
      return addressesAround(edges.flatMap((edge) => parsePrefix(edge) ?? []));
  }
}

function numbersAround(edges: readonly number[]): readonly number[] {
  const sorted = [...new Set(edges.filter(Number.isFinite))].sort((a, b) => a - b);
  if (sorted.length === 0) return [1];
  return sorted.flatMap((edge, index) => {
    const next = sorted[index + 1];
    const after = next === undefined ? edge + 1 : edge + (next - edge) / 2;
    return index === 0 ? [edge, edge - 1, after] : [edge, after];
  });
}

/** A date of four digits' years; else, as AWS also takes it, Unix seconds. */
function dateText(milliseconds: number): string {
  const date = new Date(milliseconds);
  const year = date.getUTCFullYear();
  return year >= 1 && year <= 9999 ? date.toISOString() : String(milliseconds / 1000);
}

/** Blocks nest or lie apart, so that a set of them begins with a block or right behind one. */
function addressesAround(blocks: readonly Prefix[]): readonly string[] {
  const around = blocks.flatMap((block) => [inside(block), firstAddress(block), behind(block)]);
  return [...new Set([...EXAMPLES, ...around.filter((each) => each !== null)])];
}

/** Addresses of AWS's and of RFC 5737's and 3849's examples, then the first of all. */
const EXAMPLES = ['203.0.113.7', '54.240.143.7', '2001:db8::7', firstAddress(ALL_IPV4), '::'];

/** The second address of a block that has one, which looks more like somebody's than the first. */
function inside({ family, bits }: Prefix): string | null {
  const width = family === 'ipv4' ? 32 : 128;
  if (bits.length === width) return null;
  return firstAddress({ family, bits: `${bits.padEnd(width - 1, '0')}1` });
}

function behind({ family, bits }: Prefix): string | null {
  const zero = bits.lastIndexOf('0');
  if (zero < 0) return null;
  return firstAddress({ family, bits: `${bits.slice(0, zero)}1` });
}
