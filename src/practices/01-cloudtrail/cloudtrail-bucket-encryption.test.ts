import { expect, test } from 'vitest';
import { aTrail } from '../../../test/builders/cloudtrail.ts';
import { aBucket } from '../../../test/builders/s3.ts';
import { deniedCall, deniedListing, evaluate, statuses } from '../../../test/inventory-of.ts';
import { read } from '../../model/reading.ts';
import type { Bucket } from '../../model/resources/s3.ts';
import { cloudtrailBucketEncryption as check } from './cloudtrail-bucket-encryption.ts';

const trail = aTrail({ s3BucketName: 'logs' });
const good: readonly Bucket['encryption'][] = [
  read([{ sseAlgorithm: 'AES256', kmsMasterKeyId: null, bucketKeyEnabled: false }]),
];
const bad: readonly Bucket['encryption'][] = [read([])];

test.each(good)('passes: %j', (encryption) => {
  const [outcome] = evaluate(check, trail, { resources: [aBucket({ id: 'logs', encryption })] });
  expect(outcome).toMatchObject({ status: 'pass', evidence: { bucket: 'arn:aws:s3:::logs' } });
});

test.each(bad)('fails: %j', (encryption) => {
  const resources = [
    aBucket({ id: 'logs', encryption }),
    ...good.map((each) => aBucket({ encryption: each })),
  ];
  expect(statuses(check, trail, { resources })).toEqual(['fail']);
});

test('is unknown when GetBucketEncryption was denied', () => {
  const encryption = deniedCall('s3:GetBucketEncryption');
  const resources = [aBucket({ id: 'logs', encryption })];
  expect(evaluate(check, trail, { resources })).toMatchObject([{ status: 'unknown', unread: [encryption] }]);
});

test('is unknown when the buckets could not be listed, or the bucket is in no account that was read', () => {
  const denied = ['AWS::S3::Bucket'] as const;
  expect(evaluate(check, trail, { denied })).toMatchObject([
    { status: 'unknown', unread: [deniedListing('AWS::S3::Bucket')] },
  ]);
  expect(JSON.stringify(evaluate(check, trail))).toContain('AccountNotRead: bucket logs');
});

test('leaves a bucket that AWS says does not exist to cloudtrail-bucket-exists', () => {
  const orphan = aTrail({ s3BucketName: 'gone', bucketProbe: read('absent') });
  expect(statuses(check, orphan)).toEqual(['not-applicable']);
  expect(statuses(check, orphan, { denied: ['AWS::S3::Bucket'] })).toEqual(['unknown']);
});
