import type { JsonObject } from '../model/json.ts';
import type { Simulation } from '../model/simulation.ts';

/** Enough for a picture. */
const MOST_POINTS = 90;

/**
 * A simulation's curves for a finding, a point the mean of some minutes: requests a second that are passed on, that could be
 * served and that are lost, and the instances that serve.
 */
export function surgeCurves({ minutes }: Simulation): JsonObject {
  const each = Math.max(1, Math.ceil(minutes.offered.length / MOST_POINTS));
  const passedOn = minutes.offered.map((offered, minute) => offered - (minutes.filtered[minute] ?? 0));
  return {
    minutesEach: each,
    load: means(passedOn, each).map(perSecond),
    capacity: means(minutes.capacity, each).map(perSecond),
    lost: means(minutes.lost, each).map(perSecond),
    inService: means(minutes.inService, each).map(tenth),
  };
}

function means(values: readonly number[], each: number): readonly number[] {
  return Array.from({ length: Math.ceil(values.length / each) }, (_, point) => {
    const own = values.slice(point * each, (point + 1) * each);
    return own.reduce((sum, value) => sum + value, 0) / own.length;
  });
}

const tenth = (value: number) => Math.round(value * 10) / 10;

const perSecond = (aMinute: number) => tenth(aMinute / 60);
