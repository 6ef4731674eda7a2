import { assess } from '../assess/assess.ts';
import type { Framework } from '../compliance/framework.ts';
import { Inventory } from '../inventory/inventory.ts';
import type { Assessment } from '../model/assessment.ts';
import type { FindingStatus, Severity } from '../model/finding.ts';
import type { Practice } from '../model/practice.ts';
import { DEFAULT_SETTINGS, type Settings } from '../model/settings.ts';
import type { SuppressionRule } from '../model/suppression-rule.ts';
import type { TrailFacts } from '../model/trail-change.ts';
import { CATALOGUE } from '../practices/catalogue.ts';
import type { Check } from '../practices/check.ts';
import type { Collector } from '../sources/aws/collector.ts';
import { ALL_COLLECTORS } from '../sources/aws/services/index.ts';
import { chooseChecks } from './choose-checks.ts';
import type { Config } from './config/load-config.ts';
import { UsageError } from './errors.ts';
import { type SourceOptions, takeSnapshot } from './snapshot-source.ts';
import { refuseImpossible } from './suppressions/refuse-impossible.ts';

export interface ScanOptions extends SourceOptions {
  readonly practices?: readonly Practice[];
  readonly checkIds?: readonly string[];
  /** Frameworks whose requirements are answered from the findings: `cis-aws-5.0.0`. */
  readonly frameworks?: readonly string[];
  /** Judge by the checks of these frameworks only, which takes fewer calls. */
  readonly frameworkOnly?: boolean;
  /** What a `rampart.yaml` says, or its path. */
  readonly config?: Config | string;
  /** The folder of a lake of CloudTrail's events, in the place of the config's: who introduced each failure. */
  readonly trail?: string;
  /** In the place of the config's settings. */
  readonly settings?: Settings;
  /** Rules or the path of a file of them, in the place of the config's file. */
  readonly suppressions?: readonly SuppressionRule[] | string;
}

/** Objects per bucket whose ACLs are read when the check that wants them is asked for. */
const OBJECT_ACL_SAMPLE = 25;

/** Reads the accounts and judges them by the chosen checks. */
export async function runScan(options: ScanOptions): Promise<Assessment> {
  const { practices = [], checkIds = [], asOf } = options;
  const config = await configOf(options.config);
  const settings = options.settings ?? config?.settings ?? DEFAULT_SETTINGS;
  const suppressions = await rulesOf(options.suppressions ?? config?.suppressions ?? []);
  const frameworks = await frameworksOf(options.frameworks ?? []);
  const lake = options.trail ?? config?.trail ?? null;
  const chosen = chooseChecks({ practices, ids: checkIds, hasTrail: lake !== null });
  const checks = options.frameworkOnly ? onlyOf(frameworks, chosen) : chosen;
  const narrow = practices.length > 0 || checkIds.length > 0 || options.frameworkOnly === true;
  const wanted = checkIds.includes('s3-object-acl-sample') ? OBJECT_ACL_SAMPLE : settings.objectAclSampleSize;
  const snapshot = await takeSnapshot({
    ...options,
    objectAclSampleSize: options.objectAclSampleSize ?? wanted,
    collectors: narrow ? collectorsFor(checks) : ALL_COLLECTORS,
    ...(narrow ? { wantedCalls: callsOf(checks) } : {}),
  });
  const inventory = new Inventory(snapshot);
  const trail = await trailFactsOf(lake, asOf ?? snapshot.header.asOf, checks);
  const judge = (some: readonly Check[], by: Settings): Assessment =>
    assess(snapshot, {
      checks: some,
      settings: by,
      suppressions,
      inventory,
      ...(asOf === undefined ? {} : { asOf }),
      ...(trail === null ? {} : { trail }),
    });
  const assessment = await withTrail(judge(checks, settings), checks, lake);
  if (frameworks.length === 0) return assessment;
  const { evaluateFrameworks } = await import('../compliance/evaluate.ts');
  const evidence = { assessment, settings, judge, catalogue: CATALOGUE };
  return { ...assessment, frameworks: evaluateFrameworks(frameworks, evidence) };
}

/** DuckDB is loaded by those who have a lake. */
async function trailFactsOf(
  lake: string | null,
  asOf: string,
  checks: readonly Check[],
): Promise<TrailFacts | null> {
  if (lake === null) return null;
  const { readTrailFacts } = await import('./trail/read-trail-facts.ts');
  return readTrailFacts(lake, asOf, checks);
}

async function withTrail(
  assessment: Assessment,
  checks: readonly Check[],
  lake: string | null,
): Promise<Assessment> {
  if (lake === null) return assessment;
  const { attributed } = await import('./trail/attribute.ts');
  return attributed(assessment, checks, lake);
}

/** YAML and its schemas are loaded by those who have such a file. */
async function configOf(given: Config | string | undefined): Promise<Config | undefined> {
  if (typeof given !== 'string') return given;
  const { readConfig } = await import('./config/load-config.ts');
  return readConfig(given);
}

/** Before anything is read from AWS: a mistake in the rules is said at once. */
async function rulesOf(given: readonly SuppressionRule[] | string): Promise<readonly SuppressionRule[]> {
  if (typeof given === 'string') {
    const { readSuppressions } = await import('./suppressions/read-suppressions.ts');
    return readSuppressions(given);
  }
  refuseImpossible(given);
  return given;
}

/** Thousands of requirements are loaded by those who ask for some. */
async function frameworksOf(ids: readonly string[]): Promise<readonly Framework[]> {
  if (ids.length === 0) return [];
  const { chooseFrameworks } = await import('./choose-frameworks.ts');
  return chooseFrameworks(ids);
}

/** The checks that answer some requirement; none would look like an assessment without a fault. */
function onlyOf(frameworks: readonly Framework[], checks: readonly Check[]): readonly Check[] {
  const found = checks.filter(({ controls }) =>
    controls.some((control) => frameworks.some(({ id }) => control.startsWith(`${id}:`))),
  );
  if (found.length > 0) return found;
  const names = frameworks.map(({ id }) => id).join(', ');
  throw new UsageError(
    names === ''
      ? '--framework-only needs a --framework'
      : `none of the checks that are asked for answers a requirement of ${names}`,
  );
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
