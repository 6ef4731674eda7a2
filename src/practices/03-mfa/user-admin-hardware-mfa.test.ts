import { expect, test } from 'vitest';
import {
  ADMINISTRATOR_ACCESS,
  aGroup,
  anMfaDevice,
  aSecurityKey,
  aUser,
} from '../../../test/builders/iam.ts';
import { deniedCall, evaluate, statuses } from '../../../test/inventory-of.ts';
import { read } from '../../model/reading.ts';
import type { User } from '../../model/resources/iam.ts';
import { userAdminHardwareMfa as check } from './user-admin-hardware-mfa.ts';

const TOKEN = anMfaDevice({ serialNumber: 'GAHT12345678' });
const VIRTUAL = anMfaDevice();
const SMS = anMfaDevice({ serialNumber: 'arn:aws:iam::111122223333:sms-mfa/alice' });

function admin(overrides: Partial<User> = {}): User {
  return aUser({ attachedPolicies: [ADMINISTRATOR_ACCESS], ...overrides });
}

test.each([
  ['a security key', [aSecurityKey()], 'pass'],
  ['a hardware token', [TOKEN], 'pass'],
  ['a virtual device', [VIRTUAL], 'fail'],
  ['a virtual device beside a key', [aSecurityKey(), VIRTUAL], 'fail'],
  ['a telephone', [SMS], 'fail'],
  ['no device', [], 'fail'],
])('an administrator with %s', (_name, devices, status) => {
  expect(statuses(check, admin({ mfaDevices: read(devices) }))).toEqual([status]);
});

test('does not concern other users, nor administrators without a password', () => {
  expect(statuses(check, aUser(), { resources: [aGroup({ attachedPolicies: [] })] })).toEqual([
    'not-applicable',
  ]);
  expect(statuses(check, admin({ loginProfile: read(null) }))).toEqual(['not-applicable']);
});

test('is unknown without the password, the devices or the groups', () => {
  const loginProfile = deniedCall('iam:GetLoginProfile');
  const mfaDevices = deniedCall('iam:ListMFADevices');
  const [outcome] = evaluate(check, admin({ loginProfile, mfaDevices }));
  expect(outcome).toMatchObject({ status: 'unknown', unread: [loginProfile, mfaDevices] });
  expect(statuses(check, admin({ mfaDevices }))).toEqual(['unknown']);
  expect(statuses(check, aUser(), { denied: ['AWS::IAM::Group'] })).toEqual(['unknown']);
});

test('does not concern China, where IAM has virtual devices only', () => {
  const arn = 'arn:aws-cn:iam::111122223333:user/alice';
  const user = aUser({ arn, attachedPolicies: [ADMINISTRATOR_ACCESS] });
  expect(statuses(check, user)).toEqual(['not-applicable']);
  expect(statuses(check, { ...user, arn: 'arn:aws:iam::111122223333:user/alice' })).toEqual(['fail']);
});
