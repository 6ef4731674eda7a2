import { expect, test } from 'vitest';
import { noMembership } from '../../test/builders/organizations.ts';
import {
  aBucket,
  aMultiRegionAccessPoint,
  anAccessPoint,
  anAccountBlock,
  BLOCK_ALL,
} from '../../test/builders/s3.ts';
import { ACCOUNT, deniedCall, inventoryOf, OTHER_ACCOUNT } from '../../test/inventory-of.ts';
import type { OperationExposure } from '../iam/exposure/bucket-exposure.ts';
import type { BucketOperation } from '../iam/exposure/bucket-operation.ts';
import { type Reading, read } from '../model/reading.ts';
import type { Resource, ResourceType } from '../model/resource-types.ts';
import type { Bucket } from '../model/resources/s3.ts';
import { exposureOf } from './bucket-exposure.ts';

const POINT = `arn:aws:s3:us-east-1:${ACCOUNT}:accesspoint/partner`;
const STRANGE = '999900001111';
const GLOBAL = `arn:aws:s3::${ACCOUNT}:accesspoint/mabc123.mrap`;

const policy = (...statements: readonly object[]): Reading<string> =>
  read(
    JSON.stringify({
      Version: '2012-10-17',
      Statement: statements.map((each) => ({ Effect: 'Allow', Principal: '*', ...each })),
    }),
  );

/** As AWS's page has it: whoever comes by the account's access points is theirs to judge. */
const DELEGATES = {
  Action: '*',
  Resource: ['arn:aws:s3:::data-bucket', 'arn:aws:s3:::data-bucket/*'],
  Condition: { StringEquals: { 's3:DataAccessPointAccount': ACCOUNT } },
};
const READS = { Sid: 'Partners', Action: 's3:GetObject', Resource: `${POINT}/object/*` };

const delegating = (overrides: Partial<Bucket> = {}): Bucket =>
  aBucket({ publicAccessBlock: read(null), policy: policy(DELEGATES), ...overrides });

interface Around {
  readonly operation?: BucketOperation;
  readonly denied?: readonly ResourceType[];
}

function exposure(
  bucket: Bucket,
  doors: readonly Resource[],
  { operation = 'read', denied = [] }: Around = {},
): OperationExposure {
  const block = anAccountBlock({ publicAccessBlock: null });
  const known = doors.some(({ type }) => type === 'AWS::S3::AccountPublicAccessBlock') ? [] : [block];
  return exposureOf(
    inventoryOf({
      accounts: [ACCOUNT, OTHER_ACCOUNT],
      resources: [bucket, ...known, ...doors, noMembership(), noMembership(OTHER_ACCOUNT)],
      denied,
    }),
    bucket,
    operation,
  );
}

test('a bucket that leaves it to its access points is as open as they are', () => {
  const found = exposure(delegating(), [anAccessPoint({ policy: policy(READS) })]);
  expect(found).toMatchObject({
    answer: 'open',
    ways: [
      {
        by: 'access-point',
        grant: 'statement 1 "Partners"',
        stoppedBy: [],
        accessPoint: { arn: POINT },
        witness: { principal: '*', action: 's3:GetObject', resource: /^arn:aws:s3:::data-bucket\// },
      },
    ],
  });
  expect(found.ways[0]?.witness.context).toMatchObject({ 's3:DataAccessPointArn': POINT });
  expect(exposure(delegating(), []).answer).toBe('closed');
  expect(exposure(delegating(), [anAccessPoint()]).answer).toBe('closed');
});

test('both policies have to allow the same request', () => {
  const below = (prefix: string) =>
    anAccessPoint({ policy: policy({ ...READS, Resource: `${POINT}/object/${prefix}*` }) });
  const some = { ...DELEGATES, Resource: 'arn:aws:s3:::data-bucket/shared/*' };
  const bucket = delegating({ policy: policy(some) });
  expect(exposure(bucket, [below('private/')]).answer).toBe('closed');
  expect(exposure(bucket, [below('sha')])).toMatchObject({
    answer: 'open',
    ways: [{ witness: { resource: expect.stringContaining('data-bucket/shared/') } }],
  });
  const denied = delegating({ policy: policy(DELEGATES, { ...DELEGATES, Effect: 'Deny' }) });
  expect(exposure(denied, [below('')]).answer).toBe('closed');
  const denies = anAccessPoint({ policy: policy(READS, { ...READS, Effect: 'Deny' }) });
  expect(exposure(delegating(), [denies]).answer).toBe('closed');
});

test('what an access point lets nobody do, nobody does by it', () => {
  const all = anAccessPoint({ policy: policy({ Action: 's3:*', Resource: [POINT, `${POINT}/object/*`] }) });
  const answer = (operation: BucketOperation) => exposure(delegating(), [all], { operation }).answer;
  expect(answer('write')).toBe('open');
  expect(answer('list')).toBe('open');
  expect(answer('change-policy')).toBe('closed');
});

test('Block Public Access of the access point, the bucket or the account stops it', () => {
  const point = anAccessPoint({ policy: policy(READS) });
  const stops = (bucket: Bucket, ...doors: readonly Resource[]) =>
    exposure(bucket, doors).ways.flatMap(({ stoppedBy }) => stoppedBy.map(({ layer }) => layer));
  expect(stops(delegating(), { ...point, publicAccessBlock: read(BLOCK_ALL) })).toEqual([
    'access-point-block-public-access',
  ]);
  expect(stops(delegating({ publicAccessBlock: read(BLOCK_ALL) }), point)).toEqual([
    'bucket-block-public-access',
  ]);
  expect(stops(delegating(), point, anAccountBlock())).toEqual(['account-block-public-access']);
});

test('an access point of a VPC takes nothing from the internet, and one of another bucket leads elsewhere', () => {
  const inVpc = anAccessPoint({ policy: policy(READS), networkOrigin: 'VPC', vpcId: 'vpc-1' });
  const other = anAccessPoint({ policy: policy(READS), bucket: 'another' });
  expect(exposure(delegating(), [inVpc]).answer).toBe('closed');
  expect(exposure(delegating(), [other]).answer).toBe('closed');
});

test('what was not read is unknown where it matters', () => {
  const unread = anAccessPoint({ policy: deniedCall('s3:GetAccessPointPolicy') });
  expect(exposure(delegating(), [unread])).toMatchObject({
    answer: 'unknown',
    missing: [{ call: 's3:GetAccessPointPolicy' }],
  });
  const denied = { denied: ['AWS::S3::AccessPoint'] } as const;
  expect(exposure(delegating(), [], denied).answer).toBe('unknown');
  expect(exposure(aBucket({ publicAccessBlock: read(null) }), [], denied).answer).toBe('closed');
  const own = policy({
    Action: 's3:*',
    Resource: '*',
    Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-ours' } },
  });
  expect(exposure(delegating({ policy: own }), [], denied).answer).toBe('closed');
  const detail = anAccessPoint({ policy: policy(READS), publicAccessBlock: deniedCall('s3:GetAccessPoint') });
  expect(exposure(delegating(), [detail]).answer).toBe('unknown');
  expect(exposure(delegating({ publicAccessBlock: read(BLOCK_ALL) }), [detail]).answer).toBe('closed');
  const none = anAccessPoint({ policy: read('{') });
  expect(exposure(delegating(), [none]).answer).toBe('unknown');
});

test('an access point whose ARN a variable tells is unknown', () => {
  const named = `arn:aws:s3:us-east-1:${ACCOUNT}:accesspoint/\${aws:PrincipalTag/team}/object/*`;
  const point = anAccessPoint({ policy: policy({ ...READS, Resource: named }) });
  expect(exposure(delegating(), [point])).toMatchObject({
    answer: 'unknown',
    missing: [{ why: expect.stringContaining('access point partner') }],
  });
});

test('by a Multi-Region Access Point whoever signs comes, and nobody else', () => {
  const door = (more: object = {}) =>
    aMultiRegionAccessPoint({
      policy: policy({ Action: 's3:GetObject', Resource: `${GLOBAL}/object/*`, ...more }),
    });
  expect(exposure(delegating(), [door()])).toMatchObject({
    answer: 'open',
    ways: [{ accessPoint: { arn: GLOBAL }, witness: { principal: expect.stringMatching(/^arn:/) } }],
  });
  const unsigned = { Condition: { Null: { 'aws:PrincipalArn': 'true' } } };
  expect(exposure(delegating(), [door(unsigned)]).answer).toBe('closed');
  const blocked = { ...door(), publicAccessBlock: BLOCK_ALL };
  expect(exposure(delegating(), [blocked]).answer).toBe('closed');
});

test('of another account that was read, where the bucket leaves it to that account', () => {
  const theirs = `arn:aws:s3:us-east-1:${OTHER_ACCOUNT}:accesspoint/partner`;
  const point = anAccessPoint({
    account: OTHER_ACCOUNT,
    bucketAccountId: ACCOUNT,
    policy: policy({ ...READS, Resource: `${theirs}/object/*` }),
  });
  const bucket = (account: string) =>
    delegating({
      policy: policy({ ...DELEGATES, Condition: { StringEquals: { 's3:DataAccessPointAccount': account } } }),
    });
  expect(exposure(bucket(OTHER_ACCOUNT), [point]).answer).toBe('open');
  expect(exposure(bucket(ACCOUNT), [point]).answer).toBe('closed');
});

test('a way by what is known opens, whatever else was not listed', () => {
  const denied = { denied: ['AWS::S3::AccessPoint'] } as const;
  const known = aMultiRegionAccessPoint({
    policy: policy({ Action: 's3:GetObject', Resource: `${GLOBAL}/object/*` }),
  });
  expect(exposure(delegating(), [known], denied)).toMatchObject({
    answer: 'open',
    ways: [{ accessPoint: { arn: GLOBAL } }],
  });
  const closed = { ...known, policy: read(null) };
  expect(exposure(delegating(), [closed], denied)).toMatchObject({
    answer: 'unknown',
    ways: [],
    missing: [{ call: expect.stringContaining('AWS::S3::AccessPoint') }],
  });
});

test('access points of an account that was not read are unknown by its name, where the bucket leaves it to them', () => {
  const leftTo = (condition: object, ...more: readonly object[]) =>
    delegating({ policy: policy({ ...DELEGATES, Condition: condition }, ...more) });
  const byAccount = leftTo({ StringEquals: { 'S3:dataAccessPointAccount': STRANGE } });
  const byArn = leftTo({
    ArnLike: { 's3:DataAccessPointArn': `arn:aws:s3:us-east-1:${STRANGE}:accesspoint/*` },
  });
  const allBut = delegating({
    policy: policy(
      { Action: 's3:GetObject', Resource: DELEGATES.Resource },
      {
        ...DELEGATES,
        Effect: 'Deny',
        Condition: { StringNotEquals: { 's3:DataAccessPointAccount': STRANGE } },
      },
    ),
  });
  for (const bucket of [byAccount, byArn, allBut])
    expect(exposure(bucket, [])).toMatchObject({
      answer: 'unknown',
      missing: [{ why: `AccountNotRead: account ${STRANGE} was not read` }],
    });
  expect(exposure(byAccount, [], { operation: 'change-policy' }).answer).toBe('closed');
  const theirs = { Condition: { StringEquals: { 's3:DataAccessPointAccount': STRANGE } } };
  const notTheirs = leftTo(theirs.Condition, { ...DELEGATES, ...theirs, Effect: 'Deny' });
  expect(exposure(notTheirs, []).answer).toBe('closed');
  const open = leftTo(theirs.Condition, { Action: 's3:GetObject', Resource: DELEGATES.Resource });
  expect(exposure(open, [])).toMatchObject({ answer: 'open', ways: [{ by: 'bucket-policy' }] });
});
