import type { LoadRates } from './load-rates.ts';

/** Where a load rises and falls. Seconds from the start. */
export interface Surge {
  /** The first second with more than second 0; null: none. */
  readonly from: number | null;
  /** The greatest load that is passed on. */
  readonly peak: number;
  /** The last second of it. */
  readonly peakUntil: number;
  /** The first second from which on the load is no more than that of second 0; null: not by the end. */
  readonly over: number | null;
}

export function surgeOf(rates: LoadRates, duration: number): Surge {
  const work = new Float64Array(60);
  const flood = new Float64Array(60);
  let base = Number.NaN;
  let from = -1;
  let last = -1;
  let peak = 0;
  let peakUntil = 0;
  for (let minute = 0; minute < duration; minute += 60) {
    passedOn(rates, minute, work, flood);
    if (minute === 0) base = work[0] ?? 0;
    const most = greatest(work);
    if (most >= peak) {
      peak = most;
      peakUntil = minute + work.lastIndexOf(most);
    }
    if (most <= base) continue;
    if (from < 0) from = minute + work.findIndex((each) => each > base);
    last = minute + lastAbove(work, base);
  }
  return { from: from < 0 ? null : from, peak, peakUntil, over: last + 1 < duration ? last + 1 : null };
}

function greatest(work: Float64Array): number {
  let most = 0;
  for (let k = 0; k < work.length; k++) {
    const each = work[k] ?? 0;
    if (each > most) most = each;
  }
  return most;
}

function lastAbove(work: Float64Array, base: number): number {
  let k = work.length - 1;
  while ((work[k] ?? base + 1) <= base) k--;
  return k;
}

/** The users' and, where it passes, the flood's. */
function passedOn(rates: LoadRates, minute: number, work: Float64Array, flood: Float64Array): void {
  rates.users(minute, work);
  if (!rates.flood || !rates.floodPasses) return;
  if (minute >= rates.floodUntil || minute + 60 <= rates.floodFrom) return;
  rates.flood(minute, flood);
  for (let k = 0; k < 60; k++) work[k] = (work[k] ?? 0) + (flood[k] ?? 0) * rates.cost;
}
