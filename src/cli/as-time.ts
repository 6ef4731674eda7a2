import { InvalidArgumentError } from 'commander';

const ISO =
  /^(?<date>\d{4}-\d\d-\d\d)(?:[T ](?<time>\d\d:\d\d(?::\d\d(?:\.\d+)?)?)(?<zone>Z|[+-]\d\d:\d\d)?)?$/;

/** A time without a zone is UTC, as all times that are shown, and not of the machine's zone. */
export function asTime(value: string): string {
  const { date = '', time = '00:00', zone = 'Z' } = ISO.exec(value)?.groups ?? {};
  const found = new Date(`${date}T${time}${zone}`);
  if (Number.isNaN(found.getTime()) || !isDay(date))
    throw new InvalidArgumentError('expected a time in ISO 8601, 2026-11-01T00:00:00Z.');
  return found.toISOString();
}

/** JavaScript takes 30 February for 2 March. */
function isDay(date: string): boolean {
  return new Date(date).toISOString().startsWith(date);
}
