import { join } from 'node:path';
import { assess } from '../../src/assess/assess.ts';
import { CATALOGUE } from '../../src/practices/catalogue.ts';
import type { Fix } from '../../src/practices/check.ts';
import { filledFix } from '../../src/practices/fix/filled-fix.ts';
import { readSnapshot } from '../../src/sources/snapshot-file/snapshot-file.ts';
import { demoTrailFacts } from '../demo-trail.ts';
import { LAB_SETTINGS } from '../lab-settings.ts';

/** The fixes of the bundled organisation's failures, by check. */
export async function demoFixes(): Promise<ReadonlyMap<string, readonly Fix[]>> {
  const snapshot = await readSnapshot(join(import.meta.dirname, '../demo/organisation.snapshot'));
  const trail = await demoTrailFacts(snapshot.header.asOf);
  const { findings } = assess(snapshot, { checks: CATALOGUE, settings: LAB_SETTINGS, trail });
  const failures = findings.filter((each) => each.status === 'fail');
  const byCheck = Map.groupBy(failures, (each) => each.check);
  return new Map(
    CATALOGUE.map((check) => [check.id, (byCheck.get(check.id) ?? []).map((each) => filledFix(check, each))]),
  );
}
