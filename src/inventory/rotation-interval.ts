import { daysBetween } from '../model/days.ts';
import { type Reading, read, unread } from '../model/reading.ts';
import type { Secret } from '../model/resources/data-stores.ts';

const CALL = 'secretsmanager:ListSecrets';

/**
 * Days from one rotation to the next: AWS's own figure, else the rate, else (a cron schedule before its first
 * rotation) the days from the last rotation or the creation to the next date.
 * https://docs.aws.amazon.com/secretsmanager/latest/userguide/rotate-secrets_schedule.html
 */
export function rotationInterval(secret: Secret): Reading<number> {
  const { rotationRules, nextRotationDate, lastRotatedDate, createdDate } = secret;
  if (rotationRules?.automaticallyAfterDays) return read(rotationRules.automaticallyAfterDays);
  const rate = rateDays(rotationRules?.scheduleExpression ?? '');
  if (rate !== null) return read(rate);
  if (!nextRotationDate)
    return unread(CALL, 'MissingTime: the answer holds neither an interval nor a next date');
  return daysBetween(lastRotatedDate ?? createdDate, nextRotationDate, CALL);
}

function rateDays(expression: string): number | null {
  const [, count, unit] = /^rate\((\d+) (hour|day)s?\)$/.exec(expression) ?? [];
  if (count === undefined) return null;
  return unit === 'hour' ? Number(count) / 24 : Number(count);
}
