import { join } from 'node:path';
import { expect, test } from 'vitest';
import { asffReport } from '../src/report/asff/asff-report.ts';
import { csvReport } from '../src/report/csv/csv-report.ts';
import { jsonReport } from '../src/report/json/json-report.ts';
import { ndjsonReport } from '../src/report/json/ndjson-report.ts';
import { junitReport } from '../src/report/junit/junit-report.ts';
import { markdownReport } from '../src/report/markdown/markdown-report.ts';
import { ocsfReport } from '../src/report/ocsf/ocsf-report.ts';
import type { Pieces } from '../src/report/pieces.ts';
import { sarifReport } from '../src/report/sarif/sarif-report.ts';
import { tableReport } from '../src/report/table/table-report.ts';
import { SMALL_ASSESSMENT, SMALL_CHECKS } from './small-assessment.ts';

/** Each format's whole text, to be looked at when it changes: `npx vitest run test/golden.test.ts -u`. */
const FORMATS: Readonly<Record<string, () => Pieces>> = {
  'table.txt': () => [tableReport(SMALL_ASSESSMENT, { color: false, width: 100 })],
  'assessment.json': () => jsonReport(SMALL_ASSESSMENT),
  'findings.ndjson': () => ndjsonReport(SMALL_ASSESSMENT),
  'findings.csv': () => csvReport(SMALL_ASSESSMENT),
  'summary.md': () => markdownReport(SMALL_ASSESSMENT),
  'findings.sarif': () => sarifReport(SMALL_ASSESSMENT, SMALL_CHECKS),
  'junit.xml': () => junitReport(SMALL_ASSESSMENT),
  'findings.ocsf.json': () => ocsfReport(SMALL_ASSESSMENT, SMALL_CHECKS),
  'findings.asff.ndjson': () => asffReport(SMALL_ASSESSMENT),
};

test.each(Object.entries(FORMATS))('%s is as it was', async (file, render) => {
  await expect([...render()].join('')).toMatchFileSnapshot(join(import.meta.dirname, 'golden', file));
});
