import type { Assessment } from '../../model/assessment.ts';
import { inert } from './inert.ts';

/** The assessment document itself, in the shape of docs/schema/assessment.v1.json. */
export function jsonReport(assessment: Assessment): string {
  return `${inert(JSON.stringify(assessment, null, 2))}\n`;
}
