import { expect, test } from 'vitest';
import { anAccessKey, aRole, aServiceLastAccessed, aUser, aUserCredential } from '../../test/builders/iam.ts';
import { daysBefore, deniedCall } from '../../test/inventory-of.ts';
import { read } from '../model/reading.ts';
import { roleActivity, userActivity } from './last-activity.ts';

function usedKey(days: number | null) {
  const lastUsedDate = days === null ? null : daysBefore(days);
  return anAccessKey({
    status: 'Inactive',
    lastUsed: read({ lastUsedDate, serviceName: 's3', region: null }),
  });
}

test('a role was last used when AWS says so', () => {
  const used = aRole({ roleLastUsed: read({ lastUsedDate: daysBefore(3), region: null }) });
  expect(roleActivity(used)).toEqual({ lastUsed: daysBefore(3), missing: [] });
  const never = aRole({ roleLastUsed: read({ lastUsedDate: null, region: null }) });
  expect(roleActivity(never)).toEqual({ lastUsed: null, missing: [] });
  const roleLastUsed = deniedCall('iam:GetRole');
  expect(roleActivity(aRole({ roleLastUsed }))).toEqual({ lastUsed: null, missing: [roleLastUsed] });
});

test('a user was last used when its password or any key was', () => {
  const passwordLastUsed = read(daysBefore(200));
  const accessKeys = read([usedKey(null), usedKey(100), usedKey(150)]);
  expect(userActivity(aUser({ passwordLastUsed, accessKeys }))).toEqual({
    lastUsed: daysBefore(100),
    missing: [],
  });
  expect(userActivity(aUser({ passwordLastUsed: read(null) }))).toEqual({ lastUsed: null, missing: [] });
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
  expect(userActivity(user)).toEqual({ lastUsed: daysBefore(5), missing: [] });
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
