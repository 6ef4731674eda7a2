import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { hostileAssessment } from '../../../test/hostile-assessment.ts';
import { SMALL_ASSESSMENT } from '../../../test/small-assessment.ts';
import type { Assessment } from '../../model/assessment.ts';
import { csvReport } from './csv-report.ts';

type Row = Readonly<Record<string, string>>;

function rowsOf(assessment: Assessment): readonly Row[] {
  const text = [...csvReport(assessment)].join('');
  return parse(text, { columns: true, record_delimiter: '\r\n', relax_quotes: false }) as readonly Row[];
}

test('the columns are these, in this order', () => {
  const [header = ''] = csvReport(SMALL_ASSESSMENT);
  expect(header).toBe(
    'id,status,severity,check,practice,title,account,region,resource_type,resource_id,resource_name,resource_arn,' +
      'resource_tags,summary,evidence,unread,controls,remediation,suppressed_by,suppressed_reason,suppressed_until,' +
      'introduced,introduced_at,introduced_by,introduced_session,introduced_call,introduced_from,introduced_with,' +
      'introduced_event,introduced_file\r\n',
  );
});

test('a finding is a row, and its cells are what it says', () => {
  const rows = rowsOf(SMALL_ASSESSMENT);
  const closed = rows.find((row) => row['resource_id'] === 'closed');
  expect(closed).toMatchObject({ status: 'pass', account: '111122223333', severity: 'critical' });
  expect(JSON.parse(closed?.['resource_tags'] ?? '')).toEqual({ team: 'data', empty: '' });
  expect(rows.find((row) => row['suppressed_by'] !== '')).toMatchObject({
    status: 'fail',
    suppressed_by: 'suppressions.yaml:3',
    suppressed_until: '2026-12-31',
  });
});

test('no cell starts a formula, whatever is in it, and every row stays a row', () => {
  fc.assert(
    fc.property(hostileAssessment(), (assessment) => {
      const rows = rowsOf(assessment);
      expect(rows.map((row) => row['id'])).toEqual(assessment.findings.map((each) => each.id));
      for (const cell of rows.flatMap((row) => Object.values(row))) {
        expect(cell).not.toMatch(/^[\s"]*[=+\-@|%\t\r\n\uff1d\uff0b\uff0d\uff20]/);
        expect(cell).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u202a-\u202e]/);
        expect(cell.length).toBeLessThan(32_767);
        expect(cell.isWellFormed()).toBe(true);
      }
    }),
    { numRuns: 60 },
  );
});
