import type { TrailFacts } from '../../model/trail-change.ts';
import type { Check } from '../../practices/check.ts';
import { type Events, openEvents } from '../../trail/open-events.ts';
import { keyUses } from '../../trail/questions/key-uses.ts';
import { loggedRegions } from '../../trail/questions/logged-calls.ts';
import { rootUses } from '../../trail/questions/root-uses.ts';
import { usedBy } from '../../trail/questions/used.ts';
import { loggedCalls, usesOfPrincipals } from '../../trail/uses-of-principals.ts';
import type { Window } from '../../trail/window.ts';
import { asTrailUsage } from './as-usage.ts';

/**
 * What the checks want to know of a lake, up to the assessment; who used what, which takes longest, where one of them
 * `needsTrail`: without it `uses` and `logged` are empty. Rejects with `UsageError`.
 */
export function readTrailFacts(
  lake: string,
  asOf: string,
  checks: readonly Pick<Check, 'needsTrail'>[],
): Promise<TrailFacts> {
  return asTrailUsage(async () => {
    const window = { to: asOf };
    const isUseAsked = checks.some(({ needsTrail }) => needsTrail);
    const events = await openEvents(lake, { ...window, isSummed: isUseAsked });
    try {
      return {
        accounts: events.lake.accounts,
        rootUses: await rootUses(events, window),
        keyUses: await keyUses(events, window),
        ...(isUseAsked ? await whatIsUsed(events, window) : { uses: [], logged: [] }),
      };
    } finally {
      events.close();
    }
  });
}

async function whatIsUsed(events: Events, window: Window): Promise<Pick<TrailFacts, 'uses' | 'logged'>> {
  const { principals } = await usedBy(events, window);
  return {
    uses: usesOfPrincipals(principals),
    logged: loggedCalls(await loggedRegions(events, window), principals),
  };
}
