import { expect, test } from 'vitest';
import { aLoginProfile, aUser } from '../../../test/builders/iam.ts';
import { daysBefore, deniedCall, evaluate, statuses } from '../../../test/inventory-of.ts';
import { read } from '../../model/reading.ts';
import { userPasswordUnused as check } from './user-password-unused.ts';

function withPassword(set: number, used: number | null) {
  return aUser({
    loginProfile: read(aLoginProfile({ createDate: daysBefore(set) })),
    passwordLastUsed: read(used === null ? null : daysBefore(used)),
  });
}

test('passes below 45 days without use and fails from the 45th', () => {
  expect(statuses(check, withPassword(400, 44.9))).toEqual(['pass']);
  expect(evaluate(check, withPassword(400, 45))).toMatchObject([
    { status: 'fail', summary: 'The password of alice was last used 45 days ago.' },
  ]);
  expect(statuses(check, withPassword(400, 89), { settings: { passwordUnusedDays: 90 } })).toEqual(['pass']);
});

test('a password without recorded use, or set after its last use, counts from the day it was set', () => {
  expect(statuses(check, withPassword(44, null))).toEqual(['pass']);
  expect(statuses(check, withPassword(45, null))).toEqual(['fail']);
  expect(statuses(check, withPassword(3, 300))).toEqual(['pass']);
});

test('does not concern users without a password', () => {
  const user = aUser({ loginProfile: read(null), passwordLastUsed: deniedCall('iam:ListUsers') });
  expect(statuses(check, user)).toEqual(['not-applicable']);
});

test('is unknown when the login profile or the last use was denied', () => {
  const loginProfile = deniedCall('iam:GetLoginProfile');
  expect(evaluate(check, aUser({ loginProfile }))).toMatchObject([
    { status: 'unknown', unread: [loginProfile] },
  ]);
  const passwordLastUsed = deniedCall('iam:ListUsers');
  expect(evaluate(check, aUser({ passwordLastUsed }))).toMatchObject([
    { status: 'unknown', unread: [passwordLastUsed] },
  ]);
});

test('is decided without the last use where the password is new, and unknown without any date', () => {
  const fresh = { ...withPassword(44, null), passwordLastUsed: deniedCall('iam:ListUsers') };
  expect(statuses(check, fresh)).toEqual(['pass']);
  const loginProfile = read(aLoginProfile({ createDate: '' }));
  expect(statuses(check, aUser({ loginProfile, passwordLastUsed: read(null) }))).toEqual(['unknown']);
});
