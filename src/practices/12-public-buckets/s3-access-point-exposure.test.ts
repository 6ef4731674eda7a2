import { expect, test } from 'vitest';
import { noMembership } from '../../../test/builders/organizations.ts';
import { aBucket, anAccessPoint, anAccountBlock, BLOCK_ALL } from '../../../test/builders/s3.ts';
import { ACCOUNT, deniedCall, evaluate, statuses } from '../../../test/inventory-of.ts';
import { type Reading, read } from '../../model/reading.ts';
import type { AccessPoint, Bucket } from '../../model/resources/s3.ts';
import { s3AccessPointExposure } from './s3-access-point-exposure.ts';

const POINT = `arn:aws:s3:us-east-1:${ACCOUNT}:accesspoint/partner`;
const policy = (...statements: readonly object[]): Reading<string> =>
  read(
    JSON.stringify({
      Version: '2012-10-17',
      Statement: statements.map((each) => ({ Effect: 'Allow', Principal: '*', ...each })),
    }),
  );
const OPEN = policy({ Sid: 'All', Action: 's3:GetObject', Resource: `${POINT}/object/*` });
const DELEGATES = policy({
  Action: '*',
  Resource: ['arn:aws:s3:::data-bucket', 'arn:aws:s3:::data-bucket/*'],
  Condition: { StringEquals: { 's3:DataAccessPointAccount': ACCOUNT } },
});
const delegating = (overrides: Partial<Bucket> = {}): Bucket =>
  aBucket({ publicAccessBlock: read(null), policy: DELEGATES, ...overrides });

const around = (bucket: Bucket | null, block = anAccountBlock({ publicAccessBlock: null })) => ({
  resources: [...(bucket ? [bucket] : []), block, noMembership()],
});
const status = (point: Partial<AccessPoint>, bucket: Bucket | null = delegating()) =>
  statuses(s3AccessPointExposure, anAccessPoint(point), around(bucket))[0];

test('fails where both policies let a stranger in, with the request', () => {
  const point = anAccessPoint({ policy: OPEN });
  expect(evaluate(s3AccessPointExposure, point, around(delegating()))).toMatchObject([
    {
      status: 'fail',
      summary: 'Anybody can read objects of bucket data-bucket by access point partner.',
      evidence: {
        bucketName: 'data-bucket',
        ways: [{ grant: 'statement 1 "All"', request: { context: { 's3:DataAccessPointArn': POINT } } }],
      },
    },
  ]);
});

test('passes where one of them does not, or a setting stops it, which is told', () => {
  expect(status({ policy: OPEN }, aBucket({ publicAccessBlock: read(null) }))).toBe('pass');
  expect(status({})).toBe('pass');
  expect(status({ policy: OPEN, networkOrigin: 'VPC' })).toBe('pass');
  const blocked = anAccessPoint({ policy: OPEN, publicAccessBlock: read(BLOCK_ALL) });
  expect(evaluate(s3AccessPointExposure, blocked, around(delegating()))).toMatchObject([
    {
      status: 'pass',
      summary:
        'No stranger gets into bucket data-bucket by access point partner. Its policy would let them in, but for restrictPublicBuckets of the access point.',
    },
  ]);
  const other = anAccessPoint({ id: 'other', policy: OPEN });
  expect(statuses(s3AccessPointExposure, other, around(delegating()))).toEqual(['pass']);
});

test('unknown where what was not read could let them in', () => {
  expect(status({ policy: deniedCall('s3:GetAccessPointPolicy') })).toBe('unknown');
  expect(status({ policy: read('{') })).toBe('unknown');
  expect(status({ policy: OPEN, publicAccessBlock: deniedCall('s3:GetAccessPoint') })).toBe('unknown');
  const unread = delegating({ policy: deniedCall('s3:GetBucketPolicy') });
  expect(status({ policy: OPEN }, unread)).toBe('unknown');
  expect(status({}, unread)).toBe('pass');
});

test('what else leads to the bucket, and was not listed or not read, changes nothing', () => {
  const point = anAccessPoint({ policy: OPEN });
  const denied = { ...around(delegating()), denied: ['AWS::S3::MultiRegionAccessPoint'] } as const;
  expect(statuses(s3AccessPointExposure, point, denied)).toEqual(['fail']);
  const other = anAccessPoint({ id: 'other', policy: deniedCall('s3:GetAccessPointPolicy') });
  const beside = { resources: [...around(delegating()).resources, other] };
  expect(statuses(s3AccessPointExposure, anAccessPoint(), beside)).toEqual(['pass']);
});

test('in front of a bucket of an account that was not read', () => {
  expect(status({ policy: OPEN, bucket: 'theirs' })).toBe('unknown');
  expect(status({ bucket: 'theirs' })).toBe('pass');
});
