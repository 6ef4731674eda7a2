import { expect, test } from 'vitest';
import { aDistribution, anS3Origin } from '../../../test/builders/edge.ts';
import { aBucket } from '../../../test/builders/s3.ts';
import { deniedCall, deniedListing, evaluate, statuses } from '../../../test/inventory-of.ts';
import { type Reading, read } from '../../model/reading.ts';
import type { BucketProbe } from '../../model/resources/cloudtrail.ts';
import { s3CloudfrontOriginTakeover as check } from './s3-cloudfront-origin-takeover.ts';

const withProbe = (probe: Reading<BucketProbe>) =>
  aDistribution({ origins: [anS3Origin('site', { bucket: { name: 'site', probe } })] });
const site = aBucket({ id: 'site' });

test.each([read('exists'), read('forbidden'), deniedCall('s3:HeadBucket')] as Reading<BucketProbe>[])(
  'passes for a bucket of an account that was read, whatever the probe says: %j',
  (probe) => {
    expect(statuses(check, withProbe(probe), { resources: [site] })).toEqual(['pass']);
  },
);

test('fails for a bucket that is absent, even when the own buckets could not be listed', () => {
  const [outcome] = evaluate(check, withProbe(read('absent')));
  expect(outcome).toMatchObject({
    status: 'fail',
    summary: 'Distribution E1 has an origin in bucket site, which does not exist.',
    evidence: { buckets: [{ name: 'site', state: 'absent' }] },
  });
  expect(statuses(check, withProbe(read('absent')), { denied: ['AWS::S3::Bucket'] })).toEqual(['fail']);
});

test('fails for one of several origins, whatever the others are', () => {
  const absent = anS3Origin('gone', { bucket: { name: 'gone', probe: read('absent') } });
  const distribution = aDistribution({ origins: [anS3Origin('elsewhere'), absent, anS3Origin('site')] });
  expect(statuses(check, distribution, { resources: [site] })).toEqual(['fail']);
});

test.each([read('exists'), read('forbidden'), deniedCall('s3:HeadBucket')] as Reading<BucketProbe>[])(
  'is unknown for a bucket in none of the accounts that were read: %j',
  (probe) => {
    const [outcome] = evaluate(check, withProbe(probe));
    expect(outcome).toMatchObject({ status: 'unknown' });
    expect(JSON.stringify(outcome)).toContain('AccountNotRead: bucket site');
  },
);

test('is unknown when the buckets could not be listed', () => {
  expect(evaluate(check, withProbe(read('exists')), { denied: ['AWS::S3::Bucket'] })).toMatchObject([
    { status: 'unknown', unread: [deniedListing('AWS::S3::Bucket')] },
  ]);
});

test('does not concern a disabled distribution, or one without S3 origins', () => {
  expect(statuses(check, aDistribution({ enabled: false }))).toEqual(['not-applicable']);
  const origins = [anS3Origin('x', { bucket: null })];
  expect(statuses(check, aDistribution({ origins }))).toEqual(['not-applicable']);
});
