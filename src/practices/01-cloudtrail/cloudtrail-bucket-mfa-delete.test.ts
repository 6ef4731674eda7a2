import { expect, test } from 'vitest';
import { aTrail } from '../../../test/builders/cloudtrail.ts';
import { aBucket } from '../../../test/builders/s3.ts';
import { deniedCall, deniedListing, evaluate, statuses } from '../../../test/inventory-of.ts';
import { read } from '../../model/reading.ts';
import type { Bucket } from '../../model/resources/s3.ts';
import { cloudtrailBucketMfaDelete as check } from './cloudtrail-bucket-mfa-delete.ts';

const trail = aTrail({ s3BucketName: 'logs' });
const good: readonly Bucket['versioning'][] = [read({ status: 'Enabled', mfaDelete: true })];
const bad: readonly Bucket['versioning'][] = [
  read({ status: 'Enabled', mfaDelete: false }),
  read({ status: null, mfaDelete: false }),
];

test.each(good)('passes: %j', (versioning) => {
  const [outcome] = evaluate(check, trail, { resources: [aBucket({ id: 'logs', versioning })] });
  expect(outcome).toMatchObject({ status: 'pass', evidence: { bucket: 'arn:aws:s3:::logs' } });
});

test.each(bad)('fails: %j', (versioning) => {
  const resources = [
    aBucket({ id: 'logs', versioning }),
    ...good.map((each) => aBucket({ versioning: each })),
  ];
  expect(statuses(check, trail, { resources })).toEqual(['fail']);
});

test('is unknown when GetBucketVersioning was denied', () => {
  const versioning = deniedCall('s3:GetBucketVersioning');
  const resources = [aBucket({ id: 'logs', versioning })];
  expect(evaluate(check, trail, { resources })).toMatchObject([{ status: 'unknown', unread: [versioning] }]);
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
