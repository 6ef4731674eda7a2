import { deflateRawSync } from 'node:zlib';
import type { Assessment } from '../model/assessment.ts';
import { CATALOGUE } from '../practices/catalogue.ts';
import { htmlReport } from '../report/html/html-report.ts';
import type { Pieces } from '../report/pieces.ts';

/** The HTML report, piece by piece, with what the catalogue knows of the checks. */
export function htmlOutput(assessment: Assessment): Pieces {
  return htmlReport(assessment, { checks: CATALOGUE, compress });
}

/** The renderers are pure; the compressor that Node brings is quicker and better than one in JavaScript. */
function compress(text: string): string {
  return deflateRawSync(text, { level: 9 }).toString('base64');
}
