import type { SuppressionUse } from '../model/assessment.ts';

/**
 * Of the suppression rules, those that hid nothing: "2 of 5 suppression rules have expired, and 1 fits no failure".
 * Null: there are none. Of a part of the checks most rules fit nothing, which says nothing of the rules.
 */
export function idleRules(rules: readonly SuppressionUse[], allChecks: boolean): string | null {
  const count = (state: SuppressionUse['state']): number =>
    rules.filter((each) => each.state === state).length;
  const [first, ...others] = [
    said(count('expired'), 'has expired', 'have expired'),
    allChecks ? said(count('unmatched'), 'fits no failure', 'fit no failure') : null,
  ].filter((each) => each !== null);
  if (first === undefined) return null;
  const [number, does] = first;
  const subject =
    rules.length === 1 ? 'the suppression rule' : `${number} of ${rules.length} suppression rules`;
  return [`${subject} ${does}`, ...others.map((each) => each.join(' '))].join(', and ');
}

function said(count: number, one: string, several: string): readonly [number: number, does: string] | null {
  return count === 0 ? null : [count, count === 1 ? one : several];
}
