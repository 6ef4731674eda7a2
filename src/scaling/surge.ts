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

export function surgeOf({ users, flood, cost, floodPasses }: LoadRates): Surge {
  let from: number | null = null;
  let last = -1;
  let peak = 0;
  let peakUntil = 0;
  const passing = floodPasses ? flood : null;
  const first = (users[0] ?? 0) + (passing?.[0] ?? 0) * cost;
  for (let second = 0; second < users.length; second++) {
    const work = (users[second] ?? 0) + (passing ? (passing[second] ?? 0) * cost : 0);
    if (work > first) {
      from ??= second;
      last = second;
    }
    if (work < peak) continue;
    peak = work;
    peakUntil = second;
  }
  return { from, peak, peakUntil, over: last + 1 < users.length ? last + 1 : null };
}
