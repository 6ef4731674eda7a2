import type { Assessment, SuppressionUse } from '../../model/assessment.ts';
import { clipped } from '../clipped.ts';
import { printable } from '../printable.ts';
import type { Paint } from '../severity-paint.ts';
import { count, number, wrapped } from '../terminal-text.ts';

/** Rules that somebody should look at; the rest is counted. */
const SHOWN_RULES = 12;
const REASON_ROOM = 200;
/** Under a rule's state. */
const UNDER_STATE = ' '.repeat(13);

/** How much the rules hide, and which of them hide nothing: the expired, and those that fit no failure. */
export function suppressions(
  { summary, suppressions: rules }: Assessment,
  paint: Paint,
  width: number,
): string {
  if (rules.length === 0) return '';
  const active = rules.filter((each) => each.state === 'active');
  const idle = [...rules.filter(expired), ...rules.filter((each) => each.state === 'unmatched')];
  const rest = idle.length - SHOWN_RULES;
  return [
    `${paint.bold('Suppressed')}  ${count(summary.suppressed, 'failure')} by ${count(active.length, 'rule')}`,
    ...idle.slice(0, SHOWN_RULES).map((each) => line(each, paint, width)),
    ...(rest > 0
      ? [paint.dim(`  … and ${number(rest)} more that hide nothing (--output json names them all)`)]
      : []),
  ].join('\n');
}

function line(rule: SuppressionUse, paint: Paint, width: number): string {
  const label = rule.state.padEnd(UNDER_STATE.length - 2);
  const reason = clipped(rule.reason.replaceAll(/\s+/g, ' '), REASON_ROOM);
  const text = wrapped(printable(`${rule.rule}: ${fate(rule)} (${reason})`), width, UNDER_STATE);
  return `  ${paint.yellow(label)}${text.slice(UNDER_STATE.length)}`;
}

function fate({ state, expires, findings }: SuppressionUse): string {
  if (state === 'unmatched') return 'fits no failure of this scan';
  return `ended on ${expires}; it fits ${findings === 0 ? 'none' : count(findings, 'failure')}`;
}

function expired({ state }: SuppressionUse): boolean {
  return state === 'expired';
}
