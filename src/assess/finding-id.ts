import { sha256 } from '@noble/hashes/sha2.js';
import { utf8ToBytes } from '@noble/hashes/utils.js';
import { ShortTextDigest } from './short-text-digest.ts';

/** Eighty bits: a collision among a million findings has a chance of one in a trillion. */
const DIGITS = 20;
const HEX = '0123456789abcdef';

/**
 * A fingerprint that stays the same over runs while check, resource and sub-key do: suppressions, tickets and
 * `diff` hang on it. Never add anything that changes between runs, such as the summary or the region's order.
 */
export function findingId(check: string, account: string, arn: string, key: string): string {
  const text = `${check}\n${account}\n${arn}\n${key}`;
  const words = short.take(text) ? short.words : digestOf(text);
  for (let digit = 0; digit < DIGITS; digit++)
    hex[digit] = HEX.charCodeAt(((words[digit >> 3] ?? 0) >>> (28 - 4 * (digit & 7))) & 0xf);
  // Text put together from pieces would hold on to them: four times the memory.
  return String.fromCharCode(...hex);
}

// Used again for every fingerprint: half a million of them would cost a second of collecting garbage.
const short = new ShortTextDigest();
const hex = Array.from({ length: DIGITS }, () => 0);

/** Of the text's UTF-8. */
function digestOf(text: string): readonly number[] {
  const { buffer, byteOffset } = sha256(utf8ToBytes(text));
  const view = new DataView(buffer, byteOffset);
  return Array.from({ length: 8 }, (_, word) => view.getInt32(4 * word));
}
