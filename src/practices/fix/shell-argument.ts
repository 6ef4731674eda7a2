import { HOSTILE } from '../../model/hostile-characters.ts';
import type { JsonValue } from '../../model/json.ts';

/** Means the same to sh, bash and zsh without quotes; zsh reads a leading `=` as a command's path. */
const PLAIN = /^[\w./:@+,-][\w./:@+,=-]*$/;

export const isPlain = (text: string): boolean => PLAIN.test(text);

/**
 * A text as one inert argument of a POSIX shell, on one line; null: no argument can hold it (NUL). Control characters
 * and the like are written in `$'…'`, which bash, zsh and ksh read back exactly. A shell without it takes the escapes
 * for letters, and still for one argument: quotes are escaped too.
 */
export function shellArgument(text: string): string | null {
  const whole = text.toWellFormed();
  if (whole.includes('\0')) return null;
  if (isPlain(whole)) return whole;
  if (!isHostile(whole)) return `'${whole.replaceAll("'", "'\\''")}'`;
  return `$'${Array.from(whole, escaped).join('')}'`;
}

const isHostile = (text: string): boolean => text.search(HOSTILE) >= 0;

function escaped(character: string): string {
  return character === "'" || character === '\\' || isHostile(character) ? octal(character) : character;
}

/** Each byte of its UTF-8 by exactly three digits, which no following character can lengthen. */
function octal(character: string): string {
  const bytes = encodeURIComponent(character).match(/%..|./gs) ?? [];
  return bytes
    .map((each) => (each.length === 3 ? Number.parseInt(each.slice(1), 16) : each.charCodeAt(0)))
    .map((byte) => `\\${byte.toString(8).padStart(3, '0')}`)
    .join('');
}

/** A text inside a JSON string inside single quotes: ASCII alone, and no quote of either kind. */
export function jsonInQuotes(text: string): string {
  return jsonValueInQuotes(text.toWellFormed()).slice(1, -1);
}

/** JSON inside single quotes. What is not ASCII, and the single quote, stand in its strings only. */
export function jsonValueInQuotes(value: JsonValue): string {
  return JSON.stringify(value).replace(
    /[^ -&(-~]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
