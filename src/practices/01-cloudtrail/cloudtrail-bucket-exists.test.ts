import { expect, test } from 'vitest';
import { aTrail } from '../../../test/builders/cloudtrail.ts';
import { aBucket } from '../../../test/builders/s3.ts';
import {
  ACCOUNT,
  deniedCall,
  deniedListing,
  evaluate,
  OTHER_ACCOUNT,
  statuses,
} from '../../../test/inventory-of.ts';
import { type Reading, read } from '../../model/reading.ts';
import type { BucketProbe } from '../../model/resources/cloudtrail.ts';
import { cloudtrailBucketExists as check } from './cloudtrail-bucket-exists.ts';

const trail = (bucketProbe: Reading<BucketProbe>) => aTrail({ s3BucketName: 'logs', bucketProbe });
const forbidden = read<BucketProbe>('forbidden');
const exists = read<BucketProbe>('exists');
const absent = read<BucketProbe>('absent');
const denied = deniedCall('s3:HeadBucket');

test.each([exists, forbidden, denied])('passes for a bucket of an account that was read: %j', (probe) => {
  const [outcome] = evaluate(check, trail(probe), { resources: [aBucket({ id: 'logs' })] });
  expect(outcome).toMatchObject({ status: 'pass', evidence: { owner: ACCOUNT } });
});

test("passes for the log archive's bucket", () => {
  const resources = [aBucket({ id: 'logs', account: OTHER_ACCOUNT })];
  const [outcome] = evaluate(check, trail(forbidden), { resources, accounts: [ACCOUNT, OTHER_ACCOUNT] });
  expect(outcome).toMatchObject({ status: 'pass', evidence: { owner: OTHER_ACCOUNT } });
});

test('fails when there is no such bucket, listed or not', () => {
  const [outcome] = evaluate(check, trail(absent), { resources: [aBucket({ id: 'other' })] });
  expect(outcome).toMatchObject({
    status: 'fail',
    summary: 'Bucket logs, which the trail delivers to, does not exist.',
  });
  expect(statuses(check, trail(absent), { denied: ['AWS::S3::Bucket'] })).toEqual(['fail']);
});

test.each([exists, forbidden])(
  'is unknown whose bucket it is when no account that was read has it: %j',
  (probe) => {
    const [outcome] = evaluate(check, trail(probe));
    expect(outcome).toMatchObject({ status: 'unknown', unread: [{ call: 's3:ListBuckets' }] });
    expect(JSON.stringify(outcome)).toContain('AccountNotRead: bucket logs');
  },
);

test('is unknown when neither the listing nor the probe was answered', () => {
  expect(evaluate(check, trail(denied), { denied: ['AWS::S3::Bucket'] })).toMatchObject([
    { status: 'unknown', unread: [deniedListing('AWS::S3::Bucket'), denied] },
  ]);
});
