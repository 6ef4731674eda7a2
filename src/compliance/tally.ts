import { type Finding, isOpenFailure, SEVERITIES, type Severity } from '../model/finding.ts';
import { GLOBAL_REGION } from '../model/resource.ts';

/** What the findings of a requirement's checks say of it. */
export interface Tally {
  readonly fail: number;
  readonly unknown: number;
  readonly pass: number;
  readonly suppressed: number;
  readonly worst: Severity | null;
  /** Ids of the open failures. */
  readonly failures: readonly string[];
  /** Accounts with an open failure, sorted. */
  readonly failingAccounts: readonly string[];
  /** API operations without an answer. */
  readonly missing: readonly string[];
  /** Why failures are suppressed. */
  readonly reasons: readonly string[];
  /** Something was judged region by region. */
  readonly isRegional: boolean;
}

/** A failure that does not break the control is, for this requirement, as good as a pass. */
export function tally(findings: readonly Finding[], control: string): Tally {
  const broken = (finding: Finding): boolean =>
    finding.status === 'fail' && finding.controls.includes(control);
  const failures = findings.filter(broken);
  const open = failures.filter(isOpenFailure);
  const unknown = findings.filter((each) => each.status === 'unknown');
  return {
    fail: open.length,
    unknown: unknown.length,
    pass: findings.length - failures.length - unknown.length,
    suppressed: failures.length - open.length,
    worst: SEVERITIES.find((severity) => open.some((each) => each.severity === severity)) ?? null,
    failures: open.map((each) => each.id),
    failingAccounts: distinct(open.map((each) => each.account)),
    missing: distinct(unknown.flatMap((each) => each.unread.map(({ call }) => call))),
    reasons: distinct(failures.flatMap(({ suppressed }) => (suppressed ? [suppressed.reason] : []))),
    isRegional: findings.some(({ region }) => region !== GLOBAL_REGION),
  };
}

function distinct(texts: readonly string[]): readonly string[] {
  return [...new Set(texts)].toSorted();
}
