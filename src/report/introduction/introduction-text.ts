import type { Introduction } from '../../model/trail-change.ts';
import { moment, whence, who } from './event-words.ts';

/** Who made it fail, in one line; that nobody knows is said as well. */
export function introductionText(introduction: Introduction): string {
  if (introduction.kind !== 'event') return notFoundText(introduction);
  const { event } = introduction;
  return `${event.name} of ${moment(event.time)} by ${who(event)}, from ${whence(event)}`;
}

export function notFoundText(introduction: Exclude<Introduction, { kind: 'event' }>): string {
  if (introduction.kind === 'by-no-event') return 'no call makes this check fail';
  const { from, to } = introduction;
  if (from === null || to === null) return 'not known: the lake has no event of this account and region';
  return `not found in the window (from ${moment(from)} to ${moment(to)})`;
}
