import { crc32 } from 'node:zlib';

const BASE62 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const CHECKSUM_LENGTH = 6;

/**
 * Whether a token such as `ghp_` + 30 random characters + checksum is one that GitHub can have issued: the last six
 * characters are the CRC-32 of the random part in base 62.
 * https://github.blog/engineering/platform-security/behind-githubs-new-authentication-token-formats/
 */
export function hasTokenChecksum(token: string): boolean {
  const body = token.slice(token.indexOf('_') + 1);
  const random = body.slice(0, -CHECKSUM_LENGTH);
  return body.slice(-CHECKSUM_LENGTH) === tokenChecksum(random);
}

export function tokenChecksum(random: string): string {
  let value = crc32(random);
  let text = '';
  for (let digit = 0; digit < CHECKSUM_LENGTH; digit++) {
    text = (BASE62[value % 62] ?? '') + text;
    value = Math.floor(value / 62);
  }
  return text;
}
