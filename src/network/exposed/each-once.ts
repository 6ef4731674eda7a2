/** Moves of sorted numbers each once to the front, and says how many those are. */
export function eachOnce(sorted: Float64Array): number {
  let size = 0;
  for (let i = 0; i < sorted.length; i += 1) {
    const number = sorted[i] ?? 0;
    if (size > 0 && number === sorted[size - 1]) continue;
    sorted[size] = number;
    size += 1;
  }
  return size;
}
