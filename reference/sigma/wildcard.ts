/** By trying: `*` is any text, `?` any one character, and a backslash before either, or before itself, takes that away. */
export function correspondsToWildcards(text: string, pattern: string): boolean {
  return from(Array.from(text), 0, Array.from(pattern), 0);
}

function from(text: readonly string[], at: number, pattern: readonly string[], next: number): boolean {
  const sign = pattern[next];
  if (sign === undefined) return at === text.length;
  if (sign === '*') {
    for (let end = at; end <= text.length; end += 1) if (from(text, end, pattern, next + 1)) return true;
    return false;
  }
  if (at === text.length) return false;
  if (sign === '?') return from(text, at + 1, pattern, next + 1);
  const escaped = pattern[next + 1];
  const isEscape = sign === '\\' && escaped !== undefined && '*?\\'.includes(escaped);
  const literal = isEscape ? escaped : sign;
  return text[at] === literal && from(text, at + 1, pattern, next + (isEscape ? 2 : 1));
}
