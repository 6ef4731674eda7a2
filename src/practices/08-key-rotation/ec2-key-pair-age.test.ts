import { expect, test } from 'vitest';
import { aKeyPair } from '../../../test/builders/ec2.ts';
import { daysBefore, evaluate, statuses } from '../../../test/inventory-of.ts';
import { ec2KeyPairAge as check } from './ec2-key-pair-age.ts';

test('passes up to a year and fails after it', () => {
  expect(statuses(check, aKeyPair({ createTime: daysBefore(365) }))).toEqual(['pass']);
  expect(evaluate(check, aKeyPair({ createTime: daysBefore(366) }))).toMatchObject([
    { status: 'fail', summary: 'Key pair operations is 366 days old; the limit is 365.' },
  ]);
  const settings = { keyPairMaxAgeDays: 730 };
  expect(statuses(check, aKeyPair({ createTime: daysBefore(366) }), { settings })).toEqual(['pass']);
});

test('is unknown without a date', () => {
  expect(statuses(check, aKeyPair({ createTime: null }))).toEqual(['unknown']);
});
