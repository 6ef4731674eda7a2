import colors from 'picocolors';
import type { LintAnswer, LintAnswerFinding } from '../../iam/answers/lint-answer.ts';
import { LINT_SEVERITIES, type LintSeverity } from '../../iam/lint/lint-rules.ts';
import { printable } from '../printable.ts';
import type { Paint } from '../severity-paint.ts';
import type { TableOptions } from '../table/table-report.ts';
import { count } from '../terminal-text.ts';
import { DEEPER, notRead, prose, sections } from './answer-text.ts';

const PAINT: Readonly<Record<LintSeverity, (paint: Paint, text: string) => string>> = {
  error: (paint, text) => paint.red(text),
  warning: (paint, text) => paint.yellow(text),
  suggestion: (paint, text) => paint.cyan(text),
};

/**
 * `policy.json:12:15  error  action-unknown`, as compilers write it, so that editors and terminals find the place. AWS
 * keeps policies on one line, where a column tells people little.
 */
export function lintText({ findings, summary, unread }: LintAnswer, { color, width }: TableOptions): string {
  const paint = colors.createColors(color);
  const counts = LINT_SEVERITIES.map((each) => {
    const text = count(summary[each], each);
    return summary[each] > 0 ? PAINT[each](paint, text) : text;
  });
  return sections([
    findings.map((each) => finding(each, width, paint)).join('\n'),
    notRead(unread, width, paint),
    `${summary.policies === 1 ? '1 policy' : `${summary.policies} policies`}: ${counts.join(', ')}.`,
  ]);
}

function finding(
  { policy, resource, line, column, pointer, severity, rule, message, fix }: LintAnswerFinding,
  width: number,
  paint: Paint,
): string {
  const isFile = resource === null;
  const place = isFile ? `${printable(policy)}:${line}:${column}` : `${printable(policy)} ${pointer}`;
  return [
    `${place}  ${PAINT[severity](paint, severity)}  ${paint.bold(rule)}`,
    ...(isFile ? [] : [paint.dim(`${DEEPER}of ${printable(resource)}`)]),
    prose(message, width, DEEPER),
    paint.dim(prose(fix, width, DEEPER)),
  ].join('\n');
}
