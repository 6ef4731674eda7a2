/**
 * A pure function of a text that keeps its answers for the texts asked about last: when `limit` of them are kept, all
 * are forgotten. What it throws is not kept.
 */
export function remembered<T extends object | string | number | boolean | null>(
  limit: number,
  answer: (text: string) => T,
): (text: string) => T {
  const known = new Map<string, T>();
  return (text) => {
    const found = known.get(text);
    if (found !== undefined) return found;
    const answered = answer(text);
    if (known.size >= limit) known.clear();
    known.set(text, answered);
    return answered;
  };
}
