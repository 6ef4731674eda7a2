import { expect, test } from 'vitest';
import { aSecret } from '../../../test/builders/data-stores.ts';
import { daysBefore, evaluate, statuses } from '../../../test/inventory-of.ts';
import { secretRotation as check } from './secret-rotation.ts';

function every(automaticallyAfterDays: number) {
  return aSecret({ rotationRules: { automaticallyAfterDays, scheduleExpression: null } });
}

test('passes when it rotates at least every 90 days', () => {
  expect(evaluate(check, aSecret())).toMatchObject([
    { status: 'pass', summary: 'Secret orders/database rotates every 30 days; the limit is 90 days.' },
  ]);
  expect(statuses(check, every(90))).toEqual(['pass']);
});

test('fails when it rotates less often, or not at all', () => {
  expect(statuses(check, every(91))).toEqual(['fail']);
  expect(statuses(check, every(91), { settings: { secretRotationDays: 365 } })).toEqual(['pass']);
  expect(statuses(check, aSecret({ rotationEnabled: false }))).toEqual(['fail']);
  expect(statuses(check, aSecret({ rotationEnabled: false, owningService: 'rds' }))).toEqual(['fail']);
});

test('speaks of hours where a secret rotates several times a day', () => {
  const rotationRules = { automaticallyAfterDays: null, scheduleExpression: 'rate(4 hours)' };
  expect(evaluate(check, aSecret({ rotationRules }))).toMatchObject([
    { status: 'pass', summary: expect.stringContaining('every 4 hours') },
  ]);
});

test('does not concern what cannot rotate here: replicas, secrets to be deleted, other services’ own', () => {
  const off = { rotationEnabled: false };
  expect(statuses(check, aSecret({ ...off, primaryRegion: 'eu-west-1' }))).toEqual(['not-applicable']);
  expect(statuses(check, aSecret({ ...off, primaryRegion: 'us-east-1' }))).toEqual(['fail']);
  expect(statuses(check, aSecret({ ...off, deletedDate: daysBefore(1) }))).toEqual(['not-applicable']);
  expect(statuses(check, aSecret({ ...off, owningService: 'events' }))).toEqual(['not-applicable']);
});

test('is unknown when the interval cannot be told', () => {
  const unclear = aSecret({ rotationRules: null, nextRotationDate: null });
  expect(statuses(check, unclear)).toEqual(['unknown']);
});
