import { Attribution } from '../../assess/attribution/attribution.ts';
import type { Assessment } from '../../model/assessment.ts';
import type { AccountCoverage } from '../../model/snapshot.ts';
import type { TrailCoverage, TrailPeriod } from '../../model/trail-change.ts';
import type { Check } from '../../practices/check.ts';
import { openEvents } from '../../trail/open-events.ts';
import { readChanges, trailPeriods } from '../../trail/questions/changes.ts';
import { asTrailUsage } from './as-usage.ts';

/** The assessment, each failure with who introduced it: the lake is asked once for all. Rejects with `UsageError`. */
export function attributed(
  assessment: Assessment,
  checks: readonly Check[],
  lake: string,
): Promise<Assessment> {
  return asTrailUsage(async () => {
    // What came later was not judged.
    const window = { to: assessment.asOf };
    const events = await openEvents(lake, window);
    try {
      const attribution = new Attribution(assessment.findings, checks);
      await readChanges(events, attribution.changes, window, attribution.take);
      const periods = await trailPeriods(events, window);
      return {
        ...assessment,
        findings: attribution.attributed(periods),
        trail: coverageOf(lake, assessment.accounts, periods),
      };
    } finally {
      events.close();
    }
  });
}

function coverageOf(
  folder: string,
  accounts: readonly AccountCoverage[],
  periods: readonly TrailPeriod[],
): TrailCoverage {
  const known = new Set(periods.map(({ account, region }) => `${account} ${region}`));
  const judged = new Set(accounts.map(({ account }) => account));
  const without = accounts.map(({ account, regions }) => ({
    account,
    regions: regions.filter((region) => !known.has(`${account} ${region}`)),
  }));
  return {
    folder,
    periods: periods.filter(({ account }) => judged.has(account)),
    without: without.filter(({ regions }) => regions.length > 0),
  };
}
