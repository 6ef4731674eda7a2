import { expect, test } from 'vitest';
import { aBucket } from '../../../test/builders/s3.ts';
import { deniedCall, evaluate, statuses } from '../../../test/inventory-of.ts';
import { read } from '../../model/reading.ts';
import type { Bucket } from '../../model/resources/s3.ts';
import { s3BucketAccessLogging as check } from './s3-bucket-access-logging.ts';

const good: readonly Bucket['logging'][] = [read({ targetBucket: 'logs', targetPrefix: '' })];
const bad: readonly Bucket['logging'][] = [read(null)];

test.each(good)('passes: %j', (logging) => {
  const [outcome] = evaluate(check, aBucket({ id: 'b', logging }));
  expect(outcome).toMatchObject({ status: 'pass', evidence: { bucket: 'arn:aws:s3:::b' } });
});

test.each(bad)('fails: %j', (logging) => {
  const [outcome] = evaluate(check, aBucket({ id: 'b', logging }));
  expect(outcome).toMatchObject({ status: 'fail', summary: expect.stringContaining('b') });
});

test('a bucket that receives the access logs of another is left aside', () => {
  const bucket = aBucket({ id: 'logs', logging: read(null) });
  const other = (id: string, targetBucket: string) =>
    aBucket({ id, arn: `arn:aws:s3:::${id}`, logging: read({ targetBucket, targetPrefix: '' }) });
  expect(statuses(check, bucket, { resources: [other('b', 'logs')] })).toEqual(['not-applicable']);
  expect(statuses(check, bucket, { resources: [other('b', 'elsewhere')] })).toEqual(['fail']);
  const denied = aBucket({ id: 'c', arn: 'arn:aws:s3:::c', logging: deniedCall('s3:GetBucketLogging') });
  expect(statuses(check, bucket, { resources: [other('b', 'logs'), denied] })).toEqual(['not-applicable']);
  expect(evaluate(check, bucket, { resources: [denied] })).toMatchObject([
    { status: 'unknown', unread: [denied.logging] },
  ]);
});

test('is unknown when GetBucketLogging was denied', () => {
  const logging = deniedCall('s3:GetBucketLogging');
  expect(evaluate(check, aBucket({ logging }))).toMatchObject([{ status: 'unknown', unread: [logging] }]);
  expect(statuses(check, aBucket())).not.toEqual(['unknown']);
});
