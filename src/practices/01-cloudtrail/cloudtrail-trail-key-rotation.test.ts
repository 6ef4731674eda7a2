import { expect, test } from 'vitest';
import { aTrail } from '../../../test/builders/cloudtrail.ts';
import { aKmsKey, keyMetadata } from '../../../test/builders/kms.ts';
import { deniedCall, statuses } from '../../../test/inventory-of.ts';
import { read } from '../../model/reading.ts';
import { cloudtrailTrailKeyRotation as check } from './cloudtrail-trail-key-rotation.ts';

const key = aKmsKey({ id: 'trail-key' });

test.each([
  ['rotating', key, 'pass'],
  ['not rotating', { ...key, rotation: read({ enabled: false, rotationPeriodInDays: null }) }, 'fail'],
  ['that AWS does not rotate', { ...key, rotation: read(null) }, 'not-applicable'],
  ['disabled', { ...key, metadata: read(keyMetadata({ keyState: 'Disabled' })) }, 'not-applicable'],
  ['not described', { ...key, metadata: deniedCall('kms:DescribeKey') }, 'unknown'],
  ['of unknown rotation', { ...key, rotation: deniedCall('kms:GetKeyRotationStatus') }, 'unknown'],
])('a key %s: %s', (_, resource, status) => {
  expect(statuses(check, aTrail(), { resources: [resource] })).toEqual([status]);
});

test('without a key, or with one that is gone, there is nothing to rotate', () => {
  expect(statuses(check, aTrail({ kmsKeyId: null }))).toEqual(['not-applicable']);
  expect(statuses(check, aTrail())).toEqual(['not-applicable']);
});

test('is unknown when keys could not be listed', () => {
  expect(statuses(check, aTrail(), { denied: ['AWS::KMS::Key'] })).toEqual(['unknown']);
});
