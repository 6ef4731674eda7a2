/** What a variable's name promises: a password (any wording counts) or a generated token; null: neither. */
export type SecretKind = 'password' | 'token';

const PASSWORD = /(^|[a-z0-9])(password|passwd|passphrase|passcode|pwd)$|^pass$/;
const TOKEN =
  /^(secret|token|apikey|accesskey|secretkey|authkey|privatekey|credential|credentials)$|[a-z](secret|token|apikey)$/;
/** `key` alone says nothing; after one of these it is a secret. */
const KEY_OF = new Set(
  'api access auth private encryption signing signature secret account storage master shared service license jwt hmac'.split(
    ' ',
  ),
);
/** What a name is about when one of these follows: PASSWORD_FILE, TOKEN_TTL, SECRET_ARN. */
const ABOUT = new Set(
  (
    'file filename path dir directory url uri arn name id ids ttl length len policy type expiry expires expire expiration ' +
    'expired timeout count min max limit rotation rotate age endpoint enabled enable required field header prefix suffix ' +
    'version parameter param params store manager provider stdin env var ref reference region bucket table hash hashed ' +
    'algorithm alg issuer audience scope scopes lifetime days hours minutes seconds size regex pattern format label ' +
    'description hint prompt message status state spec source mode reset change update changed updated last at date ' +
    'auth authentication login grant role encryption fingerprint checksum host port user username'
  ).split(' '),
);

/** `DB_PASSWORD`, `dbPassword`, `/orders/db-password` and `--db-password` are passwords; `PASSWORD_FILE` is not. */
export function secretKind(name: string): SecretKind | null {
  const words = wordsOf(name.slice(name.lastIndexOf('/') + 1));
  const at = words.findLastIndex((word, index) => kindOf(word, words[index - 1]) !== null);
  if (at === -1 || words.includes('public')) return null;
  if (words.slice(at + 1).some((word) => ABOUT.has(word))) return null;
  return kindOf(words[at] ?? '', words[at - 1]);
}

function kindOf(word: string, before: string | undefined): SecretKind | null {
  if (PASSWORD.test(word)) return 'password';
  if (TOKEN.test(word)) return 'token';
  return word === 'key' && before !== undefined && KEY_OF.has(before) ? 'token' : null;
}

function wordsOf(name: string): string[] {
  return name
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/([A-Z])([A-Z][a-z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '');
}
