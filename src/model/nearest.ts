/** The known word that is fewest edits away from a mistyped one, or null when none is near. */
export function nearest(word: string, known: readonly string[]): string | null {
  const ranked = known
    .filter((each) => Math.abs(each.length - word.length) <= mostEdits(each)) // each edit changes the length by one
    .map((each) => ({ each, distance: editDistance(word, each) }))
    .sort((a, b) => a.distance - b.distance);
  const [best] = ranked;
  return best && best.distance <= mostEdits(best.each) ? best.each : null;
}

function mostEdits(word: string): number {
  return Math.max(2, Math.floor(word.length / 3));
}

function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const substitution = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(substitution, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
