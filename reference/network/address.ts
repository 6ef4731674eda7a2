/** An IPv4 or IPv6 address as the number it is. */
interface Numbered {
  readonly bits: 32 | 128;
  readonly value: bigint;
}

/** `10.0.0.0/8`, `2001:db8::/32`; an address alone is a block of one. */
interface Block extends Numbered {
  readonly length: number;
}

export function isIpv6(address: string): boolean {
  return address.includes(':');
}

export function sameAddress(a: string, b: string): boolean {
  const [first, second] = [numbered(a), numbered(b)];
  return first !== null && second !== null && first.bits === second.bits && first.value === second.value;
}

/** Whether the block holds the address; blocks of the other family hold none. */
export function holds(block: string, address: string): boolean {
  const [outer, inner] = [parseBlock(block), numbered(address)];
  if (outer === null || inner === null || outer.bits !== inner.bits) return false;
  const shift = BigInt(outer.bits - outer.length);
  return outer.value >> shift === inner.value >> shift;
}

/** How many bits all addresses of the block share. */
export function prefixLength(block: string): number {
  return parseBlock(block)?.length ?? 0;
}

/** The first and the last address of a block. */
export function endsOf(block: string): readonly [string, string] {
  const parsed = parseBlock(block);
  if (parsed === null) throw new Error(`${block} is no block of addresses`);
  const size = 1n << BigInt(parsed.bits - parsed.length);
  const first = (parsed.value / size) * size;
  return [
    addressOf({ bits: parsed.bits, value: first }),
    addressOf({ bits: parsed.bits, value: first + size - 1n }),
  ];
}

/** The address that many after (or before) another, turning round at the ends of all addresses. */
export function addressAfter(address: string, count: number): string {
  const from = numbered(address);
  if (from === null) throw new Error(`${address} is no address`);
  return addressOf({ bits: from.bits, value: BigInt.asUintN(from.bits, from.value + BigInt(count)) });
}

/**
 * What the internet does not carry: https://www.iana.org/assignments/iana-ipv4-special-registry, its IPv6 kin, and all
 * of IPv6 but 2000::/3. Blocks set aside for documentation stand for public ones.
 */
const NOT_ON_THE_INTERNET = [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.168.0.0/16',
  '198.18.0.0/15',
  '224.0.0.0/3',
];

export function isOnTheInternet(address: string): boolean {
  if (isIpv6(address)) return holds('2000::/3', address);
  return !NOT_ON_THE_INTERNET.some((block) => holds(block, address));
}

function parseBlock(text: string): Block | null {
  const [address = '', length] = text.split('/');
  const start = numbered(address);
  if (start === null) return null;
  const size = length === undefined ? start.bits : Number(length);
  return Number.isInteger(size) && size >= 0 && size <= start.bits ? { ...start, length: size } : null;
}

function numbered(address: string): Numbered | null {
  return isIpv6(address) ? ipv6(address) : ipv4(address);
}

function ipv4(address: string): Numbered | null {
  const octets = address.split('.');
  if (octets.length !== 4 || !octets.every((each) => /^\d{1,3}$/.test(each) && Number(each) < 256))
    return null;
  return { bits: 32, value: octets.reduce((sum, each) => sum * 256n + BigInt(each), 0n) };
}

function ipv6(address: string): Numbered | null {
  const [head = '', tail, ...rest] = address.split('::');
  const before = head === '' ? [] : head.split(':');
  const after = tail === undefined || tail === '' ? [] : tail.split(':');
  const missing = 8 - before.length - after.length;
  if (rest.length > 0 || (tail === undefined ? missing !== 0 : missing < 1)) return null;
  const parts = [...before, ...Array.from({ length: missing }, () => '0'), ...after];
  if (!parts.every((each) => /^[0-9a-f]{1,4}$/i.test(each))) return null;
  return { bits: 128, value: parts.reduce((sum, each) => sum * 65536n + BigInt(`0x${each}`), 0n) };
}

function addressOf({ bits, value }: Numbered): string {
  const width = bits === 32 ? 8n : 16n;
  const count = bits === 32 ? 4 : 8;
  const parts = Array.from({ length: count }, (_, index) =>
    BigInt.asUintN(Number(width), value >> (width * BigInt(count - 1 - index))),
  );
  return bits === 32 ? parts.join('.') : parts.map((part) => part.toString(16)).join(':');
}
