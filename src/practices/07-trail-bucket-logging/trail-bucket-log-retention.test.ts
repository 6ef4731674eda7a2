import { expect, test } from 'vitest';
import { aTrail } from '../../../test/builders/cloudtrail.ts';
import { aBucket, aLifecycleFilter, aLifecycleRule } from '../../../test/builders/s3.ts';
import { deniedCall, evaluate, statuses } from '../../../test/inventory-of.ts';
import { read } from '../../model/reading.ts';
import type { LifecycleRule } from '../../model/resources/s3.ts';
import { trailBucketLogRetention as check } from './trail-bucket-log-retention.ts';

const trail = aTrail({ s3BucketName: 'logs' });
const logs = aBucket({ id: 'logs', logging: read({ targetBucket: 'access', targetPrefix: 'trail/' }) });
const access = (rules: readonly LifecycleRule[]) => aBucket({ id: 'access', lifecycleRules: read(rules) });
const expire = (days: number, prefix = '') =>
  aLifecycleRule({ filter: aLifecycleFilter({ prefix }), expiration: { days } });

test.each([
  [89, 'fail'],
  [90, 'pass'],
] as const)('access logs deleted after %i days: %s', (days, status) => {
  const [outcome] = evaluate(check, trail, { resources: [logs, access([expire(days, 'trail/')])] });
  expect(outcome).toMatchObject({
    status,
    evidence: { bucket: 'arn:aws:s3:::access', prefix: 'trail/', shortestDays: days },
  });
});

test('fails when they are kept for ever, or nowhere', () => {
  expect(statuses(check, trail, { resources: [logs, access([expire(365, 'other/')])] })).toEqual(['fail']);
  expect(statuses(check, trail, { resources: [logs] })).toEqual(['fail']);
});

test('does not concern a bucket without access logging', () => {
  expect(statuses(check, trail, { resources: [aBucket({ id: 'logs' })] })).toEqual(['not-applicable']);
});

test('is unknown when a call was denied, or the bucket is elsewhere', () => {
  const logging = deniedCall('s3:GetBucketLogging');
  expect(evaluate(check, trail, { resources: [aBucket({ id: 'logs', logging })] })).toMatchObject([
    { status: 'unknown', unread: [logging] },
  ]);
  const lifecycleRules = deniedCall('s3:GetBucketLifecycleConfiguration');
  expect(
    evaluate(check, trail, { resources: [logs, aBucket({ id: 'access', lifecycleRules })] }),
  ).toMatchObject([{ status: 'unknown', unread: [lifecycleRules] }]);
  expect(statuses(check, trail, { resources: [logs], denied: ['AWS::S3::Bucket'] })).toEqual(['unknown']);
  expect(statuses(check, trail)).toEqual(['unknown']);
});

test('leaves a bucket that AWS says does not exist to cloudtrail-bucket-exists', () => {
  const orphan = aTrail({ s3BucketName: 'gone', bucketProbe: read('absent') });
  expect(statuses(check, orphan)).toEqual(['not-applicable']);
  expect(statuses(check, orphan, { denied: ['AWS::S3::Bucket'] })).toEqual(['unknown']);
});
