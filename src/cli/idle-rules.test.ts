import { expect, test } from 'vitest';
import type { SuppressionUse } from '../model/assessment.ts';
import { idleRules } from './idle-rules.ts';

function rules(...states: readonly SuppressionUse['state'][]): readonly SuppressionUse[] {
  return states.map((state, index) => ({
    rule: `s.yaml:${index + 1}`,
    reason: 'accepted',
    expires: null,
    state,
    findings: 0,
  }));
}

test.each<[readonly SuppressionUse[], string | null]>([
  [rules(), null],
  [rules('active'), null],
  [rules('expired'), 'the suppression rule has expired'],
  [rules('unmatched'), 'the suppression rule fits no failure'],
  [rules('active', 'expired'), '1 of 2 suppression rules has expired'],
  [rules('expired', 'expired', 'unmatched'), '2 of 3 suppression rules have expired, and 1 fits no failure'],
  [rules('active', 'unmatched', 'unmatched'), '2 of 3 suppression rules fit no failure'],
])('says which rules hid nothing', (given, sentence) => {
  expect(idleRules(given, true)).toBe(sentence);
});

test('where not all checks were run, a rule that fits nothing is as it should be', () => {
  expect(idleRules(rules('unmatched'), false)).toBeNull();
  expect(idleRules(rules('unmatched', 'expired'), false)).toBe('1 of 2 suppression rules has expired');
});
