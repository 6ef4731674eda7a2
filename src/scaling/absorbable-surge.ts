import type { LoadProfile } from '../model/scaling-facts.ts';
import type { ScalingScenario } from '../model/simulation.ts';
import { absorbs } from './absorbs.ts';
import { simulate } from './simulate.ts';

/** How much of a surge a group absorbs as it is. Requests a second. */
export interface AbsorbableSurge {
  /** Above the load before. */
  readonly surge: number;
  /** The most that is absorbed, simulated; 0: not even one. */
  readonly most: number;
}

/** By halving, as `smallestChange`. Null: the load has no surge that could be cut. */
export function absorbableSurge(scenario: ScalingScenario): AbsorbableSurge | null {
  const surge = surgeOf(scenario.load);
  if (surge <= 0) return null;
  const absorbed = (rate: number) => absorbs(simulate({ ...scenario, load: withSurge(scenario.load, rate) }));
  if (absorbed(surge)) return { surge, most: surge };
  let most = 0;
  let tooMuch = Math.ceil(surge);
  while (tooMuch - most > 1) {
    const middle = Math.floor((most + tooMuch) / 2);
    if (absorbed(middle)) most = middle;
    else tooMuch = middle;
  }
  return { surge, most };
}

function surgeOf(load: LoadProfile): number {
  switch (load.kind) {
    case 'burst':
    case 'pulse':
      return load.peak - load.base;
    case 'ramp':
      return load.to - load.from;
    case 'attack':
      return load.flood === 'http' ? load.rate : 0;
    case 'steady':
    case 'diurnal':
    case 'recorded':
      return 0;
  }
}

function withSurge(load: LoadProfile, rate: number): LoadProfile {
  switch (load.kind) {
    case 'burst':
    case 'pulse':
      return { ...load, peak: load.base + rate };
    case 'ramp':
      return { ...load, to: load.from + rate };
    case 'attack':
      return { ...load, rate };
    case 'steady':
    case 'diurnal':
    case 'recorded':
      return load;
  }
}
