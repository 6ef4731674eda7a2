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

test('a replica is judged by its primary, and by itself where that one is not known', () => {
  const off = read({ enabled: false, rotationPeriodInDays: null });
  const key = (region: string, multiRegionKeyType: 'PRIMARY' | 'REPLICA', keyState = 'Enabled') =>
    aKmsKey({
      id: 'mrk-1',
      region,
      arn: `arn:aws:kms:${region}:111122223333:key/mrk-1`,
      metadata: read(keyMetadata({ multiRegionKeyType, keyState })),
      rotation: off,
    });
  const replica = key('eu-west-1', 'REPLICA');
  const primary = key('us-east-1', 'PRIMARY');
  expect(statuses(check, replica, { resources: [primary] })).toEqual(['not-applicable']);
  expect(statuses(check, primary, { resources: [replica] })).toEqual(['fail']);
  expect(statuses(check, replica)).toEqual(['fail']);
  const disabled = key('us-east-1', 'PRIMARY', 'Disabled');
  expect(statuses(check, replica, { resources: [disabled] })).toEqual(['fail']);
  const unreadPrimary = { ...primary, metadata: deniedCall('kms:DescribeKey') };
  expect(statuses(check, replica, { resources: [unreadPrimary] })).toEqual(['fail']);
});

test('people know a key by its alias', () => {
  expect(evaluate(check, aKmsKey({ id: 'k1', name: 'alias/orders' }))).toMatchObject([
    { summary: 'Key k1 (alias/orders) rotates automatically every 365 days.' },
  ]);
});
