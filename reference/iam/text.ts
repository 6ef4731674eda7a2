import type { PatternChar } from './wildcard.ts';

/** A character of a policy's text; one that came from a variable is never a wildcard, nor a divider. */
export interface TextChar {
  readonly char: string;
  readonly written: boolean;
}

export interface Variables {
  /** Null: the request has no such key, or more than one value of it. */
  valueOf(key: string): string | null;
}

/**
 * A text of a policy with its variables replaced; null where one has neither a value nor a default.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html
 */
export function replaced(text: string, version: unknown, variables: Variables): TextChar[] | null {
  const chars: TextChar[] = [];
  let at = 0;
  while (at < text.length) {
    const end = text.startsWith('${', at) ? text.indexOf('}', at) : -1;
    const found = version === '2012-10-17' && end > 0 ? variable(text.slice(at + 2, end)) : null;
    if (found === null) {
      chars.push({ char: text[at] ?? '', written: true });
      at += 1;
      continue;
    }
    const value = 'value' in found ? found.value : (variables.valueOf(found.key) ?? found.fallback);
    if (value === null) return null;
    for (let each = 0; each < value.length; each++) chars.push({ char: value[each] ?? '', written: false });
    at = end + 1;
  }
  return chars;
}

/** `*`, `?` and `$` stand for themselves; a name may have a default in quotes after a comma. */
function variable(inner: string): { value: string } | { key: string; fallback: string | null } | null {
  if (inner.length === 1 && '*?$'.includes(inner)) return { value: inner };
  const comma = inner.indexOf(',');
  const key = (comma < 0 ? inner : inner.slice(0, comma)).trim();
  if (key === '' || key.includes("'")) return null;
  if (comma < 0) return { key, fallback: null };
  const quoted = inner.slice(comma + 1).trim();
  const isQuoted = quoted.length >= 2 && quoted.startsWith("'") && quoted.endsWith("'");
  const fallback = quoted.slice(1, -1);
  return isQuoted && !fallback.includes("'") ? { key, fallback } : null;
}

export function plain(chars: readonly TextChar[]): string {
  return chars.map(({ char }) => char).join('');
}

/** Wildcards take any character. */
export function stringPattern(chars: readonly TextChar[]): PatternChar[] {
  return chars.map(({ char, written }): PatternChar => {
    if (written && char === '*') return { any: 'many', colons: true };
    if (written && char === '?') return { any: 'one', colons: true };
    return { is: char };
  });
}

/**
 * An ARN's six parts; wildcards of the first five stay within their part.
 * Resource: "If the * wildcard is the last character of a resource ARN segment, it can expand to match beyond the
 * colon boundaries." ArnLike: "Each of the six colon-delimited components of the ARN is checked separately."
 */
export function arnPattern(chars: readonly TextChar[], element: 'Resource' | 'ArnLike'): PatternChar[] {
  let colons = 0;
  return chars.map(({ char, written }, at): PatternChar => {
    if (written && char === ':') colons += 1;
    if (!written || (char !== '*' && char !== '?')) return { is: char };
    const next = chars[at + 1];
    const endsWhole = next === undefined;
    const endsPart = next?.written === true && next.char === ':';
    const runsOn = char === '*' && (endsWhole || (endsPart && element === 'Resource'));
    return { any: char === '*' ? 'many' : 'one', colons: colons >= 5 || runsOn };
  });
}

export function colonsIn(chars: readonly TextChar[]): number {
  return chars.filter(({ char, written }) => written && char === ':').length;
}
