import { expect, test } from 'vitest';
import { aTrail } from '../../../test/builders/cloudtrail.ts';
import { noMembership } from '../../../test/builders/organizations.ts';
import { aBucket, anAccountBlock } from '../../../test/builders/s3.ts';
import { deniedCall, evaluate, statuses } from '../../../test/inventory-of.ts';
import { read } from '../../model/reading.ts';
import type { Bucket } from '../../model/resources/s3.ts';
import { cloudtrailBucketNotPublic as check } from './cloudtrail-bucket-not-public.ts';

const trail = aTrail({ s3BucketName: 'logs' });
const open = (overrides: Partial<Bucket>): Bucket =>
  aBucket({ id: 'logs', publicAccessBlock: read(null), ...overrides });
const withBucket = (...buckets: readonly Bucket[]) => ({
  resources: [...buckets, anAccountBlock({ publicAccessBlock: null }), noMembership()],
});
const readable = read(
  '{"Statement":{"Effect":"Allow","Principal":"*","Action":"s3:GetObject","Resource":"arn:aws:s3:::logs/*"}}',
);

test('fails for logs that anybody reads, and for a bucket that anybody writes', () => {
  expect(evaluate(check, trail, withBucket(open({ policy: readable })))).toMatchObject([
    { status: 'fail', summary: 'Anybody can read objects of bucket logs, by statement 1 of its policy.' },
  ]);
  const group = { type: 'Group' as const, id: 'http://acs.amazonaws.com/groups/global/AllUsers' };
  const acl = read({ ownerId: 'owner', grants: [{ grantee: group, permission: 'WRITE' as const }] });
  const legacy = open({ objectOwnership: read('ObjectWriter'), acl });
  expect(statuses(check, trail, withBucket(legacy))).toEqual(['fail']);
});

test('passes for a bucket that is shut', () => {
  expect(statuses(check, trail, withBucket(aBucket({ id: 'logs', policy: readable })))).toEqual(['pass']);
  expect(statuses(check, trail, withBucket(open({})))).toEqual(['pass']);
});

test('unknown for a policy or a bucket that nobody read; a bucket that is not there is for another check', () => {
  expect(statuses(check, trail, withBucket(open({ policy: deniedCall('s3:GetBucketPolicy') })))).toEqual([
    'unknown',
  ]);
  const elsewhere = aTrail({ s3BucketName: 'logs', bucketProbe: read('exists') });
  expect(statuses(check, elsewhere, withBucket())).toEqual(['unknown']);
  const gone = aTrail({ s3BucketName: 'logs', bucketProbe: read('absent') });
  expect(statuses(check, gone, withBucket())).toEqual(['not-applicable']);
});
