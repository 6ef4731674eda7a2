import { expect, test } from 'vitest';
import { aTrail } from '../../../test/builders/cloudtrail.ts';
import { noMembership } from '../../../test/builders/organizations.ts';
import { aBucket, anAccountBlock } from '../../../test/builders/s3.ts';
import { deniedCall, evaluate, statuses } from '../../../test/inventory-of.ts';
import { read } from '../../model/reading.ts';
import type { Bucket } from '../../model/resources/s3.ts';
import { trailBucketLogTargetNotPublic as check } from './trail-bucket-log-target-not-public.ts';

const trail = aTrail({ s3BucketName: 'logs' });
const logs = aBucket({ id: 'logs', logging: read({ targetBucket: 'access', targetPrefix: '' }) });
const target = (overrides: Partial<Bucket> = {}): Bucket => aBucket({ id: 'access', ...overrides });
const around = (...buckets: readonly Bucket[]) => ({
  resources: [...buckets, anAccountBlock({ publicAccessBlock: null }), noMembership()],
});
const listed = read(
  '{"Statement":{"Effect":"Allow","Principal":"*","Action":"s3:ListBucket","Resource":"arn:aws:s3:::access"}}',
);

test('fails where anybody can list the access logs', () => {
  const open = target({ publicAccessBlock: read(null), policy: listed });
  expect(evaluate(check, trail, around(logs, open))).toMatchObject([
    { status: 'fail', evidence: { bucketName: 'access', ways: [{ operation: 'list' }] } },
  ]);
});

test('passes for a bucket that is shut', () => {
  expect(statuses(check, trail, around(logs, target({ policy: listed })))).toEqual(['pass']);
});

test('unknown where nobody read which bucket or what it grants; nothing to say where there is none', () => {
  const untold = { ...logs, logging: deniedCall('s3:GetBucketLogging') };
  expect(statuses(check, trail, around(untold, target()))).toEqual(['unknown']);
  const unread = target({ publicAccessBlock: read(null), policy: deniedCall('s3:GetBucketPolicy') });
  expect(statuses(check, trail, around(logs, unread))).toEqual(['unknown']);
  expect(statuses(check, trail, around({ ...logs, logging: read(null) }))).toEqual(['not-applicable']);
  expect(statuses(check, trail, around(logs))).toEqual(['not-applicable']);
});
