import type { Assessment } from '../../model/assessment.ts';

/** A finding a line, for pipes and log stores. */
export function ndjsonReport(assessment: Assessment): string {
  return assessment.findings.map((finding) => `${JSON.stringify(finding)}\n`).join('');
}
