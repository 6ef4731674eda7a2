import { expect, test } from 'vitest';
import { anAccessKey, aUser } from '../../../test/builders/iam.ts';
import { deniedCall, evaluate, statuses } from '../../../test/inventory-of.ts';
import { read } from '../../model/reading.ts';
import type { AccessKey, User } from '../../model/resources/iam.ts';
import { userNoInitialAccessKey as check } from './user-no-initial-access-key.ts';

const createDate = '2026-01-01T10:00:00.000Z';
const neverUsed = read({ lastUsedDate: null, serviceName: null, region: null });

function withKey(key: Partial<AccessKey>, user: Partial<User> = {}) {
  return aUser({
    createDate,
    accessKeys: read([anAccessKey({ createDate, lastUsed: neverUsed, ...key })]),
    ...user,
  });
}

test('fails for an unused key that came with the user', () => {
  expect(evaluate(check, withKey({}))).toMatchObject([
    { status: 'fail', evidence: { unused: ['AKIAIOSFODNN7EXAMPLE'] } },
  ]);
  expect(statuses(check, withKey({ createDate: '2026-01-01T10:10:00.000Z' }))).toEqual(['fail']);
});

test('passes for a key made later, used, inactive, or none', () => {
  expect(statuses(check, withKey({ createDate: '2026-01-01T10:10:01.000Z' }))).toEqual(['pass']);
  const lastUsed = read({ lastUsedDate: '2026-01-02T00:00:00.000Z', serviceName: 's3', region: 'us-east-1' });
  expect(statuses(check, withKey({ lastUsed }))).toEqual(['pass']);
  expect(statuses(check, withKey({ status: 'Inactive' }))).toEqual(['pass']);
  expect(statuses(check, aUser())).toEqual(['pass']);
});

test('does not concern users without a password', () => {
  expect(statuses(check, withKey({}, { loginProfile: read(null) }))).toEqual(['not-applicable']);
});

test('is unknown when the login profile, the keys or their last use were denied', () => {
  const loginProfile = deniedCall('iam:GetLoginProfile');
  const accessKeys = deniedCall('iam:ListAccessKeys');
  expect(statuses(check, withKey({}, { loginProfile }))).toEqual(['unknown']);
  expect(evaluate(check, aUser({ loginProfile, accessKeys }))).toMatchObject([
    { unread: [loginProfile, accessKeys] },
  ]);
  expect(statuses(check, aUser({ accessKeys }))).toEqual(['unknown']);
  expect(statuses(check, withKey({ lastUsed: deniedCall('iam:GetAccessKeyLastUsed') }))).toEqual(['unknown']);
  expect(statuses(check, withKey({}, { createDate: '' }))).toEqual(['unknown']);
});

test('the last use of a key made later is not needed', () => {
  const later = { createDate: '2026-02-01T10:00:00.000Z', lastUsed: deniedCall('iam:GetAccessKeyLastUsed') };
  expect(statuses(check, withKey(later))).toEqual(['pass']);
});
