import { expect, test } from 'vitest';
import { aBucket } from '../../../test/builders/s3.ts';
import { deniedCall, snapshotOf } from '../../../test/inventory-of.ts';
import { assess } from '../../assess/assess.ts';
import type { Assessment } from '../../model/assessment.ts';
import { defineCheck, fail, unknown } from '../../practices/check.ts';
import { tableReport } from './table-report.ts';

const metadata = {
  title: 'x',
  practice: 12,
  resource: 'AWS::S3::Bucket',
  reads: [],
  controls: [],
  equivalents: [],
  rationale: '',
  remediation: '',
  fix: { cli: null, terraform: null },
} as const;
const low = defineCheck({
  ...metadata,
  id: 'low-check',
  severity: 'low',
  evaluate: ({ id }) => fail(`${id} is ${'rather '.repeat(20)}wrong.`),
});
const critical = defineCheck({
  ...metadata,
  id: 'critical-check',
  severity: 'critical',
  evaluate: ({ id }) =>
    id === 'b0' ? fail('b0 is \u001b[2J open.') : unknown(deniedCall('s3:GetBucketAcl')),
});
const resources = Array.from({ length: 5 }, (_, index) => aBucket({ id: `b${index}` }));
const assessment: Assessment = assess(snapshotOf({ resources }), { checks: [low, critical] });

test('puts the worst first, counts the rest, and names what was missing once', () => {
  const text = tableReport(assessment, { color: false, width: 10_000 });
  expect(text.indexOf('CRITICAL critical-check  1')).toBeLessThan(text.indexOf('LOW      low-check  5'));
  expect(text).toContain('… and 2 more');
  expect(text.match(/s3:GetBucketAcl/g)).toHaveLength(1);
  expect(text).toContain('Unknown: 4 answers');
  expect(text).toMatch(/12 {2}No bucket is open to the world +6 +4 +0 {2}critical/);
  expect(text).toMatch(/11 {2}Security groups.* 0 {2}not judged/);
});

test('shows control characters, colours only where they are wanted', () => {
  expect(tableReport(assessment, { color: false, width: 100 })).not.toContain('\u001b');
  const colored = tableReport(assessment, { color: true, width: 100 });
  expect(colored).toContain('\u001b[');
  expect(colored).not.toContain('\u001b[2J');
});

test('wraps to the terminal without losing a word', () => {
  const lines = tableReport(assessment, { color: false, width: 80 }).split('\n');
  const failures = lines.slice(lines.indexOf('Failures'));
  for (const line of failures.filter((each) => each.startsWith(' '.repeat(11))))
    expect(line.length).toBeLessThanOrEqual(80);
  expect(failures.join(' ').match(/rather/g)).toHaveLength(3 * 20);
});

test('says that an assessment is incomplete, and which account could not be entered', () => {
  const notEntered = [
    { account: '999900001111', roleArn: 'arn:aws:iam::999900001111:role/x', why: 'AccessDenied: no' },
  ];
  const coverage = {
    ...assessment.coverage,
    complete: false,
    incompleteReason: 'the credentials ended',
    notEntered,
  };
  const text = tableReport(
    { ...assessment, coverage, errors: [{ check: 'c', resource: 'r', message: 'boom' }] },
    { color: false, width: 100 },
  );
  expect(text).toContain('incomplete: the credentials ended');
  expect(text).toContain('not entered 999900001111 by arn:aws:iam::999900001111:role/x: AccessDenied: no');
  expect(text).toContain('1 check crashed');
});

test('shows what is suppressed by practice, and the rules that hide nothing', () => {
  const rule = (place: string, expires: string | null, resources: readonly string[]) => ({
    rule: place,
    reason: 'known\n\u001b[2J and accepted',
    expires,
    resources,
  });
  const suppressions = [
    rule('s.yaml:1', null, ['b1', 'b2']),
    rule('s.yaml:5', '2020-01-01', ['b3']),
    ...Array.from({ length: 14 }, (_, index) => rule(`s.yaml:${10 + index}`, null, ['nothing'])),
  ];
  const judged = assess(snapshotOf({ resources }), { checks: [low, critical], suppressions });
  const text = tableReport(judged, { color: false, width: 10_000 });
  expect(text).toMatch(/Practice +Fail +Suppressed +Unknown/);
  expect(text).toMatch(/12 {2}No bucket is open to the world +4 +2 +4 +0 {2}critical/);
  expect(text).toContain('LOW      low-check  3');
  expect(text).not.toContain('b1 is');
  expect(text).toContain('Suppressed  2 failures by 1 rule');
  expect(text).toContain(
    '  expired    s.yaml:5: ended on 2020-01-01; it fits 1 failure (known \\u{1b}[2J and accepted)',
  );
  expect(text).toContain('  unmatched  s.yaml:10: fits no failure of this scan (known');
  expect(text).toContain('… and 3 more that hide nothing');
});

test('where every failure is suppressed it says so', () => {
  const suppressions = [{ rule: 's.yaml:1', reason: 'x', expires: null, practices: [12 as const] }];
  const judged = assess(snapshotOf({ resources }), { checks: [low], suppressions });
  const text = tableReport(judged, { color: false, width: 100 });
  expect(text).toContain('No failure among what was read but those that are suppressed.');
});
