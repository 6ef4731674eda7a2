import type { TrailFacts } from '../../model/trail-change.ts';
import { type Events, openEvents, type Window } from '../../trail/open-events.ts';
import { keyUses } from '../../trail/questions/key-uses.ts';
import { loggedRegions } from '../../trail/questions/logged-calls.ts';
import { rootUses } from '../../trail/questions/root-uses.ts';
import { usedBy } from '../../trail/questions/used.ts';
import { loggedCalls, usesOfPrincipals } from '../../trail/uses-of-principals.ts';
import { asTrailUsage } from './as-usage.ts';

/** What the checks want to know of a lake, up to the assessment. Rejects with `UsageError`. */
export function readTrailFacts(lake: string, asOf: string): Promise<TrailFacts> {
  return asTrailUsage(async () => {
    const window = { to: asOf };
    const events = await openEvents(lake, { ...window, isSummed: true });
    try {
      return {
        accounts: events.lake.accounts,
        rootUses: await rootUses(events, window),
        keyUses: await keyUses(events, window),
        ...(await whatIsUsed(events, window)),
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
