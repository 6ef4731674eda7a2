import type { Simulation } from '../model/simulation.ts';

/** A surge is absorbed when the group can serve its peak before it ends. What was lost until then the answers tell. */
export function absorbs({ answers }: Simulation): boolean {
  return answers.timeToCapacity !== null;
}
