import { assess } from '../assess/assess.ts';
import type { Assessment } from '../model/assessment.ts';
import type { FindingStatus, Severity } from '../model/finding.ts';
import type { Practice } from '../model/practice.ts';
import { DEFAULT_SETTINGS, type Settings } from '../model/settings.ts';
import type { Check } from '../practices/check.ts';
import type { Collector } from '../sources/aws/collector.ts';
import { ALL_COLLECTORS } from '../sources/aws/services/index.ts';
import { chooseChecks } from './choose-checks.ts';
import { type SourceOptions, takeSnapshot } from './snapshot-source.ts';

export interface ScanOptions extends SourceOptions {
  readonly practices?: readonly Practice[];
  readonly checkIds?: readonly string[];
  readonly settings?: Settings;
}

/** Objects per bucket whose ACLs are read when the check that wants them is asked for. */
const OBJECT_ACL_SAMPLE = 25;

/** Reads the accounts and judges them by the chosen checks. */
export async function runScan(options: ScanOptions): Promise<Assessment> {
  const { practices = [], checkIds = [], settings = DEFAULT_SETTINGS, asOf } = options;
  const checks = chooseChecks({ practices, ids: checkIds });
  const narrow = practices.length > 0 || checkIds.length > 0;
  const wanted = checkIds.includes('s3-object-acl-sample') ? OBJECT_ACL_SAMPLE : settings.objectAclSampleSize;
  const snapshot = await takeSnapshot({
    ...options,
    objectAclSampleSize: options.objectAclSampleSize ?? wanted,
    collectors: narrow ? collectorsFor(checks) : ALL_COLLECTORS,
    ...(narrow ? { wantedCalls: callsOf(checks) } : {}),
  });
  return assess(snapshot, { checks, settings, ...(asOf === undefined ? {} : { asOf }) });
}

/**
 * The collectors that make any of the calls that the checks read. INVARIANT: a check's `reads` name the listing of
 * every type that it or its derivations ask for; a type that was not collected would look empty to `Inventory.of`.
 */
export function collectorsFor(checks: readonly Check[]): readonly Collector[] {
  const calls = callsOf(checks);
  const types = new Set(checks.map((check) => check.resource));
  return ALL_COLLECTORS.filter((each) => types.has(each.type) || each.calls.some((call) => calls.has(call)));
}

function callsOf(checks: readonly Check[]): ReadonlySet<string> {
  return new Set(checks.flatMap((check) => check.reads));
}

/** The findings that were asked to be shown; the summary stays that of the whole. */
export function narrowed(
  assessment: Assessment,
  severities: readonly Severity[],
  statuses: readonly FindingStatus[],
): Assessment {
  if (severities.length === 0 && statuses.length === 0) return assessment;
  const findings = assessment.findings.filter(
    (each) =>
      (severities.length === 0 || severities.includes(each.severity)) &&
      (statuses.length === 0 || statuses.includes(each.status)),
  );
  return { ...assessment, findings };
}
