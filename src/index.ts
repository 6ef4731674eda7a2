import { UsageError } from './app/errors.ts';
import { runScan, type ScanOptions } from './app/scan.ts';
import { takeSnapshot } from './app/snapshot-source.ts';
import { type AssessOptions, assess as assessWith } from './assess/assess.ts';
import type { Assessment } from './model/assessment.ts';
import type { Snapshot } from './model/snapshot.ts';
import { CATALOGUE } from './practices/catalogue.ts';

export type { Assessment } from './model/assessment.ts';
export type { Finding, FindingStatus, Severity } from './model/finding.ts';
export type { Reading, Unread } from './model/reading.ts';
export type { Snapshot } from './model/snapshot.ts';
export { UsageError };

/** Reads AWS (or a snapshot, a folder of CLI output, a recording) and judges it. Rejects with `UsageError`. */
export function scan(options: Partial<ScanOptions> = {}): Promise<Assessment> {
  return runScan({ roleArns: [], regions: [], excludedRegions: [], ...options });
}

/** Judges a snapshot by every check that costs no extra calls, or by those given. Pure. */
export function assess(snapshot: Snapshot, options: Partial<AssessOptions> = {}): Assessment {
  return assessWith(snapshot, { checks: CATALOGUE.filter((check) => !check.optIn), ...options });
}

/** Reads a folder of `aws … --output json` files. Rejects with `UsageError`. */
export function readAwsJson(directory: string): Promise<Snapshot> {
  return takeSnapshot({ awsJson: directory, roleArns: [], regions: [], excludedRegions: [] });
}
