import colors from 'picocolors';
import type { DetectDocument, DetectionFinding } from '../../trail/answers/detect-document.ts';
import { prose, row, section, sections } from '../iam/answer-text.ts';
import { whence } from '../introduction/event-words.ts';
import { printable } from '../printable.ts';
import { SEVERITY_PAINT } from '../severity-paint.ts';
import type { TableOptions } from '../table/table-report.ts';
import { count } from '../terminal-text.ts';

import { lakeText, type Style, timeText } from './lake-text.ts';

/** Detections, the worst first. */
export function detectText(answer: DetectDocument, { color, width }: TableOptions): string {
  const style = { width, paint: colors.createColors(color) };
  return sections([
    prose(headline(answer), width, ''),
    ...answer.findings.map((each) => findingText(each, style)),
    refusedText(answer, style),
    lakeText(answer.lake, style),
  ]);
}

function headline({ findings, rules, otherSources }: DetectDocument): string {
  const others = otherSources === 0 ? '' : ` ${count(otherSources, 'rule')} about other logs left out.`;
  return `${count(findings.length, 'detection')} by ${count(rules, 'rule')}.${others}`;
}

function findingText(finding: DetectionFinding, { width, paint }: Style): string {
  const { severity, title, summary, firstTime, lastTime, rule, events } = finding;
  const [latest] = events;
  const span =
    firstTime === lastTime ? timeText(firstTime) : `${timeText(firstTime)} to ${timeText(lastTime)}`;
  return [
    `${SEVERITY_PAINT[severity](paint, severity.padEnd(8))}  ${paint.bold(printable(title))}`,
    row('what', summary, width, paint, 4),
    row('when', span, width, paint, 4),
    ...(latest ? [row('from', whence(latest), width, paint, 4)] : []),
    row('rule', rule.place, width, paint, 4),
  ].join('\n');
}

function refusedText({ refused }: DetectDocument, { width, paint }: Style): string {
  const lines = refused.map(({ place, why }) => paint.yellow(prose(`${place}: ${why}`, width)));
  return section('Rules that were not run', lines, paint);
}
