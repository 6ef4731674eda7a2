import { tokenChecksum } from '../../src/sources/credential-scan/token-checksum.ts';

/**
 * Made-up credentials with the shapes of real ones, put together when the tests run, so that no scanner (nor a
 * hosting service's push protection) takes this repository for leaky.
 */
const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

/** Characters of an alphabet that look random and are the same every time. */
export function madeUp(length: number, alphabet: string = LETTERS, seed = 7): string {
  let state = seed;
  return Array.from({ length }, () => {
    state = (state * 48_271) % 2_147_483_647;
    return alphabet[state % alphabet.length];
  }).join('');
}

const HEX = '0123456789abcdef';
const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
const DIGITS = '0123456789';

export const accessKeyId = ['AK', 'IA', 'Q', madeUp(15, BASE32)].join('');
export const awsSecretKey = madeUp(40, `${LETTERS}/+`);
export const githubToken = ['gh', 'p_', madeUp(30), tokenChecksum(madeUp(30))].join('');

const jwt = (claims: object): string =>
  [{ alg: 'HS256', typ: 'JWT' }, claims]
    .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
    .concat(madeUp(43))
    .join('.');

export const longTermToken = jwt({ sub: 'service', iat: 1_700_000_000 });
export const sessionToken = jwt({ sub: 'me', iat: 1_700_000_000, exp: 1_700_003_600 });

/** One credential for each pattern that has a published shape, by the pattern's name. */
export const madeUpSecrets: Readonly<Record<string, string>> = {
  'aws-access-key-id': accessKeyId,
  'github-token': githubToken,
  'github-fine-grained-token': ['github', '_pat_', madeUp(22), '_', madeUp(59)].join(''),
  'gitlab-token': ['gl', 'pat-', madeUp(20)].join(''),
  'slack-token': ['xo', 'xb-', madeUp(12, DIGITS), '-', madeUp(12, DIGITS), '-', madeUp(24)].join(''),
  'stripe-key': ['sk', '_live_', madeUp(24)].join(''),
  'google-api-key': ['AI', 'za', madeUp(35)].join(''),
  'google-oauth-client-secret': ['GOC', 'SPX-', madeUp(28)].join(''),
  'azure-client-secret': [madeUp(3), '8', 'Q', '~', madeUp(34)].join(''),
  'npm-token': ['np', 'm_', madeUp(36)].join(''),
  'pypi-token': ['py', 'pi-', 'AgEIcHlwaS5vcmc', madeUp(80)].join(''),
  'sendgrid-key': ['S', 'G.', madeUp(22), '.', madeUp(43)].join(''),
  'openai-key': ['sk', '-proj-', madeUp(40), 'T3Blbk', 'FJ', madeUp(40)].join(''),
  'anthropic-key': ['sk', '-ant-', 'api03-', madeUp(95)].join(''),
  'hugging-face-token': ['h', 'f_', madeUp(34, LETTERS.slice(0, 52))].join(''),
  'docker-hub-token': ['dckr', '_pat_', madeUp(27)].join(''),
  'digitalocean-token': ['do', 'p_v1_', madeUp(64, HEX)].join(''),
  'terraform-token': [madeUp(14), '.atlas', 'v1.', madeUp(64)].join(''),
  'vault-token': ['hv', 's.', madeUp(95)].join(''),
  'new-relic-key': ['NR', 'AK-', madeUp(27, LETTERS.slice(0, 26) + DIGITS)].join(''),
  'databricks-token': ['da', 'pi', madeUp(32, HEX)].join(''),
  'shopify-token': ['shp', 'at_', madeUp(32, HEX)].join(''),
  'mailgun-key': ['ke', 'y-', madeUp(32, HEX)].join(''),
  'age-secret-key': ['AGE', '-SECRET-KEY-', '1', madeUp(58, 'QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L')].join(''),
  'json-web-token': longTermToken,
};

export const privateKey = [
  ['-----BEGIN', 'RSA', 'PRIVATE', 'KEY-----'].join(' '),
  ...Array.from({ length: 6 }, (_, line) => madeUp(64, `${LETTERS}+/`, line + 3)),
  ['-----END', 'RSA', 'PRIVATE', 'KEY-----'].join(' '),
].join('\n');
