import { expect, test } from 'vitest';
import { aSecret } from '../../test/builders/data-stores.ts';
import { daysBefore } from '../../test/inventory-of.ts';
import { read } from '../model/reading.ts';
import { rotationInterval } from './rotation-interval.ts';

function scheduled(scheduleExpression: string, overrides: Parameters<typeof aSecret>[0] = {}) {
  return rotationInterval(
    aSecret({ rotationRules: { automaticallyAfterDays: null, scheduleExpression }, ...overrides }),
  );
}

test('is what AWS calculated', () => {
  expect(rotationInterval(aSecret())).toEqual(read(30));
});

test('is the rate, in days', () => {
  expect(scheduled('rate(10 days)')).toEqual(read(10));
  expect(scheduled('rate(1 day)')).toEqual(read(1));
  expect(scheduled('rate(12 hours)')).toEqual(read(0.5));
});

test('of a cron schedule is the time from the last rotation, or the creation, to the next', () => {
  const cron = 'cron(0 8 1 * ? *)';
  expect(scheduled(cron)).toEqual(read(30));
  const fresh = { lastRotatedDate: null, createdDate: daysBefore(3), nextRotationDate: daysBefore(-4) };
  expect(scheduled(cron, fresh)).toEqual(read(7));
});

test('is unread when nothing tells', () => {
  expect(scheduled('cron(0 8 1 * ? *)', { nextRotationDate: null })).toMatchObject({
    status: 'unread',
    call: 'secretsmanager:ListSecrets',
  });
});
