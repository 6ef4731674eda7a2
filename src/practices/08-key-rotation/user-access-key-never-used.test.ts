import { expect, test } from 'vitest';
import { anAccessKey, aUser } from '../../../test/builders/iam.ts';
import { daysBefore, deniedCall, evaluate, statuses } from '../../../test/inventory-of.ts';
import { read } from '../../model/reading.ts';
import type { AccessKey } from '../../model/resources/iam.ts';
import { userAccessKeyNeverUsed as check } from './user-access-key-never-used.ts';

const neverUsed = read({ lastUsedDate: null, serviceName: null, region: null });

function withKey(overrides: Partial<AccessKey>) {
  return aUser({ accessKeys: read([anAccessKey(overrides)]) });
}

test('passes for a key that was used, even long ago', () => {
  const lastUsed = read({ lastUsedDate: daysBefore(300), serviceName: 's3', region: 'us-east-1' });
  expect(statuses(check, withKey({ createDate: daysBefore(400), lastUsed }))).toEqual(['pass']);
});

test('a key has a week to be used first', () => {
  expect(statuses(check, withKey({ createDate: daysBefore(6.9), lastUsed: neverUsed }))).toEqual(['pass']);
  expect(evaluate(check, withKey({ createDate: daysBefore(7), lastUsed: neverUsed }))).toMatchObject([
    { status: 'fail', key: 'AKIAIOSFODNN7EXAMPLE', evidence: { lastUsedDate: null } },
  ]);
});

test('does not concern inactive keys', () => {
  expect(statuses(check, withKey({ status: 'Inactive', lastUsed: neverUsed }))).toEqual(['not-applicable']);
});

test('is unknown when the last use or the keys were denied, or the age is not known', () => {
  const lastUsed = deniedCall('iam:GetAccessKeyLastUsed');
  expect(evaluate(check, withKey({ lastUsed }))).toMatchObject([{ status: 'unknown', unread: [lastUsed] }]);
  expect(statuses(check, withKey({ lastUsed, createDate: daysBefore(6) }))).toEqual(['pass']);
  expect(statuses(check, aUser({ accessKeys: deniedCall('iam:ListAccessKeys') }))).toEqual(['unknown']);
  expect(statuses(check, withKey({ createDate: '', lastUsed: neverUsed }))).toEqual(['unknown']);
});
