import { expect, test } from 'vitest';
import { aTrail } from '../../../test/builders/cloudtrail.ts';
import { aBucket } from '../../../test/builders/s3.ts';
import { ACCOUNT, deniedCall, evaluate, OTHER_ACCOUNT, statuses } from '../../../test/inventory-of.ts';
import { read } from '../../model/reading.ts';
import type { Bucket } from '../../model/resources/s3.ts';
import { trailBucketLogTargetSeparate as check } from './trail-bucket-log-target-separate.ts';

const trail = aTrail({ s3BucketName: 'logs' });

function loggingTo(id: string, targetBucket: string | null): Bucket {
  return aBucket({ id, logging: read(targetBucket === null ? null : { targetBucket, targetPrefix: '' }) });
}

test('passes when the logs go to another bucket that ends the chain', () => {
  const resources = [loggingTo('logs', 'access'), loggingTo('access', null)];
  const [outcome] = evaluate(check, trail, { resources });
  expect(outcome).toMatchObject({
    status: 'pass',
    evidence: { targetBucket: 'access', path: ['logs', 'access'] },
  });
  const longer = [loggingTo('logs', 'access'), loggingTo('access', 'archive'), loggingTo('archive', null)];
  expect(statuses(check, trail, { resources: longer })).toEqual(['pass']);
});

test('fails when the bucket logs to itself, whatever else is known', () => {
  expect(statuses(check, trail, { resources: [loggingTo('logs', 'logs')] })).toEqual(['fail']);
});

test.each([
  [['logs', 'access', 'logs'], [loggingTo('access', 'logs')]],
  [['logs', 'access', 'access'], [loggingTo('access', 'access')]],
  [
    ['logs', 'access', 'b', 'access'],
    [loggingTo('access', 'b'), loggingTo('b', 'access')],
  ],
])('fails when the logs go round: %j', (path, others) => {
  const [outcome] = evaluate(check, trail, { resources: [loggingTo('logs', 'access'), ...others] });
  expect(outcome).toMatchObject({ status: 'fail', evidence: { path } });
});

test("fails when the target does not exist in the bucket's account", () => {
  expect(statuses(check, trail, { resources: [loggingTo('logs', 'gone')] })).toEqual(['fail']);
  const foreign = { ...loggingTo('gone', null), account: OTHER_ACCOUNT };
  const resources = [loggingTo('logs', 'gone'), foreign];
  expect(statuses(check, trail, { resources, accounts: [ACCOUNT, OTHER_ACCOUNT] })).toEqual(['fail']);
});

test('a later target that is missing loses other logs, not these', () => {
  const resources = [loggingTo('logs', 'access'), loggingTo('access', 'gone')];
  expect(statuses(check, trail, { resources })).toEqual(['pass']);
});

test('does not concern a bucket without access logging', () => {
  expect(statuses(check, trail, { resources: [loggingTo('logs', null)] })).toEqual(['not-applicable']);
});

test('is unknown when a logging setting on the way was denied', () => {
  const logging = deniedCall('s3:GetBucketLogging');
  const first = [aBucket({ id: 'logs', logging })];
  expect(evaluate(check, trail, { resources: first })).toMatchObject([
    { status: 'unknown', unread: [logging] },
  ]);
  const second = [loggingTo('logs', 'access'), aBucket({ id: 'access', logging })];
  expect(evaluate(check, trail, { resources: second })).toMatchObject([
    { status: 'unknown', unread: [logging] },
  ]);
});

test('is unknown when the buckets are not all known', () => {
  expect(statuses(check, trail)).toEqual(['unknown']);
  const resources = [loggingTo('logs', 'access')];
  expect(statuses(check, trail, { resources, denied: ['AWS::S3::Bucket'] })).toEqual(['unknown']);
});

test('leaves a bucket that AWS says does not exist to cloudtrail-bucket-exists', () => {
  const orphan = aTrail({ s3BucketName: 'gone', bucketProbe: read('absent') });
  expect(statuses(check, orphan)).toEqual(['not-applicable']);
  expect(statuses(check, orphan, { denied: ['AWS::S3::Bucket'] })).toEqual(['unknown']);
});
