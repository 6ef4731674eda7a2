import type { AssessmentSummary, PracticeSummary, StatusCounts } from '../model/assessment.ts';
import { type Finding, SEVERITIES, type Severity } from '../model/finding.ts';
import { PRACTICES } from '../model/practice.ts';

/** Counts for people; a practice without any finding is left with zeros, so that it is seen to be unjudged. */
export function summaryOf(
  findings: readonly Finding[],
  resources: number,
  checks: number,
): AssessmentSummary {
  const practices = PRACTICES.map(({ practice, title }) => ({
    practice,
    title,
    fail: 0,
    unknown: 0,
    pass: 0,
    suppressed: 0,
    worst: null as Severity | null,
  }));
  const bySeverity: Record<Severity, number> = { critical: 0, high: 0, medium: 0, low: 0, info: 0 };
  for (const { practice, status, severity, suppressed } of findings) {
    const row = practices[practice - 1];
    if (!row) continue;
    if (suppressed) {
      row.suppressed++;
      continue;
    }
    row[status]++;
    if (status !== 'fail') continue;
    bySeverity[severity]++;
    row.worst = worse(row.worst, severity);
  }
  return { ...totals(practices), resources, checks, bySeverity, practices };
}

function totals(practices: readonly PracticeSummary[]): StatusCounts {
  const sum = (status: keyof StatusCounts): number =>
    practices.reduce((total, each) => total + each[status], 0);
  return { fail: sum('fail'), unknown: sum('unknown'), pass: sum('pass'), suppressed: sum('suppressed') };
}

function worse(a: Severity | null, b: Severity): Severity {
  return a === null || SEVERITIES.indexOf(b) < SEVERITIES.indexOf(a) ? b : a;
}
