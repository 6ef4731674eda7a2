/** In a form of ARNs: any text without a slash, or without a colon. */
export const NO_SLASH = '\u0001';
export const NO_COLON = '\u0002';

/** Whether some text matches both patterns of `*` and `?`, the first a form: pattern × pattern steps at most. */
export function patternsMeet(a: string, b: string): boolean {
  const seen = new Set<number>();
  const waiting: [number, number][] = [[0, 0]];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const [i, j] = next;
    const key = i * (b.length + 1) + j;
    if (seen.has(key)) continue;
    seen.add(key);
    if (i === a.length && j === b.length) return true;
    const [x, y] = [a[i], b[j]];
    const isRun = x === '*' || x === NO_SLASH || x === NO_COLON;
    if (isRun) waiting.push([i + 1, j]);
    if (y === '*') waiting.push([i, j + 1]);
    if (x === undefined || y === undefined || (isRun && y === '*')) continue;
    if (isRun) {
      if (x === '*' || y !== (x === NO_SLASH ? '/' : ':')) waiting.push([i, j + 1]);
    } else if (y === '*') waiting.push([i + 1, j]);
    else if (x === y || x === '?' || y === '?') waiting.push([i + 1, j + 1]);
  }
  return false;
}

/**
 * Whether every text of the narrower pattern surely matches the wider: what the narrower leaves open, a star of the
 * wider has to take. Never a wrong yes; a no may be wrong.
 */
export function patternCovers(wider: string, narrower: string): boolean {
  if (wider === narrower) return true;
  if (wider.includes('?')) return false;
  const [head = '', ...runs] = wider.split('*');
  if (runs.length === 0 || !narrower.startsWith(head)) return false;
  const tail = runs.pop() ?? '';
  let at = head.length;
  for (const run of runs) {
    const found = narrower.indexOf(run, at);
    if (found < 0) return false;
    at = found + run.length;
  }
  return narrower.length - tail.length >= at && narrower.endsWith(tail);
}
