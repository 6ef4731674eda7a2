import type { Prefix } from '../../model/address-range.ts';

/**
 * A block of IPv4 as one number, first address and length together: tens of thousands of rules are read so without an
 * object or a text for any. Null: it is none. What is one is what `parsePrefix` says.
 */
export function ipv4Block(block: string | Prefix): number | null {
  if (typeof block === 'string') return read(block);
  return block.family === 'ipv4'
    ? packed(Number.parseInt(block.bits.padEnd(32, '0'), 2), block.bits.length)
    : null;
}

/** Host bits are ignored, as AWS does. */
function packed(address: number, length: number): number {
  return (address - (address % sizeOf(length))) * 64 + length;
}

export function firstOfIpv4(block: number): number {
  return Math.floor(block / 64);
}

/** The first address behind it. */
export function endOfIpv4(block: number): number {
  return firstOfIpv4(block) + sizeOf(block % 64);
}

const SIZES = Float64Array.from({ length: 33 }, (_, length) => 2 ** (32 - length));

function sizeOf(length: number): number {
  return SIZES[length] ?? 1;
}

const ZERO = 48;
const DOT = 46;
const SLASH = 47;

/** Character by character, in one loop: what is looked at tens of thousands of times is small when it is compiled. */
function read(text: string): number | null {
  let address = 0;
  let octets = 0;
  let number = 0;
  let digits = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    const digit = code - ZERO;
    if (0 <= digit && digit <= 9) {
      const isPadded = digits === 1 && number === 0 && octets < 4;
      if (isPadded || digits === 3) return null;
      number = number * 10 + digit;
      digits += 1;
    } else {
      const isOctet = digits > 0 && number <= 255 && code === (octets === 3 ? SLASH : DOT);
      if (!isOctet) return null;
      address = address * 256 + number;
      octets += 1;
      number = 0;
      digits = 0;
    }
  }
  if (digits === 0) return null;
  if (octets === 4) return number <= 32 ? packed(address, number) : null;
  return octets === 3 && number <= 255 ? packed(address * 256 + number, 32) : null;
}
