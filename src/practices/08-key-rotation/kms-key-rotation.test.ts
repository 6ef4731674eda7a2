import { expect, test } from 'vitest';
import { aKmsKey, keyMetadata } from '../../../test/builders/kms.ts';
import { deniedCall, evaluate, statuses } from '../../../test/inventory-of.ts';
import { read } from '../../model/reading.ts';
import { kmsKeyRotation as check } from './kms-key-rotation.ts';

test('passes when rotation is on', () => {
  expect(evaluate(check, aKmsKey())).toMatchObject([
    { status: 'pass', evidence: { enabled: true, rotationPeriodInDays: 365 } },
  ]);
});

test('fails when rotation is off', () => {
  const rotation = read({ enabled: false, rotationPeriodInDays: null });
  expect(statuses(check, aKmsKey({ rotation }))).toEqual(['fail']);
});

test.each([
  ['AWS managed', { keyManager: 'AWS' }],
  ['disabled', { keyState: 'Disabled' }],
  ['to be deleted', { keyState: 'PendingDeletion' }],
  ['asymmetric', { keySpec: 'RSA_4096' }],
  ['an HMAC key', { keySpec: 'HMAC_256' }],
  ['imported', { origin: 'EXTERNAL' }],
  ['in a custom key store', { origin: 'AWS_CLOUDHSM' }],
] as const)('does not concern a key that is %s', (_, overrides) => {
  const key = aKmsKey({
    metadata: read(keyMetadata(overrides)),
    rotation: deniedCall('kms:GetKeyRotationStatus'),
  });
  expect(statuses(check, key)).toEqual(['not-applicable']);
});

test('does not concern a key for which AWS offers no rotation', () => {
  expect(statuses(check, aKmsKey({ rotation: read(null) }))).toEqual(['not-applicable']);
});

test('is unknown when DescribeKey or GetKeyRotationStatus was denied', () => {
  const metadata = deniedCall('kms:DescribeKey');
  const rotation = deniedCall('kms:GetKeyRotationStatus');
  expect(evaluate(check, aKmsKey({ metadata, rotation }))).toMatchObject([{ unread: [metadata, rotation] }]);
  expect(statuses(check, aKmsKey({ metadata }))).toEqual(['unknown']);
  expect(statuses(check, aKmsKey({ rotation }))).toEqual(['unknown']);
});
