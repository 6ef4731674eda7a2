import { expect, test } from 'vitest';
import { anAccessKey, aUser } from '../../../test/builders/iam.ts';
import { daysBefore, deniedCall, evaluate, statuses } from '../../../test/inventory-of.ts';
import { read } from '../../model/reading.ts';
import type { AccessKey } from '../../model/resources/iam.ts';
import { userAccessKeyUnused as check } from './user-access-key-unused.ts';

function withKey(overrides: Partial<AccessKey>) {
  return aUser({ accessKeys: read([anAccessKey({ createDate: daysBefore(400), ...overrides })]) });
}

function used(days: number | null): Partial<AccessKey> {
  const lastUsedDate = days === null ? null : daysBefore(days);
  return { lastUsed: read({ lastUsedDate, serviceName: 's3', region: 'us-east-1' }) };
}

test('passes below 45 days without use and fails from the 45th', () => {
  expect(statuses(check, withKey(used(44.9)))).toEqual(['pass']);
  expect(statuses(check, withKey(used(45)))).toEqual(['fail']);
  expect(statuses(check, withKey(used(60)), { settings: { credentialUnusedDays: 90 } })).toEqual(['pass']);
});

test('a key without recorded use counts from its creation', () => {
  expect(statuses(check, withKey({ createDate: daysBefore(44), ...used(null) }))).toEqual(['pass']);
  expect(evaluate(check, withKey({ createDate: daysBefore(45), ...used(null) }))).toMatchObject([
    { status: 'fail', summary: 'Key AKIAIOSFODNN7EXAMPLE of alice has not been used in its 45 days.' },
  ]);
});

test('does not concern inactive keys', () => {
  expect(statuses(check, withKey({ status: 'Inactive', ...used(300) }))).toEqual(['not-applicable']);
});

test('is unknown when the last use was denied, but for a key too new to be unused', () => {
  const lastUsed = deniedCall('iam:GetAccessKeyLastUsed');
  expect(evaluate(check, withKey({ lastUsed }))).toMatchObject([{ status: 'unknown', unread: [lastUsed] }]);
  expect(statuses(check, withKey({ lastUsed, createDate: daysBefore(44) }))).toEqual(['pass']);
});

test('is unknown when the keys were denied, or nothing has a date', () => {
  expect(statuses(check, aUser({ accessKeys: deniedCall('iam:ListAccessKeys') }))).toEqual(['unknown']);
  expect(statuses(check, withKey({ createDate: '', ...used(null) }))).toEqual(['unknown']);
  expect(statuses(check, withKey({ createDate: '', ...used(3) }))).toEqual(['pass']);
});
