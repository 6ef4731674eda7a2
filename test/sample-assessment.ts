import { join } from 'node:path';
import { runScan } from '../src/app/scan.ts';
import type { Assessment } from '../src/model/assessment.ts';

const SNAPSHOT = join(import.meta.dirname, '../lab/demo/organisation.snapshot');

/** What the checks say of the bundled sample organisation. */
export function sampleAssessment(frameworks: readonly string[] = []): Promise<Assessment> {
  return runScan({ snapshot: SNAPSHOT, frameworks, roleArns: [], regions: [], excludedRegions: [] });
}
