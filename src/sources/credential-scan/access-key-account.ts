const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/**
 * The account that an access key belongs to: since 2019 AWS writes it into the key's identifier (bits 1 to 40 after
 * the four-letter prefix). Null for older identifiers (fifth letter below Q), which do not tell.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-unique-ids
 */
export function accountOfAccessKey(accessKeyId: string): string | null {
  const digits = Array.from(accessKeyId.slice(4), (character) => BASE32.indexOf(character));
  if (digits.length !== 16 || digits.includes(-1) || (digits[0] ?? 0) < BASE32.indexOf('Q')) return null;
  const bits = digits.reduce((sum, digit) => sum * 32n + BigInt(digit), 0n);
  const account = (bits >> 39n) & ((1n << 40n) - 1n);
  return account < 1_000_000_000_000n ? account.toString().padStart(12, '0') : null;
}
