import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Assessment } from '../src/model/assessment.ts';
import { HOSTILE } from '../src/model/hostile-characters.ts';
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
import { hostileAssessment } from './hostile-assessment.ts';
import { SMALL_CHECKS } from './small-assessment.ts';

const FORMATS: Readonly<Record<string, (assessment: Assessment) => Pieces>> = {
  table: (assessment) => [tableReport(assessment, { color: false, width: 100 })],
  json: jsonReport,
  ndjson: ndjsonReport,
  csv: csvReport,
  markdown: markdownReport,
  sarif: (assessment) => sarifReport(assessment, SMALL_CHECKS),
  junit: junitReport,
  ocsf: (assessment) => ocsfReport(assessment, SMALL_CHECKS),
  asff: asffReport,
};

/** HTML, which a browser has to judge, is in html-report.test.ts. */
test.each(Object.entries(FORMATS))(
  '%s holds no character that obeys, hides or is half a one',
  (_format, render) => {
    fc.assert(
      fc.property(hostileAssessment({ ours: true }), (assessment) => {
        const text = [...render(assessment)].join('');
        expect(text.isWellFormed()).toBe(true);
        expect(
          [...text.replace(/\r?\n/g, '').matchAll(HOSTILE)].map(([found]) => found.codePointAt(0)),
        ).toEqual([]);
      }),
      { numRuns: 40 },
    );
  },
);
