import {
  contains,
  type Family,
  firstAddress,
  type Prefix,
  parsePrefix,
  publicParts,
} from '../model/address-range.ts';
import { remembered } from '../model/remembered.ts';

/** One address: a prefix as long as its family's addresses are. */
export type Address = Prefix;

const LENGTH: Readonly<Record<Family, number>> = { ipv4: 32, ipv6: 128 };

/** `10.0.0.7`, `2001:db8::1`; null for anything else, a block included. */
export function parseAddress(text: string): Address | null {
  const prefix = parsePrefix(text);
  return prefix && prefix.bits.length === LENGTH[prefix.family] ? prefix : null;
}

/** By its bits, kept: every hop of a packet tells both its ends. */
const TEXTS: Readonly<Record<Family, (bits: string) => string>> = {
  ipv4: remembered(100_000, (bits) => firstAddress({ family: 'ipv4', bits })),
  ipv6: remembered(100_000, (bits) => firstAddress({ family: 'ipv6', bits })),
};

export function addressText({ family, bits }: Address): string {
  return TEXTS[family](bits);
}

export function sameAddress(a: Address, b: Address): boolean {
  return a.family === b.family && a.bits === b.bits;
}

/** The block a CIDR names, kept: the same few thousand are asked for at every hop. Null: none. */
export const blockOf = remembered(100_000, parsePrefix);

/** The first address of a block; null: it is none. */
export function firstIn(cidr: string): Address | null {
  const block = blockOf(cidr);
  return block && { family: block.family, bits: block.bits.padEnd(LENGTH[block.family], '0') };
}

/** Whether the first block holds all of the second. */
export function holds(outer: string, inner: string): boolean {
  const [block, other] = [blockOf(outer), blockOf(inner)];
  return (
    block !== null && other !== null && block.family === other.family && other.bits.startsWith(block.bits)
  );
}

export function within(address: Address, cidr: string | null): boolean {
  const block = cidr === null ? null : blockOf(cidr);
  return block !== null && contains(block, address);
}

export function withinAny(address: Address, cidrs: readonly string[]): boolean {
  return cidrs.some((cidr) => within(address, cidr));
}

/** Of those that hold the address, the longest prefix; null: none does. */
export function narrowestOf(cidrs: readonly string[], address: Address): Prefix | null {
  const holding = cidrs.flatMap((cidr) => blockOf(cidr) ?? []).filter((block) => contains(block, address));
  return holding.toSorted((a, b) => b.bits.length - a.bits.length)[0] ?? null;
}

/**
 * Kept for documentation, and so nobody's: who stands for all the internet is from here, if he may be.
 * https://www.rfc-editor.org/rfc/rfc5737, https://www.rfc-editor.org/rfc/rfc3849
 */
export const DOCUMENTATION: Readonly<Record<Family, string>> = {
  ipv4: '198.51.100.0/24',
  ipv6: '2001:db8::/32',
};

/**
 * Whether the internet routes it: no internet gateway lets another in or out.
 * https://docs.aws.amazon.com/vpc/latest/reachability/explanation-codes.html (IGW_…_RFC1918, IGW_…_RFC6598)
 */
export function isPublic(address: Address): boolean {
  return publicParts(address).length > 0;
}
