import fc from 'fast-check';
import { expect, test } from 'vitest';
import { findings } from '../../../test/arbitrary-findings.ts';
import { aFinding, anAssessment } from '../../../test/builders/finding.ts';
import { isOpenFailure, SEVERITIES } from '../../model/finding.ts';
import { stateOf, sumOf, tallyOf, worseCell, worstOf } from './tally.ts';

test('every finding is counted once, in its practice and in its account', () => {
  fc.assert(
    fc.property(findings, (list) => {
      const assessment = anAssessment(list);
      const { practices, accounts, brokenChecks } = tallyOf(assessment);
      practices.forEach(({ bySeverity, ...counts }, index) => {
        const { fail, unknown, pass, suppressed } = assessment.summary.practices[index] ?? counts;
        expect(counts).toEqual({ fail, unknown, pass, suppressed });
        expect(SEVERITIES.reduce((sum, severity) => sum + bySeverity[severity], 0)).toBe(fail);
        const cells = [...accounts.values()].flatMap((row) => row[index] ?? []);
        expect(sumOf(cells)).toEqual(practices[index]);
      });
      expect(brokenChecks.reduce((sum, each) => sum + each.fail, 0)).toBe(list.filter(isOpenFailure).length);
    }),
  );
});

test('an account without findings has its row', () => {
  const assessment = anAssessment([aFinding()]);
  const silent = { ...assessment.accounts[0]!, account: '999999999999' };
  const { accounts } = tallyOf({ ...assessment, accounts: [...assessment.accounts, silent] });
  expect(accounts.get('999999999999')?.every((cell) => stateOf(cell) === 'unjudged')).toBe(true);
});

test('failures make a practice broken, then what is unknown leaves it unproved, then suppressed, then kept', () => {
  const none = { fail: 0, unknown: 0, suppressed: 0, pass: 0 };
  expect(stateOf({ fail: 1, unknown: 1, suppressed: 1, pass: 1 })).toBe('broken');
  expect(stateOf({ ...none, unknown: 1, suppressed: 1, pass: 1 })).toBe('unproved');
  expect(stateOf({ ...none, suppressed: 1, pass: 1 })).toBe('suppressed');
  expect(stateOf({ ...none, pass: 1 })).toBe('kept');
  expect(stateOf(none)).toBe('unjudged');
});

test('one critical failure is worse than any number of high ones', () => {
  const cell = (...severities: ('critical' | 'high' | 'low')[]) =>
    tallyOf(anAssessment(severities.map((severity) => aFinding({ severity })))).practices[11]!;
  const cells = [cell('low'), cell('high', 'high', 'high'), cell(), cell('critical'), cell('high')];
  expect(cells.sort(worseCell).map((each) => [worstOf(each), each.fail])).toEqual([
    ['critical', 1],
    ['high', 3],
    ['high', 1],
    ['low', 1],
    [null, 0],
  ]);
});
