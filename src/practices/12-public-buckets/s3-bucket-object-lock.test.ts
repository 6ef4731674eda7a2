import { expect, test } from 'vitest';
import { aBucket } from '../../../test/builders/s3.ts';
import { deniedCall, evaluate, statuses } from '../../../test/inventory-of.ts';
import { read } from '../../model/reading.ts';
import type { Bucket } from '../../model/resources/s3.ts';
import { s3BucketObjectLock as check } from './s3-bucket-object-lock.ts';

const good: readonly Bucket['objectLock'][] = [read({ enabled: true, defaultRetention: null })];
const bad: readonly Bucket['objectLock'][] = [read({ enabled: false, defaultRetention: null }), read(null)];

test.each(good)('passes: %j', (objectLock) => {
  const [outcome] = evaluate(check, aBucket({ id: 'b', objectLock }));
  expect(outcome).toMatchObject({ status: 'pass', evidence: { bucket: 'arn:aws:s3:::b' } });
});

test.each(bad)('fails: %j', (objectLock) => {
  const [outcome] = evaluate(check, aBucket({ id: 'b', objectLock }));
  expect(outcome).toMatchObject({ status: 'fail', summary: expect.stringContaining('b') });
});

test('is unknown when GetObjectLockConfiguration was denied', () => {
  const objectLock = deniedCall('s3:GetObjectLockConfiguration');
  expect(evaluate(check, aBucket({ objectLock }))).toMatchObject([
    { status: 'unknown', unread: [objectLock] },
  ]);
  expect(statuses(check, aBucket())).not.toEqual(['unknown']);
});
