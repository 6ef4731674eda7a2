import { expect, test } from 'vitest';
import { noMembership } from '../../../test/builders/organizations.ts';
import { aBucket, anAccountBlock, BLOCK_ALL } from '../../../test/builders/s3.ts';
import { deniedCall, evaluate, statuses } from '../../../test/inventory-of.ts';
import { read } from '../../model/reading.ts';
import type { AclGrant, Bucket } from '../../model/resources/s3.ts';
import type { Check } from '../check.ts';
import { s3BucketNotPublic } from './s3-bucket-not-public.ts';

const [readCheck, list, write] = s3BucketNotPublic as readonly [Check, Check, Check];
const CLOSED = anAccountBlock();
const NEVER_SET = anAccountBlock({ publicAccessBlock: null });
const around = (block = NEVER_SET) => ({ resources: [block, noMembership()] });

const allows = (action: string, resource = 'arn:aws:s3:::data-bucket/*', more: object = {}) =>
  read(
    JSON.stringify({
      Version: '2012-10-17',
      Statement: [
        { Sid: 'Site', Effect: 'Allow', Principal: '*', Action: action, Resource: resource, ...more },
      ],
    }),
  );
const open = (overrides: Partial<Bucket> = {}): Bucket =>
  aBucket({ publicAccessBlock: read(null), ...overrides });
const everyone = (permission: AclGrant['permission'], group = 'AllUsers') =>
  read({
    ownerId: 'owner',
    grants: [
      {
        grantee: { type: 'Group' as const, id: `http://acs.amazonaws.com/groups/global/${group}` },
        permission,
      },
    ],
  });

test('fails for what a policy lets everybody do, with the statement and the request', () => {
  expect(evaluate(readCheck, open({ policy: allows('s3:GetObject') }), around())).toMatchObject([
    {
      status: 'fail',
      summary: 'Anybody can read objects of bucket data-bucket, by statement 1 "Site" of its policy.',
      evidence: {
        ways: [
          {
            by: 'bucket-policy',
            stoppedBy: [],
            request: {
              principal: '*',
              action: 's3:GetObject',
              resource: expect.stringContaining('arn:aws:s3:::'),
            },
          },
        ],
      },
    },
  ]);
  expect(statuses(list, open({ policy: allows('s3:GetObject') }), around())).toEqual(['pass']);
  expect(statuses(list, open({ policy: allows('s3:List*', 'arn:aws:s3:::data-bucket') }), around())).toEqual([
    'fail',
  ]);
  expect(statuses(write, open({ policy: allows('s3:DeleteObject') }), around())).toEqual(['fail']);
  expect(
    statuses(write, open({ policy: allows('s3:PutBucketPolicy', 'arn:aws:s3:::data-bucket') }), around()),
  ).toEqual(['fail']);
});

test('passes for whom the policy tells, and behind a Deny', () => {
  const organization = { Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-oursample' } } };
  const partner = { Principal: { AWS: 'arn:aws:iam::999900001111:root' } };
  for (const more of [organization, partner])
    expect(
      statuses(readCheck, open({ policy: allows('s3:*', 'arn:aws:s3:::data-bucket/*', more) }), around()),
    ).toEqual(['pass']);
});

test('says which one setting closes what a grant would open', () => {
  const bucket = open({ policy: allows('s3:GetObject') });
  expect(evaluate(readCheck, bucket, around(CLOSED))).toMatchObject([
    {
      status: 'pass',
      summary:
        'No stranger can read objects of bucket data-bucket. Only restrictPublicBuckets of its account keeps out whom statement 1 "Site" of its policy would let in.',
      evidence: { ways: [{ stoppedBy: ['restrictPublicBuckets of its account'] }] },
    },
  ]);
  const twice = { ...bucket, publicAccessBlock: read(BLOCK_ALL) };
  expect(evaluate(readCheck, twice, around(CLOSED))).toMatchObject([
    { status: 'pass', summary: 'No stranger can read objects of bucket data-bucket.' },
  ]);
});

test('fails by an ACL where ACLs are on, for everybody and for every AWS account', () => {
  const legacy = { objectOwnership: read('ObjectWriter' as const) };
  expect(evaluate(list, open({ ...legacy, acl: everyone('READ') }), around())).toMatchObject([
    {
      status: 'fail',
      summary: 'Anybody can list bucket data-bucket, by READ to everyone in its ACL.',
    },
  ]);
  const accounts = everyone('FULL_CONTROL', 'AuthenticatedUsers');
  expect(evaluate(write, open({ ...legacy, acl: accounts }), around())).toMatchObject([
    { status: 'fail', summary: expect.stringMatching(/^Whoever has an AWS account can write objects/) },
  ]);
  expect(statuses(list, open({ acl: everyone('READ') }), around())).toEqual(['pass']);
  expect(statuses(list, open({ ...legacy, acl: everyone('READ') }), around(CLOSED))).toEqual(['pass']);
});

test('reads by the ACL of an object: a sample shows it, and no sample proves that there is none', () => {
  const object = (acl: Bucket['acl']) => read([{ key: 'a b.csv', acl }]);
  const legacy = { objectOwnership: read('ObjectWriter' as const) };
  expect(
    evaluate(readCheck, open({ ...legacy, objectAclSample: object(everyone('READ')) }), around()),
  ).toMatchObject([
    {
      status: 'fail',
      evidence: { ways: [{ by: 'object-acl', request: { resource: 'arn:aws:s3:::data-bucket/a b.csv' } }] },
    },
  ]);
  const owners = read({ ownerId: 'owner', grants: [] });
  expect(evaluate(readCheck, open({ ...legacy, objectAclSample: object(owners) }), around())).toMatchObject([
    { status: 'unknown', unread: [{ why: expect.stringMatching(/^NotAskedFor: the ACLs of 1 objects/) }] },
  ]);
  const untold = open({ ...legacy, objectAclSample: deniedCall('s3:GetObjectAcl') });
  expect(statuses(readCheck, untold, around())).toEqual(['unknown']);
  expect(statuses(readCheck, untold, around(CLOSED))).toEqual(['pass']);
  expect(statuses(readCheck, { ...untold, objectOwnership: read('BucketOwnerEnforced') }, around())).toEqual([
    'pass',
  ]);
});

test.each<[string, Partial<Bucket>, string]>([
  ['the policy', { policy: deniedCall('s3:GetBucketPolicy') }, 's3:GetBucketPolicy'],
  ['a policy that is none', { policy: read('{') }, 's3:GetBucketPolicy'],
  [
    'its Block Public Access, behind which a grant lies',
    { policy: allows('s3:GetObject'), publicAccessBlock: deniedCall('s3:GetPublicAccessBlock') },
    's3:GetPublicAccessBlock',
  ],
  [
    'its Object Ownership, behind which a grant lies',
    {
      objectOwnership: deniedCall('s3:GetBucketOwnershipControls'),
      objectAclSample: read([{ key: 'a', acl: everyone('READ') }]),
    },
    's3:GetBucketOwnershipControls',
  ],
])('unknown without %s', (_, overrides, call) => {
  const outcomes = evaluate(readCheck, open(overrides), around());
  expect(outcomes).toMatchObject([{ status: 'unknown' }]);
  expect(outcomes[0]).toMatchObject({ unread: expect.arrayContaining([expect.objectContaining({ call })]) });
});

test('what was not read changes nothing where something else settles it', () => {
  const denied = deniedCall('s3:GetBucketAcl');
  const legacy = open({ objectOwnership: read('ObjectWriter'), acl: denied });
  expect(statuses(list, legacy, around())).toEqual(['unknown']);
  expect(statuses(list, legacy, around(CLOSED))).toEqual(['pass']);
  const blocked = open({
    policy: allows('s3:GetObject'),
    publicAccessBlock: deniedCall('s3:GetPublicAccessBlock'),
  });
  expect(statuses(readCheck, blocked, around(CLOSED))).toEqual(['pass']);
});

test('unknown where resource control policies may deny it and nobody read them', () => {
  const bucket = open({ policy: allows('s3:GetObject') });
  const denied = { resources: [NEVER_SET], denied: ['AWS::Organizations::Organization'] as const };
  expect(statuses(readCheck, bucket, denied)).toEqual(['unknown']);
  expect(statuses(readCheck, open(), denied)).toEqual(['pass']);
});
