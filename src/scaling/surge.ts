import { type LoadRates, minuteOf, type Rates } from './load-rates.ts';

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
  const passed = passedOn(rates);
  const base = passed(0).seconds[0] ?? 0;
  let from = -1;
  let last = -1;
  let peak = 0;
  let peakUntil = 0;
  for (let minute = 0; minute < duration; minute += 60) {
    const { seconds, most } = passed(minute);
    if (most >= peak) {
      peak = most;
      peakUntil = minute + seconds.lastIndexOf(most);
    }
    if (most <= base) continue;
    if (from < 0) from = minute + seconds.findIndex((each) => each > base);
    last = minute + seconds.findLastIndex((each) => each > base);
  }
  return { from: from < 0 ? null : from, peak, peakUntil, over: last + 1 < duration ? last + 1 : null };
}

/** The users' and, where it passes, the flood's. */
function passedOn({ users, flood, floodPasses, floodFrom, floodUntil, cost }: LoadRates): Rates {
  if (!flood || !floodPasses) return users;
  return (minute) => {
    if (minute >= floodUntil || minute + 60 <= floodFrom) return users(minute);
    const attack = flood(minute).seconds;
    return minuteOf(users(minute).seconds.map((own, k) => own + (attack[k] ?? 0) * cost));
  };
}
