import type { ScalingScenario } from '../../model/simulation.ts';
import { type AbsorbableSurge, absorbableSurge } from '../../scaling/absorbable-surge.ts';
import { type SufficientChange, smallestChange } from '../../scaling/smallest-change.ts';
import { unnamed } from '../../scaling/unnamed.ts';
import type { Inventory } from '../inventory.ts';

/** What would help a group that does not absorb its surge, by many simulations. */
export interface SurgeRemedies {
  /** Null: none of those tried suffices. */
  readonly change: Pick<SufficientChange, 'changes' | 'proof'> | null;
  readonly absorbable: AbsorbableSurge | null;
}

/** Found once for all groups that differ in names alone, so that the proof's events name nothing of them. */
export function surgeRemedies(inventory: Inventory, scenario: ScalingScenario): SurgeRemedies {
  const alike = unnamed(scenario);
  return inventory.derive(`surge remedies ${JSON.stringify(alike)}`, () => ({
    change: smallestChange(alike),
    absorbable: absorbableSurge(alike),
  }));
}
