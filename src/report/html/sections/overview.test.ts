import { expect, test } from 'vitest';
import { aFramework, aRequirement } from '../../../../test/builders/compliance.ts';
import { aFinding, anAssessment } from '../../../../test/builders/finding.ts';
import type { Finding } from '../../../model/finding.ts';
import { PRACTICES } from '../../../model/practice.ts';
import { unread } from '../../../model/reading.ts';
import { tallyOf } from '../tally.ts';
import { accountMatrix } from './account-matrix.ts';
import { notices } from './notices.ts';
import { headline, overviewSection } from './overview.ts';

const pass = aFinding({ status: 'pass' });
const fail = aFinding({ status: 'fail' });
const unknown = aFinding({ status: 'unknown', unread: [unread('s3:GetBucketPolicy', 'AccessDenied')] });
const suppressed = aFinding({ suppressed: { rule: 'r', reason: 'accepted', expires: null } });

/** These findings for the practices from the first on, passes for the others. */
function everywhere(...first: readonly Finding[]): readonly Finding[] {
  return PRACTICES.map(({ practice }, index) => ({ ...(first[index] ?? pass), practice }));
}

test.each<readonly [string, readonly Finding[]]>([
  ['All twelve practices are broken', everywhere(...Array.from({ length: 12 }, () => fail))],
  ['2 of the twelve practices are broken', everywhere(fail, fail, unknown, suppressed)],
  ['1 of the twelve practices is broken', everywhere(fail)],
  [
    'None of the twelve practices is shown broken; 2 could not be proved',
    everywhere(unknown, unknown, suppressed),
  ],
  [
    'None of the twelve practices has an open failure; 1 only because failures are suppressed',
    everywhere(suppressed),
  ],
  ['All twelve practices are kept', everywhere()],
  ['The practice judged is broken', [fail]],
  ['The practice judged is kept', [pass]],
  ['1 of 2 practices judged is broken', [fail, { ...pass, practice: 1 }]],
  ['Nothing was judged', []],
])('%s', (expected, findings) => {
  expect(headline(anAssessment(findings).summary)).toBe(expected);
});

test('what is missing is said before any figure', () => {
  const whole = anAssessment([fail]);
  expect(notices(whole)).toEqual([]);
  const entry = (account: string) => ({ account, roleArn: 'arn:aws:iam::1:role/r', why: 'AccessDenied' });
  const coverage = {
    ...whole.coverage,
    complete: false,
    incompleteReason: 'the credentials expired',
    notEntered: Array.from({ length: 7 }, (_, index) => entry(`90000000000${index}`)),
  };
  const errors = [{ check: 'root-mfa', resource: 'arn:aws:iam::1:root', message: 'boom' }];
  const said = notices({ ...whole, coverage, errors, findings: [] }).map((each) => each.text);
  expect(said[0]).toContain('the credentials expired');
  expect(said[1]).toContain('7 accounts could not be entered');
  expect(said[1]).toContain('900000000004 and 2 more');
  expect(said[2]).toContain('Checks crashed on 1 resource');
  expect(said[3]).toContain('0 of 1');
});

test('the matrix is there for several accounts, the worst first, and says how many it leaves out', () => {
  const many = Array.from({ length: 300 }, (_, index) =>
    aFinding({ account: String(100_000_000_000 + index), severity: index === 42 ? 'critical' : 'low' }),
  );
  expect(accountMatrix(tallyOf(anAssessment([fail])), new Map())).toBeNull();
  const text =
    accountMatrix(tallyOf(anAssessment(many)), new Map([['100000000042', 'payments']]))?.text ?? '';
  expect(/scope="row"><a href="[^"]+">(\w+)/.exec(text)?.[1]).toBe('payments');
  expect(text.match(/<th scope="row">/g)).toHaveLength(250);
  expect(text).toContain('The 50 accounts after these');
});

test('suppressions are summed up where there are rules', () => {
  const rule = { rule: 'r', reason: 'accepted', expires: null };
  const assessment = anAssessment([suppressed], {
    suppressions: [
      { ...rule, state: 'active', findings: 1 },
      { ...rule, state: 'expired', findings: 3 },
    ],
  });
  const text = overviewSection(assessment, tallyOf(assessment))?.body.text ?? '';
  expect(text).toContain('2 rules, which hide 1 failure.');
  expect(text).toMatch(/Expired<\/dt><dd class="gap">1/);
});

test('a framework has its line', () => {
  const requirements = (['not-met', 'met', 'not-assessed', 'not-covered'] as const).map((state) =>
    aRequirement({ id: state, state }),
  );
  const assessment = anAssessment([pass], { frameworks: [aFramework(requirements)] });
  expect(overviewSection(assessment, tallyOf(assessment))?.body.text).toContain('1 of 3 not met');
});
