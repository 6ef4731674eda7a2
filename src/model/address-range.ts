import ipaddr from 'ipaddr.js';

/**
 * A block of addresses, kept as the bits that all of them begin with: one block lies within another exactly when
 * its bits start with the other's, in IPv4 and IPv6 alike, and two blocks are nested or apart, never crossing.
 */
export interface Prefix {
  readonly family: 'ipv4' | 'ipv6';
  /** `0` and `1`, as many as the prefix is long; empty for 0.0.0.0/0 and ::/0. */
  readonly bits: string;
}

export type Family = Prefix['family'];

export const ALL_IPV4: Prefix = { family: 'ipv4', bits: '' };
export const ALL_IPV6: Prefix = { family: 'ipv6', bits: '' };

/** `10.0.0.0/8`, `2001:db8::/32`, or an address alone; null for anything else. Host bits are ignored, as AWS does. */
export function parsePrefix(text: string): Prefix | null {
  const [address = '', length, ...rest] = text.split('/');
  if (rest.length > 0 || (length !== undefined && !/^\d{1,3}$/.test(length))) return null;
  const family = address.includes(':') ? 'ipv6' : 'ipv4';
  const bits = family === 'ipv4' ? ipv4Bits(address) : ipv6Bits(address);
  const size = length === undefined ? bits?.length : Number(length);
  if (bits === null || size === undefined || size > bits.length) return null;
  return { family, bits: bits.slice(0, size) };
}

/** Millions of rules are parsed in a large organisation: the bits of an octet by its text. */
const OCTETS: ReadonlyMap<string, string> = new Map(
  Array.from({ length: 256 }, (_, octet) => [String(octet), binary(octet, 8)] as const),
);

function ipv4Bits(address: string): string | null {
  const octets = address.split('.');
  if (octets.length !== 4) return null;
  let bits = '';
  for (const octet of octets) {
    const its = OCTETS.get(octet);
    if (its === undefined) return null;
    bits += its;
  }
  return bits;
}

function ipv6Bits(address: string): string | null {
  if (address.includes('%') || !ipaddr.IPv6.isValid(address)) return null;
  return ipaddr.IPv6.parse(address)
    .parts.map((part) => binary(part, 16))
    .join('');
}

function binary(value: number, width: number): string {
  return value.toString(2).padStart(width, '0');
}

export function formatPrefix(prefix: Prefix): string {
  return `${firstAddress(prefix)}/${prefix.bits.length}`;
}

/** The block's lowest address. */
export function firstAddress({ family, bits }: Prefix): string {
  const width = family === 'ipv4' ? 8 : 16;
  const all = bits.padEnd(family === 'ipv4' ? 32 : 128, '0');
  const parts: number[] = [];
  for (let at = 0; at < all.length; at += width) parts.push(Number.parseInt(all.slice(at, at + width), 2));
  return family === 'ipv4' ? parts.join('.') : new ipaddr.IPv6(parts).toString();
}

export function contains(outer: Prefix, inner: Prefix): boolean {
  return outer.family === inner.family && inner.bits.startsWith(outer.bits);
}

export function overlaps(a: Prefix, b: Prefix): boolean {
  return contains(a, b) || contains(b, a);
}

/** A block's share of its family's address space: 1 for all of it, 2^-16 for an IPv4 /16. */
export function shareOf(prefix: Prefix): number {
  return 2 ** -prefix.bits.length;
}

export interface Match {
  readonly prefix: Prefix;
  /** Which of the blocks holds these addresses first; null: none. */
  readonly index: number | null;
}

/** Divides a block by which of an ordered list of blocks comes first to hold each address. */
export function firstMatches(within: Prefix, blocks: readonly Prefix[]): readonly Match[] {
  const matches: Match[] = [];
  const indexed = blocks.map((block, index) => ({ block, index }));
  divide(
    within,
    indexed.filter(({ block }) => overlaps(block, within)),
    matches,
  );
  return matches;
}

interface Indexed {
  readonly block: Prefix;
  readonly index: number;
}

function divide(within: Prefix, blocks: readonly Indexed[], matches: Match[]): void {
  const [first] = blocks;
  if (!first || contains(first.block, within)) {
    matches.push({ prefix: within, index: first?.index ?? null });
    return;
  }
  for (const bit of ['0', '1']) {
    const half = { family: within.family, bits: within.bits + bit };
    divide(
      half,
      blocks.filter(({ block }) => overlaps(block, half)),
      matches,
    );
  }
}

/** The parts of a block that none of the others holds. */
export function subtract(prefix: Prefix, others: readonly Prefix[]): readonly Prefix[] {
  return firstMatches(prefix, others)
    .filter((match) => match.index === null)
    .map((match) => match.prefix);
}

/** Whether the blocks together hold all of it. */
export function covers(blocks: readonly Prefix[], prefix: Prefix): boolean {
  return subtract(prefix, blocks).length === 0;
}

/**
 * Blocks that the internet does not route: https://www.iana.org/assignments/iana-ipv4-special-registry and its
 * IPv6 kin, of which only 2000::/3 is routed. Documentation blocks count as the public addresses that they stand for.
 */
const NOT_PUBLIC: readonly Prefix[] = [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.168.0.0/16',
  '198.18.0.0/15',
  '224.0.0.0/3',
  '::/3',
  '4000::/2',
  '8000::/1',
].flatMap((text) => parsePrefix(text) ?? []);

const PUBLIC = [ALL_IPV4, ALL_IPV6].flatMap((all) => subtract(all, NOT_PUBLIC));

/** The parts of a block that the internet routes. */
export function publicParts(prefix: Prefix): readonly Prefix[] {
  if (PUBLIC.some((part) => contains(part, prefix))) return [prefix];
  return PUBLIC.filter((part) => contains(prefix, part));
}

/** The public addresses of a block as a share of its family's whole address space. */
export function publicShare(prefix: Prefix): number {
  return publicParts(prefix).reduce((sum, part) => sum + shareOf(part), 0);
}
