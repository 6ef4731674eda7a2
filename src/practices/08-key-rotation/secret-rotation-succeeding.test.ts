import { expect, test } from 'vitest';
import { aSecret } from '../../../test/builders/data-stores.ts';
import { AS_OF, daysBefore, evaluate, statuses } from '../../../test/inventory-of.ts';
import { secretRotationSucceeding as check } from './secret-rotation-succeeding.ts';

test('passes until the next date, that moment included', () => {
  expect(evaluate(check, aSecret())).toMatchObject([
    { status: 'pass', summary: 'Secret orders/database rotates on schedule: last rotated on 2026-10-22.' },
  ]);
  expect(statuses(check, aSecret({ nextRotationDate: AS_OF }))).toEqual(['pass']);
});

test('fails once the next date has passed', () => {
  expect(statuses(check, aSecret({ nextRotationDate: daysBefore(0.01) }))).toEqual(['fail']);
  const never = aSecret({ nextRotationDate: daysBefore(3), lastRotatedDate: null });
  expect(evaluate(check, never)).toMatchObject([
    { status: 'fail', summary: expect.stringContaining('never rotated') },
  ]);
});

test('without a next date counts from the last rotation, or the creation', () => {
  const undated = { nextRotationDate: null };
  expect(statuses(check, aSecret({ ...undated, lastRotatedDate: daysBefore(30) }))).toEqual(['pass']);
  expect(statuses(check, aSecret({ ...undated, lastRotatedDate: daysBefore(31) }))).toEqual(['fail']);
  const never = { lastRotatedDate: null, createdDate: daysBefore(31) };
  expect(statuses(check, aSecret({ ...undated, ...never }))).toEqual(['fail']);
});

test('does not concern secrets that do not rotate here', () => {
  expect(statuses(check, aSecret({ rotationEnabled: false }))).toEqual(['not-applicable']);
  expect(statuses(check, aSecret({ deletedDate: daysBefore(1) }))).toEqual(['not-applicable']);
  expect(statuses(check, aSecret({ primaryRegion: 'eu-west-1' }))).toEqual(['not-applicable']);
});

test('is unknown when nothing tells the schedule, or when it last rotated', () => {
  expect(statuses(check, aSecret({ nextRotationDate: null, rotationRules: null }))).toEqual(['unknown']);
  const undated = aSecret({ nextRotationDate: null, lastRotatedDate: null, createdDate: null });
  expect(statuses(check, undated)).toEqual(['unknown']);
});
