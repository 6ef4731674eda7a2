import type { StagedPlace } from './batch.ts';
import { placeKey } from './place.ts';

/** The sums of the ids of the events that a run took in, by account and day: of what may have come before. */
export class RecentIds {
  /** How many there are. */
  count = 0;
  readonly #byPlace = new Map<string, Float64Array[]>();

  add(place: StagedPlace): void {
    const key = placeKey(place);
    this.#byPlace.set(key, [...(this.#byPlace.get(key) ?? []), place.sums]);
    this.count += place.sums.length;
  }

  /** Whether an event there may have come before. */
  mayHave(place: StagedPlace): boolean {
    return (this.#byPlace.get(placeKey(place)) ?? []).some((sums) => haveCommon(sums, place.sums));
  }

  clear(): void {
    this.#byPlace.clear();
    this.count = 0;
  }
}

/** Of two ascending lists. */
function haveCommon(one: Float64Array, other: Float64Array): boolean {
  let [at, beside] = [0, 0];
  while (at < one.length && beside < other.length) {
    const difference = (one[at] ?? 0) - (other[beside] ?? 0);
    if (difference === 0) return true;
    if (difference < 0) at += 1;
    else beside += 1;
  }
  return false;
}
