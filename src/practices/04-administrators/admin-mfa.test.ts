import { expect, test } from 'vitest';
import { ADMINISTRATOR_ACCESS, aGroup, anAccessKey, aUser } from '../../../test/builders/iam.ts';
import { deniedCall, evaluate, statuses } from '../../../test/inventory-of.ts';
import { read } from '../../model/reading.ts';
import type { User } from '../../model/resources/iam.ts';
import { adminMfa as check } from './admin-mfa.ts';

const NO_PASSWORD = read(null);
const NO_DEVICE = read([]);
const KEY = read([anAccessKey()]);
const OLD_KEY = read([anAccessKey({ status: 'Inactive' })]);
const LOGIN_DENIED = deniedCall('iam:GetLoginProfile');
const KEYS_DENIED = deniedCall('iam:ListAccessKeys');
const MFA_DENIED = deniedCall('iam:ListMFADevices');

function admin(overrides: Partial<User> = {}): User {
  return aUser({ attachedPolicies: [ADMINISTRATOR_ACCESS], ...overrides });
}

test.each<[string, Partial<User>, string]>([
  ['a device', {}, 'pass'],
  ['a device, whatever else is denied', { loginProfile: LOGIN_DENIED, accessKeys: KEYS_DENIED }, 'pass'],
  ['a password and no device', { mfaDevices: NO_DEVICE, accessKeys: KEYS_DENIED }, 'fail'],
  ['a key and no device', { mfaDevices: NO_DEVICE, loginProfile: LOGIN_DENIED, accessKeys: KEY }, 'fail'],
  [
    'no credentials and no device',
    { mfaDevices: NO_DEVICE, loginProfile: NO_PASSWORD, accessKeys: OLD_KEY },
    'not-applicable',
  ],
  ['perhaps a password', { mfaDevices: NO_DEVICE, loginProfile: LOGIN_DENIED }, 'unknown'],
  ['perhaps a key', { mfaDevices: NO_DEVICE, loginProfile: NO_PASSWORD, accessKeys: KEYS_DENIED }, 'unknown'],
  ['perhaps a device', { mfaDevices: MFA_DENIED }, 'unknown'],
  ['perhaps a device, and no credentials', { mfaDevices: MFA_DENIED, loginProfile: NO_PASSWORD }, 'unknown'],
])('an administrator with %s', (_name, overrides, status) => {
  expect(statuses(check, admin(overrides))).toEqual([status]);
});

test('an administrator by a group, which the summary names', () => {
  const group = aGroup({ attachedPolicies: [ADMINISTRATOR_ACCESS] });
  const [outcome] = evaluate(check, aUser({ mfaDevices: NO_DEVICE }), { resources: [group] });
  expect(outcome).toMatchObject({
    status: 'fail',
    summary: 'alice is an administrator (through the group developers) and has no MFA device.',
  });
});

test('other users are not concerned; whose groups were not read are unknown', () => {
  expect(statuses(check, aUser(), { resources: [aGroup({ attachedPolicies: [] })] })).toEqual([
    'not-applicable',
  ]);
  expect(statuses(check, aUser(), { denied: ['AWS::IAM::Group'] })).toEqual(['unknown']);
});
