/** Memory that is compared or summed may be read so far beyond its end. */
export const BEYOND: usize = 16;

export const QUOTE: u8 = 0x22;
export const BACKSLASH: u8 = 0x5c;
export const COMMA: u8 = 0x2c;
export const COLON: u8 = 0x3a;
export const OPEN_BRACE: u8 = 0x7b;
export const CLOSE_BRACE: u8 = 0x7d;
export const OPEN_BRACKET: u8 = 0x5b;
export const CLOSE_BRACKET: u8 = 0x5d;
export const SLASH: u8 = 0x2f;

/** Whether as many bytes are the same at both places. */
export function isSame(one: usize, other: usize, length: i32): bool {
  let left = length;
  while (left >= 16) {
    if (v128.any_true(v128.xor(v128.load(one), v128.load(other)))) return false;
    one += 16;
    other += 16;
    left -= 16;
  }
  if (left >= 8) {
    if (load<u64>(one) != load<u64>(other)) return false;
    one += 8;
    other += 8;
    left -= 8;
  }
  if (left == 0) return true;
  return (load<u64>(one) ^ load<u64>(other)) << (((8 - left) as u64) << 3) == 0;
}

/** Spreads what it is multiplied with over the upper bits. */
export const MIX: u64 = 0x9e3779b97f4a7c15;

/** By which texts are told apart before they are compared. */
export function sumOf(start: usize, length: i32): u32 {
  const sum = wideSumOf(start, length);
  return (sum ^ (sum >> 32)) as u32;
}

/** The same, of which the upper bits are as good as the lower ones. */
export function wideSumOf(start: usize, length: i32): u64 {
  let sum: u64 = (length as u64) * MIX;
  let at = start;
  let left = length;
  while (left >= 8) {
    sum = rotl(sum ^ load<u64>(at), 29) * MIX;
    at += 8;
    left -= 8;
  }
  if (left > 0) sum = rotl(sum ^ (load<u64>(at) << (((8 - left) as u64) << 3)), 29) * MIX;
  return sum;
}
