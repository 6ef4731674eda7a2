import type { Assessment } from '../../model/assessment.ts';
import type { FindingStatus, Severity } from '../../model/finding.ts';
import type { JsonObject } from '../../model/json.ts';

/** What the page's script reads: each check once, each finding as a short row. */
export interface ReportData {
  readonly checks: readonly ReportCheck[];
  readonly findings: readonly ReportFinding[];
}

export interface ReportCheck {
  readonly id: string;
  readonly title: string;
  readonly practice: number;
  readonly severity: Severity;
  readonly remediation: string;
  readonly controls: readonly string[];
}

/** Evidence is left out of passes: it would be most of the file, and the JSON output has it. */
export interface ReportFinding {
  readonly id: string;
  /** Index into `checks`. */
  readonly c: number;
  readonly s: FindingStatus;
  readonly account: string;
  readonly region: string;
  readonly resource: string;
  readonly arn: string;
  readonly summary: string;
  readonly evidence?: JsonObject;
  readonly unread?: readonly string[];
}

export function reportData({ findings }: Assessment): ReportData {
  const indexes = new Map<string, number>();
  const checks: ReportCheck[] = [];
  const rows = findings.map((finding): ReportFinding => {
    const {
      id,
      check,
      title,
      practice,
      severity,
      remediation,
      controls,
      status,
      account,
      region,
      resource,
      summary,
    } = finding;
    const c =
      indexes.get(check) ?? checks.push({ id: check, title, practice, severity, remediation, controls }) - 1;
    indexes.set(check, c);
    const row = {
      id,
      c,
      s: status,
      account,
      region,
      resource: resource.name ?? resource.id,
      arn: resource.arn,
      summary,
    };
    if (status === 'pass') return row;
    return {
      ...row,
      evidence: finding.evidence,
      unread: finding.unread.map(({ call, why }) => `${call}: ${why}`),
    };
  });
  return { checks, findings: rows };
}
