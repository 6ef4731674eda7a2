import { crc32 } from 'node:zlib';

const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
const BASE62 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/**
 * Made-up credentials that look real to a scanner: right alphabets, lengths, entropy and checksums. They are put
 * together here, and not written down, so that nobody's secret scanner takes this repository for a leak.
 */
export const leaked = {
  accessKeyId: accessKeyId('111122223333', 0x2b7e1516),
  secretAccessKey: scramble(40, `${BASE62}/+`, 3),
  /** https://github.blog/engineering/platform-security/behind-githubs-new-authentication-token-formats/ */
  gitHubToken: withChecksum(`ghp_${scramble(30, BASE62, 5)}`),
  databasePassword: scramble(20, `${BASE62}!#%`, 7),
  privateKey: [
    ['-----BEGIN RSA', 'PRIVATE KEY-----'].join(' '),
    scramble(64, `${BASE62}/+`, 11),
    scramble(64, `${BASE62}/+`, 13),
    ['-----END RSA', 'PRIVATE KEY-----'].join(' '),
  ].join('\n'),
};

/** An access key id carries its account in the bits after the prefix: base32, shifted by seven. */
function accessKeyId(account: string, rest: number): string {
  let bits = ((BigInt(account) | (1n << 40n)) << 39n) | BigInt(rest);
  let text = '';
  for (let index = 0; index < 16; index += 1) {
    text = BASE32[Number(bits & 31n)] + text;
    bits >>= 5n;
  }
  return `AKIA${text}`;
}

function scramble(length: number, alphabet: string, seed: number): string {
  let state = seed * 2_654_435_761;
  return Array.from({ length }, () => {
    state = (Math.imul(state ^ (state >>> 15), 2_246_822_519) + 0x9e3779b9) >>> 0;
    return alphabet[(state >>> 8) % alphabet.length];
  }).join('');
}

function withChecksum(token: string): string {
  let sum = crc32(token.slice(4));
  let text = '';
  for (let index = 0; index < 6; index += 1) {
    text = BASE62[sum % 62] + text;
    sum = Math.floor(sum / 62);
  }
  return token + text;
}
