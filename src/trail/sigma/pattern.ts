/** A text with wildcards, in pieces: literal text, any text, any one character. */
export type Pattern = readonly PatternPiece[];
export type PatternPiece = string | typeof ANY_TEXT | typeof ANY_CHARACTER;

export const ANY_TEXT = Symbol('*');
export const ANY_CHARACTER = Symbol('?');

/**
 * `\` takes the meaning of `*`, `?` and `\`; before anything else it stands for itself.
 * https://sigmahq.io/sigma-specification/specification/sigma-rules-specification.html#escaping
 */
export function patternOf(text: string): Pattern {
  return Array.from(text.matchAll(/\\[*?\\]|[^]/gu), ([each]): PatternPiece => {
    if (each === '*') return ANY_TEXT;
    if (each === '?') return ANY_CHARACTER;
    return each.length === 2 && each.startsWith('\\') ? each.slice(1) : each;
  });
}

export function literal(text: string): Pattern {
  return [text];
}

/** Null: it has wildcards. */
export function plainText(pattern: Pattern): string | null {
  return pattern.every((each) => typeof each === 'string') ? pattern.join('') : null;
}

/** For LIKE … ESCAPE '\'. */
export function likePattern(pattern: Pattern): string {
  return pattern
    .map((each) => {
      if (each === ANY_TEXT) return '%';
      return each === ANY_CHARACTER ? '_' : each.replace(/[\\%_]/g, '\\$&');
    })
    .join('');
}
