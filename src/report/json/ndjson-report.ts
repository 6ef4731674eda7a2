import type { Assessment } from '../../model/assessment.ts';
import { inert } from './inert.ts';

/** A finding a line, for pipes and log stores. */
export function ndjsonReport(assessment: Assessment): string {
  return assessment.findings.map((finding) => `${inert(JSON.stringify(finding))}\n`).join('');
}
