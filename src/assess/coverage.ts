import type { Coverage, DeniedCall } from '../model/assessment.ts';
import type { CallCount, SnapshotHeader } from '../model/snapshot.ts';

/** What was asked of AWS, and what was not answered. */
export function coverageOf(header: SnapshotHeader): Coverage {
  return {
    calls: header.calls.reduce((sum, each) => sum + each.made, 0),
    denied: deniedCalls(header.calls),
    regions: [...new Set(header.accounts.flatMap((each) => each.regions))].sort(),
    skipped: header.accounts.flatMap(({ account, skippedRegions }) =>
      skippedRegions.map((each) => ({ account, ...each })),
    ),
    notEntered: header.notEntered,
    leftOut: header.leftOut,
    complete: header.complete,
    incompleteReason: header.incompleteReason,
  };
}

/** One row for an operation, an account and an error code, its regions together. */
function deniedCalls(calls: readonly CallCount[]): readonly DeniedCall[] {
  const rows = new Map<string, DeniedCall>();
  for (const { call, account, region, failed, why } of calls) {
    if (failed === 0 || why === null) continue;
    const key = `${call} ${account} ${why.split(':')[0]}`;
    const row = rows.get(key) ?? { call, account, regions: [], failed: 0, why };
    rows.set(key, { ...row, regions: [...row.regions, region], failed: row.failed + failed });
  }
  return [...rows.values()];
}
