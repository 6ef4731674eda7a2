import { expect, test } from 'vitest';
import { aBucket } from '../../../test/builders/s3.ts';
import { deniedCall, evaluate, statuses } from '../../../test/inventory-of.ts';
import { read } from '../../model/reading.ts';
import type { Bucket } from '../../model/resources/s3.ts';
import { s3BucketEncryption as check } from './s3-bucket-encryption.ts';

const good: readonly Bucket['encryption'][] = [
  read([{ sseAlgorithm: 'AES256', kmsMasterKeyId: null, bucketKeyEnabled: false }]),
  read([{ sseAlgorithm: 'aws:kms', kmsMasterKeyId: 'key', bucketKeyEnabled: true }]),
];
const bad: readonly Bucket['encryption'][] = [read([])];

test.each(good)('passes: %j', (encryption) => {
  const [outcome] = evaluate(check, aBucket({ id: 'b', encryption }));
  expect(outcome).toMatchObject({ status: 'pass', evidence: { bucket: 'arn:aws:s3:::b' } });
});

test.each(bad)('fails: %j', (encryption) => {
  const [outcome] = evaluate(check, aBucket({ id: 'b', encryption }));
  expect(outcome).toMatchObject({ status: 'fail', summary: expect.stringContaining('b') });
});

test('is unknown when GetBucketEncryption was denied', () => {
  const encryption = deniedCall('s3:GetBucketEncryption');
  expect(evaluate(check, aBucket({ encryption }))).toMatchObject([
    { status: 'unknown', unread: [encryption] },
  ]);
  expect(statuses(check, aBucket())).not.toEqual(['unknown']);
});
