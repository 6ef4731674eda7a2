import { type Reading, read, unread } from './reading.ts';

const DAY_MS = 86_400_000;

/**
 * Whole days that have passed from one ISO time to another: 89.9 days are 89, negative for a time to come. Unread,
 * in the name of `call`, when there is no such time: an age is never guessed.
 */
export function daysBetween(from: string | null, to: string | null, call: string): Reading<number> {
  const days = (Date.parse(to ?? '') - Date.parse(from ?? '')) / DAY_MS;
  if (Number.isNaN(days)) return unread(call, 'MissingTime: the answer holds no such time');
  return read(Math.floor(days));
}

/** The latest of some ISO times, or null where none is one. */
export function latestTime(times: readonly (string | null)[]): string | null {
  const known = times.filter((each) => each !== null && !Number.isNaN(Date.parse(each)));
  return known.reduce((latest, each) => (after(each, latest) ? each : latest), null);
}

function after(time: string | null, other: string | null): boolean {
  return other === null || Date.parse(time ?? '') > Date.parse(other);
}
