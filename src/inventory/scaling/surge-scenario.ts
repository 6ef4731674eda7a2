import type { LoadProfile } from '../../model/scaling-facts.ts';
import type { ScalingScenario } from '../../model/simulation.ts';
import type { SurgeSettings } from '../../model/surge-settings.ts';
import type { SimulatedGroup } from './scaling-group-of.ts';

/** The load now, in requests a second, as assumed. */
export function loadNow({ group, assumed }: SimulatedGroup): number {
  const weight = group.instanceTypes[0]?.weight ?? 1;
  return (assumed.utilization * assumed.requestsPerSecond * group.desiredCapacity) / weight;
}

export const SURGE_SEED = 1;

/** Minutes of rest before, and after, in which the group should come back. */
const BEFORE = 10;
const AFTER = 120;

/** The surge of the settings. */
export function surgeScenario(simulated: SimulatedGroup, surge: SurgeSettings): ScalingScenario {
  const base = loadNow(simulated);
  const { factor, riseMinutes, holdMinutes } = surge;
  const load: LoadProfile = {
    kind: 'burst',
    base,
    peak: base * factor,
    start: BEFORE * 60,
    rise: riseMinutes * 60,
    hold: holdMinutes * 60,
    fall: riseMinutes * 60,
  };
  const duration = (BEFORE + 2 * riseMinutes + holdMinutes + AFTER) * 60;
  return { group: simulated.group, load, duration, seed: SURGE_SEED };
}
