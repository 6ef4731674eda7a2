import { expect, test } from 'vitest';
import { aBucket } from '../../../test/builders/s3.ts';
import { deniedCall, evaluate, statuses } from '../../../test/inventory-of.ts';
import { read } from '../../model/reading.ts';
import type { Bucket } from '../../model/resources/s3.ts';
import { s3BucketAclDisabled as check } from './s3-bucket-acl-disabled.ts';

const good: readonly Bucket['objectOwnership'][] = [read('BucketOwnerEnforced')];
const bad: readonly Bucket['objectOwnership'][] = [
  read('BucketOwnerPreferred'),
  read('ObjectWriter'),
  read(null),
];

test.each(good)('passes: %j', (objectOwnership) => {
  const [outcome] = evaluate(check, aBucket({ id: 'b', objectOwnership }));
  expect(outcome).toMatchObject({ status: 'pass', evidence: { bucket: 'arn:aws:s3:::b' } });
});

test.each(bad)('fails: %j', (objectOwnership) => {
  const [outcome] = evaluate(check, aBucket({ id: 'b', objectOwnership }));
  expect(outcome).toMatchObject({ status: 'fail', summary: expect.stringContaining('b') });
});

test('is unknown when GetBucketOwnershipControls was denied', () => {
  const objectOwnership = deniedCall('s3:GetBucketOwnershipControls');
  expect(evaluate(check, aBucket({ objectOwnership }))).toMatchObject([
    { status: 'unknown', unread: [objectOwnership] },
  ]);
  expect(statuses(check, aBucket())).not.toEqual(['unknown']);
});
