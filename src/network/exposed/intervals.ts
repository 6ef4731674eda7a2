/** A set of whole numbers as sorted, disjoint, non-adjacent half-open intervals, flat: `[from, to, from, to, …]`. */
export type Intervals = readonly number[];

export const NOTHING: Intervals = [];

/** Where a set is put together: millions of short lists would each be given room to grow. */
const scratch: number[] = [];

/** One of the two itself where the other holds all of it: most sets are shared, and stay so. */
export function intersect(a: Intervals, b: Intervals): Intervals {
  if (isBetween(b, a)) return b;
  let length = 0;
  let isWhole = true;
  for (let i = 0, j = startIn(b, a[0] ?? 0); i < a.length; i += 2) {
    const start = a[i] ?? 0;
    const end = a[i + 1] ?? 0;
    while (j < b.length && (b[j + 1] ?? 0) <= start) j += 2;
    isWhole &&= j < b.length && (b[j] ?? 0) <= start && end <= (b[j + 1] ?? 0);
    for (let k = j; k < b.length && (b[k] ?? 0) < end; k += 2) {
      scratch[length] = Math.max(start, b[k] ?? 0);
      scratch[length + 1] = Math.min(end, b[k + 1] ?? 0);
      length += 2;
    }
  }
  if (isWhole) return a;
  return length === 0 ? NOTHING : scratch.slice(0, length);
}

/** Whether the outer set is one interval, and holds all of the other. */
function isBetween(inner: Intervals, outer: Intervals): boolean {
  if (outer.length !== 2 || inner.length === 0) return false;
  return (outer[0] ?? 0) <= (inner[0] ?? 0) && (inner.at(-1) ?? 0) <= (outer[1] ?? 0);
}

/** Where in a set its first interval begins that does not end before a number. */
function startIn(set: Intervals, number: number): number {
  let low = 0;
  for (let high = set.length / 2; low < high; ) {
    const middle = (low + high) >> 1;
    if ((set[2 * middle + 1] ?? 0) <= number) low = middle + 1;
    else high = middle;
  }
  return 2 * low;
}

/** The union of intervals that are sorted by where they begin. */
export function unionOfSorted(parts: readonly (readonly [from: number, to: number])[]): Intervals {
  const [first] = parts;
  if (first && parts.length === 1) return first;
  let length = 0;
  for (const [from, to] of parts) {
    const last = length - 1;
    if (last > 0 && from <= (scratch[last] ?? 0)) scratch[last] = Math.max(scratch[last] ?? 0, to);
    else {
      scratch[length] = from;
      scratch[length + 1] = to;
      length += 2;
    }
  }
  return scratch.slice(0, length);
}

export function union(a: Intervals, b: Intervals): Intervals {
  if (a.length === 0) return b;
  if (b.length === 0) return a;
  return unionOfSorted([...pairs(a), ...pairs(b)].toSorted((x, y) => x[0] - y[0]));
}

export function without(a: Intervals, b: Intervals): Intervals {
  const rest: number[] = [];
  for (const [start, to] of pairs(a)) {
    let from = start;
    for (let j = 0; j < b.length && from < to; j += 2) {
      const cutFrom = b[j] ?? 0;
      const cutTo = b[j + 1] ?? 0;
      if (cutTo <= from) continue;
      if (cutFrom >= to) break;
      if (cutFrom > from) rest.push(from, cutFrom);
      from = Math.max(from, cutTo);
    }
    if (from < to) rest.push(from, to);
  }
  return rest;
}

export function isWithin(inner: Intervals, outer: Intervals): boolean {
  return without(inner, outer).length === 0;
}

function pairs(set: Intervals): readonly (readonly [number, number])[] {
  const all: (readonly [number, number])[] = [];
  for (let i = 0; i < set.length; i += 2) all.push([set[i] ?? 0, set[i + 1] ?? 0]);
  return all;
}

/** Whether a number is of the set. */
export function has(set: Intervals, number: number): boolean {
  for (let i = 0; i < set.length; i += 2)
    if ((set[i] ?? 0) <= number) {
      if (number < (set[i + 1] ?? 0)) return true;
    } else return false;
  return false;
}
