import { type Config, readConfig } from './app/config/load-config.ts';
import { UsageError } from './app/errors.ts';
import { runScan, type ScanOptions } from './app/scan.ts';
import { takeSnapshot } from './app/snapshot-source.ts';
import { readSuppressions } from './app/suppressions/read-suppressions.ts';
import { refuseImpossible } from './app/suppressions/refuse-impossible.ts';
import { type AssessOptions, assess as assessWith } from './assess/assess.ts';
import type { Assessment } from './model/assessment.ts';
import type { Snapshot } from './model/snapshot.ts';
import { CATALOGUE } from './practices/catalogue.ts';

export type { Assessment, SuppressionUse } from './model/assessment.ts';
export type { Finding, FindingStatus, Severity, Suppression } from './model/finding.ts';
export type { Reading, Unread } from './model/reading.ts';
export { DEFAULT_SETTINGS, type Settings } from './model/settings.ts';
export type { Snapshot } from './model/snapshot.ts';
export type { SuppressionRule } from './model/suppression-rule.ts';
export { type Config, readConfig, readSuppressions, type ScanOptions, UsageError };

/**
 * Reads AWS (or a snapshot, a folder of CLI output, a recording) and judges it. `config` and `suppressions` are what
 * was read from such files, or their paths; no file is looked for. Rejects with `UsageError`.
 */
export function scan(options: Partial<ScanOptions> = {}): Promise<Assessment> {
  return runScan({ roleArns: [], regions: [], excludedRegions: [], ...options });
}

/**
 * Judges a snapshot by every check that costs no extra calls, or by those given. Pure. Throws a `UsageError` for a
 * suppression rule that would hide everything or can hide nothing.
 */
export function assess(snapshot: Snapshot, options: Partial<AssessOptions> = {}): Assessment {
  refuseImpossible(options.suppressions ?? []);
  return assessWith(snapshot, { checks: CATALOGUE.filter((check) => !check.optIn), ...options });
}

/** Reads a folder of `aws … --output json` files. Rejects with `UsageError`. */
export function readAwsJson(directory: string): Promise<Snapshot> {
  return takeSnapshot({ awsJson: directory, roleArns: [], regions: [], excludedRegions: [] });
}
