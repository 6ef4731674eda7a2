import colors from 'picocolors';
import type { AuthorizeAnswer } from '../../iam/answers/authorize-answer.ts';
import type { Paint } from '../severity-paint.ts';
import type { TableOptions } from '../table/table-report.ts';
import { notRead, prose, section, sections } from './answer-text.ts';
import { requestRows } from './request-text.ts';
import { statementText } from './statement-text.ts';

export function authorizeText(answer: AuthorizeAnswer, { color, width }: TableOptions): string {
  const paint = colors.createColors(color);
  const { request, determining, explanation, assumptions, unread, effect } = answer;
  const sentences = (title: string, all: readonly string[]): string =>
    section(
      title,
      all.map((each) => prose(each, width)),
      paint,
    );
  return sections([
    [headline(answer, paint), ...requestRows(request, width, paint)].join('\n'),
    sentences(effect === 'allow' ? 'Allowed by' : 'Denied by', determining.map(statementText)),
    sentences('Step by step', explanation),
    sentences('Taken for granted', assumptions),
    notRead(unread, width, paint),
  ]);
}

function headline({ answer, effect, unreadIgnored }: AuthorizeAnswer, paint: Paint): string {
  const ignoring = unreadIgnored ? ', by what was read alone' : '';
  switch (answer) {
    case 'allow':
      return `${paint.green('Allowed')}${ignoring}`;
    case 'explicit-deny':
      return `${paint.red('Denied, explicitly')}${ignoring}`;
    case 'implicit-deny':
      return `${paint.red('Denied')}: ${IMPLICITLY}${ignoring}`;
    case 'unknown':
      return `${paint.yellow('Unknown')}: ${effect === 'allow' ? 'allowed' : 'denied'} by what was read, and the rest could turn it round`;
  }
}

const IMPLICITLY = 'nothing that has to allow it does';
