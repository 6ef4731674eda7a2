import { expect, test } from 'vitest';
import { aVirtualMfaDevice } from '../../../test/builders/iam.ts';
import { evaluate, statuses } from '../../../test/inventory-of.ts';
import { mfaVirtualDevicesAssigned as check } from './mfa-virtual-devices-assigned.ts';

test('passes for a device of a user, and fails for one of nobody', () => {
  expect(statuses(check, aVirtualMfaDevice())).toEqual(['pass']);
  expect(statuses(check, aVirtualMfaDevice({ userArn: null, enableDate: null }))).toEqual(['fail']);
});

test('is unknown for a device that is enabled for a user whom AWS does not name', () => {
  expect(evaluate(check, aVirtualMfaDevice({ userArn: null }))).toMatchObject([
    { status: 'unknown', unread: [{ call: 'iam:ListVirtualMFADevices' }] },
  ]);
});
