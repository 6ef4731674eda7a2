import { mapReading, type Reading } from '../../model/reading.ts';
import type { AutoScalingGroup } from '../../model/resources/auto-scaling.ts';
import type { ScalingScenario, Simulation } from '../../model/simulation.ts';
import type { SurgeSettings } from '../../model/surge-settings.ts';
import { simulate } from '../../scaling/simulate.ts';
import type { Inventory } from '../inventory.ts';
import { type SimulatedGroup, scalingGroupOf } from './scaling-group-of.ts';
import { surgeScenario } from './surge-scenario.ts';

/** A group under the surge of the settings. */
export interface GroupSurge extends SimulatedGroup {
  readonly scenario: ScalingScenario;
  readonly simulation: Simulation;
}

/** Simulated once for all checks that ask. */
export function groupSurge(
  inventory: Inventory,
  group: AutoScalingGroup,
  surge: SurgeSettings,
): Reading<GroupSurge> {
  return inventory.derive(`${group.arn} under ${JSON.stringify(surge)}`, () =>
    mapReading(scalingGroupOf(inventory, group, surge), (simulated) => {
      const scenario = surgeScenario(simulated, surge);
      return { ...simulated, scenario, simulation: simulate(scenario) };
    }),
  );
}
