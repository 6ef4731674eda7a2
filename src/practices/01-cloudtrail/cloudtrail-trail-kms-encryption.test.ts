import { expect, test } from 'vitest';
import { aTrail } from '../../../test/builders/cloudtrail.ts';
import { aKmsKey, keyMetadata } from '../../../test/builders/kms.ts';
import { deniedCall, evaluate, OTHER_ACCOUNT, statuses } from '../../../test/inventory-of.ts';
import { read } from '../../model/reading.ts';
import { cloudtrailTrailKmsEncryption as check } from './cloudtrail-trail-kms-encryption.ts';

const key = aKmsKey({ id: 'trail-key' });

test('passes with an enabled key', () => {
  expect(evaluate(check, aTrail(), { resources: [key] })[0]).toMatchObject({
    status: 'pass',
    evidence: { kmsKeyId: key.arn, keyState: 'Enabled' },
  });
});

test('fails without a key', () => {
  expect(statuses(check, aTrail({ kmsKeyId: null }), { denied: ['AWS::KMS::Key'] })).toEqual(['fail']);
});

test.each(['Disabled', 'PendingDeletion', 'PendingImport', 'Unavailable'])(
  'fails with a key that is %s',
  (keyState) => {
    const broken = { ...key, metadata: read(keyMetadata({ keyState })) };
    expect(statuses(check, aTrail(), { resources: [broken] })).toEqual(['fail']);
  },
);

test('fails with a key that does not exist', () => {
  expect(statuses(check, aTrail())).toEqual(['fail']);
});

test("is unknown when the key is another account's, was not listed or not described", () => {
  const kmsKeyId = `arn:aws:kms:us-east-1:${OTHER_ACCOUNT}:key/k`;
  expect(statuses(check, aTrail({ kmsKeyId }))).toEqual(['unknown']);
  expect(statuses(check, aTrail(), { denied: ['AWS::KMS::Key'] })).toEqual(['unknown']);
  const metadata = deniedCall('kms:DescribeKey');
  expect(evaluate(check, aTrail(), { resources: [{ ...key, metadata }] })[0]).toMatchObject({
    status: 'unknown',
    unread: [metadata],
  });
});

test('is unknown when the trail names no key ARN', () => {
  expect(statuses(check, aTrail({ kmsKeyId: 'alias/trail' }))).toEqual(['unknown']);
});
