import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';

/** Eighty bits: a collision among a million findings has a chance of one in a trillion. */
const HEX_DIGITS = 20;

/**
 * A fingerprint that stays the same over runs while check, resource and sub-key do: suppressions, tickets and
 * `diff` hang on it. Never add anything that changes between runs, such as the summary or the region's order.
 */
export function findingId(check: string, account: string, arn: string, key: string): string {
  return bytesToHex(sha256(utf8ToBytes(`${check}\n${account}\n${arn}\n${key}`))).slice(0, HEX_DIGITS);
}
