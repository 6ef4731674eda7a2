import type { UnreadCall } from '../../iam/answers/answer-head.ts';
import { printable } from '../printable.ts';
import type { Paint } from '../severity-paint.ts';
import { count, wrapped } from '../terminal-text.ts';

export const MARGIN = '  ';
export const DEEPER = '    ';

/** Parts that say something, a line between two. */
export function sections(parts: readonly string[]): string {
  return `${parts.filter((each) => each !== '').join('\n\n')}\n`;
}

export function section(title: string, lines: readonly string[], paint: Paint): string {
  return lines.length === 0 ? '' : [paint.bold(title), ...lines].join('\n');
}

/** A sentence of other people's words among ours. */
export function prose(text: string, width: number, indent = MARGIN): string {
  return wrapped(printable(text), width, indent);
}

/** `title  text`, the text in a column of its own over as many lines as it needs. */
export function row(title: string, text: string, width: number, paint: Paint, titleWidth = 10): string {
  const indent = MARGIN.length + titleWidth + 2;
  const body = wrapped(printable(text), width, ' '.repeat(indent)).trimStart();
  return `${MARGIN}${paint.dim(title.padEnd(titleWidth))}  ${body}`;
}

const SHOWN_CALLS = 8;

/** On what more may hang, a call and reason once. */
export function notRead(unread: readonly UnreadCall[], width: number, paint: Paint): string {
  const lines = unread
    .slice(0, SHOWN_CALLS)
    .map(({ call, why }) => paint.yellow(prose(`${call}: ${why}`, width)));
  const rest = unread.length - SHOWN_CALLS;
  return section(
    'Not read: with it the answer could be another',
    [
      ...lines,
      ...(rest > 0
        ? [paint.dim(`${MARGIN}… and ${count(rest, 'more call')} (--output json names them all)`)]
        : []),
    ],
    paint,
  );
}
