import { expect, test } from 'vitest';
import {
  aLoginProfile,
  anAccessKey,
  aRole,
  aServiceLastAccessed,
  aUser,
  aUserCredential,
} from '../../test/builders/iam.ts';
import { daysBefore, deniedCall } from '../../test/inventory-of.ts';
import { read } from '../model/reading.ts';
import type { AccessKey, User } from '../model/resources/iam.ts';
import { roleActivity, userActivity } from './last-activity.ts';

function usedKey(days: number | null) {
  const lastUsedDate = days === null ? null : daysBefore(days);
  return anAccessKey({
    status: 'Inactive',
    lastUsed: read({ lastUsedDate, serviceName: 's3', region: null }),
  });
}

function neverUsed(overrides: Partial<AccessKey>): AccessKey {
  return anAccessKey({
    lastUsed: read({ lastUsedDate: null, serviceName: null, region: null }),
    ...overrides,
  });
}

test('a role was last used when AWS says so', () => {
  const used = aRole({ roleLastUsed: read({ lastUsedDate: daysBefore(3), region: null }) });
  expect(roleActivity(used)).toEqual({ lastUsed: daysBefore(3), since: daysBefore(3), missing: [] });
  const never = aRole({ roleLastUsed: read({ lastUsedDate: null, region: null }) });
  expect(roleActivity(never)).toEqual({ lastUsed: null, since: never.createDate, missing: [] });
  const roleLastUsed = deniedCall('iam:GetRole');
  expect(roleActivity(aRole({ roleLastUsed }))).toMatchObject({ lastUsed: null, missing: [roleLastUsed] });
});

test('a user was last used when its password or any key was', () => {
  const passwordLastUsed = read(daysBefore(200));
  const accessKeys = read([usedKey(null), usedKey(100), usedKey(150)]);
  expect(userActivity(aUser({ passwordLastUsed, accessKeys }))).toEqual({
    lastUsed: daysBefore(100),
    since: daysBefore(100),
    missing: [],
  });
  expect(userActivity(aUser({ passwordLastUsed: read(null) }))).toMatchObject({
    lastUsed: null,
    missing: [],
  });
});

test('the access advisor is asked only where SSH keys and the like leave no other trace', () => {
  const passwordLastUsed = read(null);
  const servicesLastAccessed = read([
    aServiceLastAccessed({ lastAuthenticated: null }),
    aServiceLastAccessed({ serviceNamespace: 'codecommit', lastAuthenticated: daysBefore(5) }),
  ]);
  expect(userActivity(aUser({ passwordLastUsed, servicesLastAccessed })).lastUsed).toBeNull();
  const sshPublicKeys = read([aUserCredential({ status: 'Inactive' })]);
  const user = aUser({ passwordLastUsed, servicesLastAccessed, sshPublicKeys });
  expect(userActivity(user)).toMatchObject({ lastUsed: daysBefore(5), missing: [] });
  const denied = deniedCall('iam:GetServiceLastAccessedDetails');
  expect(userActivity({ ...user, servicesLastAccessed: denied }).missing).toEqual([denied]);
  expect(userActivity(aUser({ servicesLastAccessed: denied })).missing).toEqual([]);
});

test('whatever could show a later use is missing when it was not read', () => {
  const passwordLastUsed = deniedCall('iam:ListUsers');
  const lastUsed = deniedCall('iam:GetAccessKeyLastUsed');
  const sshPublicKeys = deniedCall('iam:ListSSHPublicKeys');
  const accessKeys = read([anAccessKey({ lastUsed })]);
  expect(userActivity(aUser({ passwordLastUsed, accessKeys, sshPublicKeys })).missing).toEqual([
    passwordLastUsed,
    lastUsed,
    sshPublicKeys,
  ]);
  const keys = deniedCall('iam:ListAccessKeys');
  expect(userActivity(aUser({ accessKeys: keys })).missing).toEqual([keys]);
});

test.each<[string, Partial<User>]>([
  ['a password', { loginProfile: read(aLoginProfile({ createDate: daysBefore(1) })) }],
  ['an access key', { accessKeys: read([neverUsed({ createDate: daysBefore(1) })]) }],
  ['an SSH key', { sshPublicKeys: read([aUserCredential({ createDate: daysBefore(1) })]) }],
  ['a certificate', { signingCertificates: read([aUserCredential({ createDate: daysBefore(1) })]) }],
])('the idle days of a user count from the day it got %s', (_, credential) => {
  const unused = { passwordLastUsed: read(daysBefore(300)), servicesLastAccessed: read([]) };
  const user = aUser({ ...unused, ...credential });
  expect(userActivity(user)).toMatchObject({ lastUsed: daysBefore(300), since: daysBefore(1) });
});

test('an inactive key is no new beginning, and a password that was not read may be one', () => {
  const key = neverUsed({ createDate: daysBefore(1), status: 'Inactive' });
  const user = aUser({ passwordLastUsed: read(daysBefore(300)), accessKeys: read([key]) });
  expect(userActivity(user).since).toBe(daysBefore(300));
  const loginProfile = deniedCall('iam:GetLoginProfile');
  expect(userActivity({ ...user, loginProfile }).missing).toEqual([loginProfile]);
});
