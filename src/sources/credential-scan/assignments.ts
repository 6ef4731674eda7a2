import type { Candidate } from './credential-finder.ts';
import { entropy } from './entropy.ts';
import { isLocation, isPlaceholder } from './placeholder.ts';
import { type SecretKind, secretKind } from './secret-name.ts';

/**
 * A variable's whole value is what it says. `NAME=value` and quoted values assign. After a colon, a spaced `=` or a
 * flag a bare word may as well be prose or an identifier of program code.
 */
type Syntax = 'variable' | 'assigned' | 'bare-word';

const NAME = '(?<![A-Za-z0-9_.-])(?<name>[A-Za-z_][A-Za-z0-9_.-]{0,80})';
const BARE_VALUE = '(?<bare>[^\\s"\'`,;&|<>(){}\\[\\]]{6,256})';
const VALUE = `(?:"(?<double>[^"\\n]{6,512})"|'(?<single>[^'\\n]{6,512})'|${BARE_VALUE})`;

const ASSIGNMENTS = [
  // NAME=value, name: value, "name": "value", $name := 'value', <add key="name" value="value"/>
  new RegExp(`${NAME}["'\`\\]]{0,2}(?<operator>[ \\t]{0,8}(?:=>|:=|=|:)[ \\t]{0,8})${VALUE}`, 'gd'),
  // --name value, --name=value
  new RegExp(`(?<![\\w-])--?(?<name>[A-Za-z][A-Za-z0-9-]{0,80})(?<operator>[ \\t]{1,8}|=)${VALUE}`, 'gd'),
  // <name>value</name>
  /<(?<name>[A-Za-z_][A-Za-z0-9_.-]{0,80})>(?<bare>[^<>\n]{6,256})<\//dg,
];

/** Passwords and tokens that are written beside a name that says so. */
export function* assignedSecrets(text: string): Iterable<Candidate> {
  for (const expression of ASSIGNMENTS) {
    for (const match of text.matchAll(expression)) {
      const { name = '', operator = '=', double, single, bare } = match.groups ?? {};
      const [start, end] = spanOf(match);
      const isBareWord = bare !== undefined && operator !== '=';
      const value = double ?? single ?? bare ?? '';
      if (isBareWord && isCode(value, text[end])) continue;
      if (isAssignedSecret(name, value, isBareWord ? 'bare-word' : 'assigned')) {
        yield { pattern: `assigned-${secretKind(name) ?? 'token'}`, start, end, genuine: true };
      }
    }
  }
}

/** `getpass.getpass(`, `handler.password`, `url_user_password`. */
function isCode(value: string, next: string | undefined): boolean {
  if (!/^[A-Za-z_][\w.]*$/.test(value)) return false;
  return (
    next === '(' ||
    next === '[' ||
    /^[A-Za-z_]+(\.[A-Za-z_]\w*)+$|^[a-z]*(_[a-z]*)+$|^_?[A-Z]+(_[A-Z]+)+$/.test(value)
  );
}

/** Whether a value is a secret, given the name it is kept under. */
export function isAssignedSecret(name: string, quoted: string, syntax: Syntax = 'variable'): boolean {
  const kind = secretKind(name);
  const value = quoted.replace(/^(["'])(.*)\1$/, '$2');
  if (kind === null || isPlaceholder(value) || isLocation(value) || value.startsWith('--')) return false;
  if (/\s/.test(value) && (syntax !== 'variable' || kind !== 'password')) return false;
  if (value.length < 6 || isPublicKey(value) || isIdentifier(name, value)) return false;
  if (syntax === 'bare-word' && /^[a-z]+$|^[A-Z]+$|^[A-Z][a-z]+$/.test(value)) return false;
  return looksSecret(kind, value, syntax);
}

function looksSecret(kind: SecretKind, value: string, syntax: Syntax): boolean {
  if (kind === 'password') return entropy(value) >= 2.25;
  const isLong = value.length >= 20 && syntax !== 'bare-word';
  const random = isLong || (/[0-9]/.test(value) && /[A-Za-z]/.test(value));
  return value.length >= 8 && random && entropy(value) >= 2.75;
}

function isPublicKey(value: string): boolean {
  return /^(ssh-|ecdsa-|-----BEGIN (PUBLIC|CERTIFICATE))/.test(value);
}

/** A KMS key's identifier is kept under names such as ENCRYPTION_KEY and is no secret. */
function isIdentifier(name: string, value: string): boolean {
  return /kms|encryption/i.test(name) && /^(mrk-)?[0-9a-f-]{32,36}$/.test(value);
}

function spanOf(match: RegExpExecArray): [number, number] {
  const { double, single, bare } = match.indices?.groups ?? {};
  return double ?? single ?? bare ?? [0, 0];
}
