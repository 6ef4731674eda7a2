import { type Reading, read, unread } from '../model/reading.ts';
import type { TrailFacts } from '../model/trail-change.ts';

/** What the trail tells, where there is one that has events of the account. */
export function trailOf(account: string, trail: TrailFacts | undefined): Reading<TrailFacts> {
  if (!trail) return unread(TRAIL, 'NotAskedFor: no trail was given (scan --trail LAKE)');
  if (!trail.accounts.includes(account))
    return unread(TRAIL, `NotAskedFor: the lake has no event of ${account}`);
  return read(trail);
}

/** In the place of an API operation. */
export const TRAIL = 'rampart/trail';
