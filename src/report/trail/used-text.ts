import colors from 'picocolors';
import type { PrincipalUse, UsedDocument, UsedEvent } from '../../trail/answers/used-document.ts';
import { prose, row, sections } from '../iam/answer-text.ts';
import { printable } from '../printable.ts';
import type { TableOptions } from '../table/table-report.ts';
import { count, number } from '../terminal-text.ts';
import { lakeText, type Style, timeText } from './lake-text.ts';

/** What each principal used, the denied apart, and what the trail would not know. */
export function usedText(answer: UsedDocument, { color, width }: TableOptions): string {
  const style = { width, paint: colors.createColors(color) };
  const { principals, principal, serviceCalls } = answer;
  const asked = principal === null ? '' : ` by the name of ${principal}`;
  return sections([
    prose(`${count(principals.length, 'principal')}${asked} made calls.`, width, ''),
    ...principals.map((each) => principalText(each, style)),
    serviceCalls === 0
      ? ''
      : style.paint.dim(
          prose(`${count(serviceCalls, 'call')} of AWS services on their own are left out.`, width, ''),
        ),
    lakeText(answer.lake, style),
  ]);
}

function principalText(use: PrincipalUse, style: Style): string {
  const { principal, calls, firstUsed, lastUsed, actions, unknown, withoutPermission, denied } = use;
  const line = (title: string, text: string): readonly string[] =>
    text === '' ? [] : [row(title, text, style.width, style.paint, 9)];
  return [
    `${style.paint.bold(printable(principal))}  ${style.paint.dim(`${count(calls, 'call')}, ${timeText(firstUsed)} to ${timeText(lastUsed)}`)}`,
    ...byService(use).flatMap(([service, text]) => line(service, text)),
    ...line('denied', denied.map((each) => each.actions.join(' + ') || eventText(each)).join(', ')),
    ...line('unknown', unknown.map(eventText).join(', ')),
    ...line('free', withoutPermission.map(eventText).join(', ')),
    ...line('not seen', blindText(use)),
    ...(actions.length + unknown.length + withoutPermission.length + denied.length === 0
      ? ['  nothing']
      : []),
  ].join('\n');
}

function byService({ services, actions }: PrincipalUse): readonly (readonly [string, string])[] {
  return services.map((service) => [
    service,
    actions
      .filter(({ action }) => action.startsWith(`${service}:`))
      .map(({ action, calls }) => `${action.slice(service.length + 1)} (${number(calls)})`)
      .join(', '),
  ]);
}

function eventText({ source, name }: Pick<UsedEvent, 'source' | 'name'>): string {
  return `${source.replace(/\.amazonaws\.com$/, '')} ${name}`;
}

/** Data events are only in a trail that was told to have them. */
function blindText({ dataEventSources }: PrincipalUse): string {
  return dataEventSources.length === 0
    ? 'data events: what it did with objects, items and functions'
    : `data events other than of ${dataEventSources.join(', ')}`;
}
