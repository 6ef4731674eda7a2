import { expect, test } from 'vitest';
import { ADMINISTRATOR_ACCESS, aGroup, anAccessKey, aRole, aUser } from '../../../test/builders/iam.ts';
import { daysBefore, deniedCall, statuses } from '../../../test/inventory-of.ts';
import { read } from '../../model/reading.ts';
import type { Role, User } from '../../model/resources/iam.ts';
import type { Check } from '../check.ts';
import { adminInactive } from './admin-inactive.ts';

const userCheck = checkOf('admin-inactive-user');
const roleCheck = checkOf('admin-inactive-role');

function checkOf(id: string): Check {
  const found = adminInactive.find((each) => each.id === id);
  if (!found) throw new Error(`no check ${id}`);
  return found;
}

function admin(overrides: Partial<User>): User {
  return aUser({ attachedPolicies: [ADMINISTRATOR_ACCESS], passwordLastUsed: read(null), ...overrides });
}

function adminRole(overrides: Partial<Role>): Role {
  return aRole({ attachedPolicies: [ADMINISTRATOR_ACCESS], ...overrides });
}

function keyUsed(days: number) {
  const lastUsed = read({ lastUsedDate: daysBefore(days), serviceName: 's3', region: 'us-east-1' });
  return read([anAccessKey({ lastUsed, createDate: daysBefore(400) })]);
}

test.each<[string, Partial<User>, string]>([
  ['the password was used 89 days ago', { passwordLastUsed: read(daysBefore(89)) }, 'pass'],
  ['the password was used exactly 90 days ago', { passwordLastUsed: read(daysBefore(90)) }, 'fail'],
  ['a key was used 89 days ago', { accessKeys: keyUsed(89) }, 'pass'],
  ['a key was used 90 days ago', { accessKeys: keyUsed(90) }, 'fail'],
  ['nothing was ever used', {}, 'fail'],
  ['it was made 89 days ago', { createDate: daysBefore(89) }, 'pass'],
])('a user who is administrator: %s', (_name, overrides, status) => {
  expect(statuses(userCheck, admin(overrides))).toEqual([status]);
});

test('a missing reading counts only where nothing else shows activity', () => {
  const accessKeys = deniedCall('iam:ListAccessKeys');
  expect(statuses(userCheck, admin({ accessKeys }))).toEqual(['unknown']);
  expect(statuses(userCheck, admin({ accessKeys, passwordLastUsed: read(daysBefore(1)) }))).toEqual(['pass']);
  expect(statuses(userCheck, admin({ passwordLastUsed: deniedCall('iam:ListUsers') }))).toEqual(['unknown']);
  expect(statuses(userCheck, admin({ createDate: '', loginProfile: read(null) }))).toEqual(['unknown']);
});

test('other users are not concerned; whose groups were not read are unknown', () => {
  expect(statuses(userCheck, aUser(), { resources: [aGroup({ attachedPolicies: [] })] })).toEqual([
    'not-applicable',
  ]);
  expect(statuses(userCheck, aUser(), { denied: ['AWS::IAM::Group'] })).toEqual(['unknown']);
});

test.each([
  [89, 'pass'],
  [90, 'fail'],
])('an administrator role used %i days ago: %s', (days, status) => {
  const roleLastUsed = read({ lastUsedDate: daysBefore(days), region: null });
  expect(statuses(roleCheck, adminRole({ roleLastUsed }))).toEqual([status]);
});

test('a role never used fails once it is 90 days old; other roles are not concerned', () => {
  const roleLastUsed = read({ lastUsedDate: null, region: null });
  expect(statuses(roleCheck, adminRole({ roleLastUsed, createDate: daysBefore(90) }))).toEqual(['fail']);
  expect(statuses(roleCheck, adminRole({ roleLastUsed, createDate: daysBefore(89) }))).toEqual(['pass']);
  expect(statuses(roleCheck, aRole({ attachedPolicies: [] }))).toEqual(['not-applicable']);
});

test('a role whose last use was not read is unknown', () => {
  const roleLastUsed = deniedCall('iam:GetRole');
  expect(statuses(roleCheck, adminRole({ roleLastUsed }))).toEqual(['unknown']);
});
