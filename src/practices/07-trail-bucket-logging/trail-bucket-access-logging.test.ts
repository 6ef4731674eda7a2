import { expect, test } from 'vitest';
import { aTrail } from '../../../test/builders/cloudtrail.ts';
import { aBucket } from '../../../test/builders/s3.ts';
import { deniedCall, evaluate, statuses } from '../../../test/inventory-of.ts';
import { read } from '../../model/reading.ts';
import { trailBucketAccessLogging as check } from './trail-bucket-access-logging.ts';

const trail = aTrail({ s3BucketName: 'logs' });

test('passes when the bucket logs to another', () => {
  const bucket = aBucket({ id: 'logs', logging: read({ targetBucket: 'access-logs', targetPrefix: '' }) });
  const [outcome] = evaluate(check, trail, { resources: [bucket] });
  expect(outcome).toMatchObject({
    status: 'pass',
    evidence: { bucket: 'arn:aws:s3:::logs', targetBucket: 'access-logs' },
  });
});

test('fails when the bucket has no access logging', () => {
  expect(statuses(check, trail, { resources: [aBucket({ id: 'logs' })] })).toEqual(['fail']);
});

test('is unknown when GetBucketLogging was denied', () => {
  const logging = deniedCall('s3:GetBucketLogging');
  const [outcome] = evaluate(check, trail, { resources: [aBucket({ id: 'logs', logging })] });
  expect(outcome).toMatchObject({ status: 'unknown', unread: [logging] });
});

test('is unknown when the buckets could not be listed', () => {
  expect(statuses(check, trail, { denied: ['AWS::S3::Bucket'] })).toEqual(['unknown']);
});

test('is unknown, never pass, when the bucket is in none of the accounts that were read', () => {
  const [outcome] = evaluate(check, trail);
  expect(outcome).toMatchObject({ status: 'unknown' });
  expect(JSON.stringify(outcome)).toContain('logs');
});

test('leaves a bucket that AWS says does not exist to cloudtrail-bucket-exists', () => {
  const orphan = aTrail({ s3BucketName: 'gone', bucketProbe: read('absent') });
  expect(statuses(check, orphan)).toEqual(['not-applicable']);
  expect(statuses(check, orphan, { denied: ['AWS::S3::Bucket'] })).toEqual(['unknown']);
});
