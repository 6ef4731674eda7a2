import { sha256 } from '@noble/hashes/sha2.js';
import { utf8ToBytes } from '@noble/hashes/utils.js';

/** Eighty bits: a collision among a million findings has a chance of one in a trillion. */
const BYTES = 10;
const HEX = '0123456789abcdef';

/**
 * A fingerprint that stays the same over runs while check, resource and sub-key do: suppressions, tickets and
 * `diff` hang on it. Never add anything that changes between runs, such as the summary or the region's order.
 */
export function findingId(check: string, account: string, arn: string, key: string): string {
  unused._cloneInto(hasher);
  hasher.update(bytesOf(`${check}\n${account}\n${arn}\n${key}`)).digestInto(digest);
  for (let index = 0; index < BYTES; index++) {
    const byte = digest[index] ?? 0;
    hex[2 * index] = HEX.charCodeAt(byte >> 4);
    hex[2 * index + 1] = HEX.charCodeAt(byte & 0xf);
  }
  // Text put together from pieces would hold on to them: four times the memory.
  return String.fromCharCode(...hex);
}

// Used again for every fingerprint: half a million hashers and their buffers would cost a second of collecting them.
const unused = sha256.create();
const hasher = unused.clone();
const digest = new Uint8Array(32);
const hex = Array.from({ length: 2 * BYTES }, () => 0);
const scratch = new Uint8Array(4096);

/** UTF-8. Nearly all ids are ASCII, whose bytes need no encoder. */
function bytesOf(text: string): Uint8Array {
  if (text.length > scratch.length) return utf8ToBytes(text);
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code > 0x7f) return utf8ToBytes(text);
    scratch[index] = code;
  }
  return scratch.subarray(0, text.length);
}
