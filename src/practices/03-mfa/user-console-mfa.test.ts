import { expect, test } from 'vitest';
import { aSecurityKey, aUser } from '../../../test/builders/iam.ts';
import { deniedCall, evaluate, statuses } from '../../../test/inventory-of.ts';
import { read } from '../../model/reading.ts';
import { userConsoleMfa as check } from './user-console-mfa.ts';

const LOGIN_DENIED = deniedCall('iam:GetLoginProfile');
const MFA_DENIED = deniedCall('iam:ListMFADevices');

test('passes with a device of any kind, and fails without', () => {
  expect(statuses(check, aUser())).toEqual(['pass']);
  expect(statuses(check, aUser({ mfaDevices: read([aSecurityKey()]) }))).toEqual(['pass']);
  expect(statuses(check, aUser({ mfaDevices: read([]) }))).toEqual(['fail']);
});

test('does not concern a user without a password', () => {
  const user = aUser({ loginProfile: read(null), mfaDevices: MFA_DENIED });
  expect(statuses(check, user)).toEqual(['not-applicable']);
});

test('is unknown without the password, the devices, or both', () => {
  expect(statuses(check, aUser({ loginProfile: LOGIN_DENIED }))).toEqual(['unknown']);
  expect(statuses(check, aUser({ mfaDevices: MFA_DENIED }))).toEqual(['unknown']);
  const [outcome] = evaluate(check, aUser({ loginProfile: LOGIN_DENIED, mfaDevices: MFA_DENIED }));
  expect(outcome).toMatchObject({ status: 'unknown', unread: [LOGIN_DENIED, MFA_DENIED] });
});
