import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { aFramework, aRequirement } from '../../../test/builders/compliance.ts';
import { SMALL_ASSESSMENT } from '../../../test/small-assessment.ts';
import type { RequirementResult } from '../../model/compliance.ts';
import { complianceCsvReport } from './compliance-csv-report.ts';

type Row = Readonly<Record<string, string>>;

function rowsOf(...requirements: readonly RequirementResult[]): readonly Row[] {
  const assessment = { ...SMALL_ASSESSMENT, frameworks: [aFramework(requirements)] };
  const text = [...complianceCsvReport(assessment)].join('');
  return parse(text, { columns: true, record_delimiter: '\r\n', relax_quotes: false }) as readonly Row[];
}

test('the columns are these, in this order, also where no framework was asked for', () => {
  const text = [...complianceCsvReport(SMALL_ASSESSMENT)].join('');
  expect(text).toBe(
    'framework,requirement,title,section,level,assessment,state,coverage,worst,fail,unknown,pass,suppressed,' +
      'failing_accounts,checks,why,note\r\n',
  );
});

test('a requirement is a row, and its cells are what it says', () => {
  const [first, second] = rowsOf(
    aRequirement({
      state: 'not-met',
      worst: 'high',
      fail: 12,
      failingAccounts: ['1', '2'],
      level: 1,
      assessment: 'manual',
    }),
    aRequirement({
      id: '2',
      state: 'not-covered',
      coverage: 'none',
      checks: [],
      note: 'People, and "procedure".',
    }),
  );
  expect(first).toEqual({
    framework: 'x-1.0',
    requirement: '1.1',
    title: 'Buckets keep versions',
    section: 'Storage',
    level: '1',
    assessment: 'manual',
    state: 'not-met',
    coverage: 'full',
    worst: 'high',
    fail: '12',
    unknown: '0',
    pass: '1',
    suppressed: '0',
    failing_accounts: '1; 2',
    checks: 's3-bucket-versioning',
    why: '',
    note: '',
  });
  expect(second).toMatchObject({ level: '', worst: '', checks: '', note: 'People, and "procedure".' });
});

test('no reason that others wrote starts a formula or breaks a row', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.constant('=cmd()\r\n"x",')), (why) => {
      const rows = rowsOf(aRequirement({ state: 'excepted', why }));
      expect(rows).toHaveLength(1);
      expect(rows[0]?.['why']).not.toMatch(/^[\s"]*[=+\-@|%\t\r\n]/);
    }),
  );
});
