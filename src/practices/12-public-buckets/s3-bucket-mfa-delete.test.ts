import { expect, test } from 'vitest';
import { aBucket } from '../../../test/builders/s3.ts';
import { deniedCall, evaluate, statuses } from '../../../test/inventory-of.ts';
import { read } from '../../model/reading.ts';
import type { Bucket } from '../../model/resources/s3.ts';
import { s3BucketMfaDelete as check } from './s3-bucket-mfa-delete.ts';

const good: readonly Bucket['versioning'][] = [read({ status: 'Enabled', mfaDelete: true })];
const bad: readonly Bucket['versioning'][] = [
  read({ status: 'Enabled', mfaDelete: false }),
  read({ status: null, mfaDelete: false }),
];

test.each(good)('passes: %j', (versioning) => {
  const [outcome] = evaluate(check, aBucket({ id: 'b', versioning }));
  expect(outcome).toMatchObject({ status: 'pass', evidence: { bucket: 'arn:aws:s3:::b' } });
});

test.each(bad)('fails: %j', (versioning) => {
  const [outcome] = evaluate(check, aBucket({ id: 'b', versioning }));
  expect(outcome).toMatchObject({ status: 'fail', summary: expect.stringContaining('b') });
});

test('is unknown when GetBucketVersioning was denied', () => {
  const versioning = deniedCall('s3:GetBucketVersioning');
  expect(evaluate(check, aBucket({ versioning }))).toMatchObject([
    { status: 'unknown', unread: [versioning] },
  ]);
  expect(statuses(check, aBucket())).not.toEqual(['unknown']);
});
