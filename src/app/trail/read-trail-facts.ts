import type { TrailFacts } from '../../model/trail-change.ts';
import { openEvents } from '../../trail/open-events.ts';
import { keyUses } from '../../trail/questions/key-uses.ts';
import { rootUses } from '../../trail/questions/root-uses.ts';
import { asTrailUsage } from './as-usage.ts';

/** What the checks want to know of a lake, up to the assessment. Rejects with `UsageError`. */
export function readTrailFacts(lake: string, asOf: string): Promise<TrailFacts> {
  return asTrailUsage(async () => {
    const window = { to: asOf };
    const events = await openEvents(lake, window);
    try {
      return {
        accounts: events.lake.accounts,
        rootUses: await rootUses(events, window),
        keyUses: await keyUses(events, window),
      };
    } finally {
      events.close();
    }
  });
}
