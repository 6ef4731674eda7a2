import type { Finding } from '../../model/finding.ts';
import type { ChangeEvent, Introduction } from '../../model/trail-change.ts';
import { prose, row } from '../iam/answer-text.ts';
import { printable } from '../printable.ts';
import { count } from '../terminal-text.ts';
import type { Style } from '../trail/lake-text.ts';
import { moment, whence, who } from './event-words.ts';
import { notFoundText } from './introduction-text.ts';

/** Who introduced a failure, and what went before; empty: no trail was asked. */
export function introducedSection({ introducedBy }: Finding, style: Style): string {
  if (!introducedBy) return '';
  const lines =
    introducedBy.kind === 'event'
      ? found(introducedBy, style)
      : [prose(`${capitalized(notFoundText(introducedBy))}.`, style.width)];
  return [style.paint.bold('Introduced by'), ...lines].join('\n');
}

function capitalized(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}

type Found = Extract<Introduction, { kind: 'event' }>;

function found({ event, names, earlier, earlierCount }: Found, style: Style): readonly string[] {
  const rest = earlierCount - earlier.length;
  const before = earlier.length === 0 ? [] : [`  ${style.paint.dim('before that')}`];
  return [
    headline(event, style),
    fact('names', names, style),
    ...origin(event, style),
    fact('event', `${event.eventId}, ${event.file}`, style),
    ...before,
    ...earlier.flatMap((each) => [headline(each, style), ...origin(each, style)]),
    ...(rest > 0 ? [style.paint.dim(`  … and ${count(rest, 'earlier change')} (rampart trail who)`)] : []),
  ];
}

function headline({ time, name, source, account, region }: ChangeEvent, { paint }: Style): string {
  const where = [source, account, region].filter((each) => each !== null).map(printable);
  return `  ${printable(moment(time))}  ${paint.bold(printable(name))}  ${paint.dim(where.join(', '))}`;
}

function origin(event: ChangeEvent, style: Style): readonly string[] {
  return [fact('by', who(event), style), fact('from', whence(event), style)];
}

function fact(title: string, text: string, { width, paint }: Style): string {
  return `  ${row(title, text, width - 2, paint, 5).replaceAll('\n', '\n  ')}`;
}
