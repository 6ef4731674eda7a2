/** A character of a pattern: itself, or a wildcard that may or may not take a colon. */
export type PatternChar =
  | { readonly is: string }
  | { readonly any: 'one' | 'many'; readonly colons: boolean };

/** Every way to match is tried; what is known is kept, so that no pattern takes for ever. */
export function matchesPattern(pattern: readonly PatternChar[], text: string): boolean {
  const width = text.length + 1;
  const known = new Map<number, boolean>();
  const waiting: { p: number; t: number }[] = [{ p: 0, t: 0 }];
  while (waiting.length > 0) {
    const { p, t } = waiting.pop() as { p: number; t: number };
    const key = p * width + t;
    if (known.has(key)) continue;
    known.set(key, true);
    const char = pattern[p];
    if (char === undefined) {
      if (t === text.length) return true;
      continue;
    }
    const next = text[t];
    if ('is' in char) {
      if (next === char.is) waiting.push({ p: p + 1, t: t + 1 });
      continue;
    }
    const takes = next !== undefined && (char.colons || next !== ':');
    if (char.any === 'one') {
      if (takes) waiting.push({ p: p + 1, t: t + 1 });
      continue;
    }
    waiting.push({ p: p + 1, t });
    if (takes) waiting.push({ p, t: t + 1 });
  }
  return false;
}
