import type { TrailEvent } from '../../trail/answers/event.ts';
import { row } from '../iam/answer-text.ts';
import { whence, who } from '../introduction/event-words.ts';
import { printable } from '../printable.ts';
import { type Style, timeText } from './lake-text.ts';

/** When and what, by whom, from where and with what. */
export function eventText(event: TrailEvent, style: Style): string {
  return [
    headline(event, style),
    row('by', who(event), style.width, style.paint, 4),
    row('from', whence(event), style.width, style.paint, 4),
  ].join('\n');
}

function headline(
  { time, name, source, region, account, outcome, errorCode }: TrailEvent,
  { paint }: Style,
): string {
  const color = { allowed: paint.green, denied: paint.red, failed: paint.yellow }[outcome];
  const code = errorCode === null ? '' : ` (${printable(errorCode)})`;
  const where = [source, account, region].filter((each) => each !== null).map(printable);
  return `${timeText(time)}  ${paint.bold(printable(name))}  ${color(outcome)}${code}  ${paint.dim(where.join(', '))}`;
}
