import colors from 'picocolors';
import type { WhoDocument } from '../../trail/answers/who-document.ts';
import { prose, sections } from '../iam/answer-text.ts';
import type { TableOptions } from '../table/table-report.ts';
import { count, number } from '../terminal-text.ts';
import { eventText } from './event-text.ts';
import { lakeText } from './lake-text.ts';

/** The changes to a resource, the latest first. */
export function whoText(answer: WhoDocument, { color, width }: TableOptions): string {
  const style = { width, paint: colors.createColors(color) };
  return sections([
    prose(headline(answer), width, ''),
    answer.changes.map((each) => eventText(each, style)).join('\n'),
    lakeText(answer.lake, style),
  ]);
}

function headline({ resource, changes, isCut }: WhoDocument): string {
  if (changes.length === 0) return `${resource}: no change to it is in the lake.`;
  const denied = changes.filter(({ outcome }) => outcome !== 'allowed').length;
  const failed = denied === 0 ? '' : `, ${number(denied)} of them denied or failed`;
  const more = isCut ? '; there are older ones (--limit)' : '';
  return `${resource}: ${count(changes.length, 'change')}${failed}${more}.`;
}
