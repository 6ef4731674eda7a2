import { expect, test } from 'vitest';
import { aMembership, noMembership } from '../../../test/builders/organizations.ts';
import { aBucket, anAccessPoint, anAccountBlock, BLOCK_ALL } from '../../../test/builders/s3.ts';
import { ACCOUNT, deniedCall, evaluate, OTHER_ACCOUNT, statuses } from '../../../test/inventory-of.ts';
import { type Reading, read } from '../../model/reading.ts';
import type { Bucket } from '../../model/resources/s3.ts';
import { DEFAULT_SETTINGS } from '../../model/settings.ts';
import { s3BucketCrossAccountAccess } from './s3-bucket-cross-account-access.ts';

const PARTNER = '999900001111';
const AROUND = { resources: [anAccountBlock({ publicAccessBlock: null }), noMembership()] };
const policy = (...statements: readonly object[]): Reading<string> =>
  read(
    JSON.stringify({
      Version: '2012-10-17',
      Statement: statements.map((each) => ({
        Effect: 'Allow',
        Action: 's3:GetObject',
        Resource: 'arn:aws:s3:::data-bucket/*',
        ...each,
      })),
    }),
  );
const bucket = (overrides: Partial<Bucket>): Bucket =>
  aBucket({ publicAccessBlock: read(null), ...overrides });
const status = (overrides: Partial<Bucket>, around: Parameters<typeof statuses>[2] = AROUND) =>
  statuses(s3BucketCrossAccountAccess, bucket(overrides), around)[0];

test('fails for an account that the policy names, with what it can do and its request', () => {
  const named = bucket({ policy: policy({ Sid: 'Partner', Principal: { AWS: PARTNER } }) });
  expect(evaluate(s3BucketCrossAccountAccess, named, AROUND)).toMatchObject([
    {
      status: 'fail',
      summary: `Others get into bucket data-bucket: account ${PARTNER} (read).`,
      evidence: {
        outsiders: [`account ${PARTNER}`],
        access: [
          {
            open: ['read'],
            grant: 'statement 1 "Partner" of its policy',
            request: { action: 's3:GetObject' },
          },
        ],
      },
    },
  ]);
  const settings = { ...DEFAULT_SETTINGS, trustedAccounts: [PARTNER] };
  expect(statuses(s3BucketCrossAccountAccess, named, { ...AROUND, settings })).toEqual(['pass']);
});

test.each<[string, Partial<Bucket>, string]>([
  ['no policy', {}, 'pass'],
  ['its own account', { policy: policy({ Principal: { AWS: ACCOUNT } }) }, 'pass'],
  ['a service', { policy: policy({ Principal: { Service: 'logging.s3.amazonaws.com' } }) }, 'pass'],
  [
    'an account that a Deny keeps out',
    { policy: policy({ Principal: { AWS: PARTNER } }, { Effect: 'Deny', Principal: { AWS: PARTNER } }) },
    'pass',
  ],
  [
    'another organization',
    {
      policy: policy({
        Principal: '*',
        Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-theirsampl' } },
      }),
    },
    'fail',
  ],
])('%s', (_, overrides, expected) => {
  expect(status(overrides)).toBe(expected);
});

test('an account of the organization, or that was read too, is known', () => {
  const named = bucket({ policy: policy({ Principal: { AWS: OTHER_ACCOUNT } }) });
  const member = { resources: [anAccountBlock({ publicAccessBlock: null }), aMembership()] };
  expect(statuses(s3BucketCrossAccountAccess, named, AROUND)).toEqual(['fail']);
  expect(statuses(s3BucketCrossAccountAccess, named, member)).toEqual(['pass']);
  expect(
    statuses(s3BucketCrossAccountAccess, named, { ...AROUND, accounts: [ACCOUNT, OTHER_ACCOUNT] }),
  ).toEqual(['pass']);
});

test('by an ACL where ACLs are on, and by an access point', () => {
  const acl = read({
    ownerId: 'owner',
    grants: [{ grantee: { type: 'CanonicalUser' as const, id: 'them' }, permission: 'READ' as const }],
  });
  expect(status({ acl, objectOwnership: read('ObjectWriter') })).toBe('fail');
  expect(status({ acl })).toBe('pass');
  const delegates = policy({
    Principal: '*',
    Condition: { StringEquals: { 's3:DataAccessPointAccount': ACCOUNT } },
  });
  const point = anAccessPoint({
    policy: policy({
      Principal: { AWS: PARTNER },
      Resource: `arn:aws:s3:us-east-1:${ACCOUNT}:accesspoint/partner/object/*`,
    }),
  });
  expect(status({ policy: delegates }, { resources: [...AROUND.resources, point] })).toBe('fail');
  expect(status({ policy: delegates })).toBe('pass');
  expect(status({ policy: delegates }, { ...AROUND, denied: ['AWS::S3::AccessPoint'] })).toBe('unknown');
});

test('an access point whose policy is not known is not taken for one that lets nobody in', () => {
  const delegates = policy({
    Principal: '*',
    Condition: { StringEquals: { 's3:DataAccessPointAccount': ACCOUNT } },
  });
  for (const own of [deniedCall('s3:GetAccessPointPolicy'), read('{')]) {
    const resources = [...AROUND.resources, anAccessPoint({ policy: own })];
    expect(status({ policy: delegates }, { resources })).toBe('unknown');
    expect(status({}, { resources })).toBe('pass');
  }
});

test('a Deny for whoever is not of the account keeps out whom an ACL names, too', () => {
  const grant = { grantee: { type: 'CanonicalUser' as const, id: 'them' }, permission: 'READ' as const };
  const on = {
    acl: read({ ownerId: 'owner', grants: [grant] }),
    objectOwnership: read('ObjectWriter' as const),
  };
  const denying = (condition: object) =>
    policy({
      Effect: 'Deny',
      Principal: '*',
      Action: 's3:*',
      Resource: ['arn:aws:s3:::data-bucket', 'arn:aws:s3:::data-bucket/*'],
      Condition: condition,
    });
  const others = denying({ StringNotEquals: { 'aws:PrincipalAccount': ACCOUNT } });
  expect(status({ ...on, policy: others })).toBe('pass');
  expect(status({ ...on, policy: denying({ Bool: { 'aws:SecureTransport': 'false' } }) })).toBe('fail');
});

test('RestrictPublicBuckets holds it off where the policy is public', () => {
  const both = policy({ Principal: '*' }, { Action: 's3:PutObject', Principal: { AWS: PARTNER } });
  expect(status({ policy: both })).toBe('fail');
  expect(status({ policy: both, publicAccessBlock: read(BLOCK_ALL) })).toBe('pass');
});

test('unknown where the policy, the ACL or the organization was not read and would tell', () => {
  expect(status({ policy: deniedCall('s3:GetBucketPolicy') })).toBe('unknown');
  expect(status({ policy: read('{') })).toBe('unknown');
  expect(status({ acl: deniedCall('s3:GetBucketAcl'), objectOwnership: read('ObjectWriter') })).toBe(
    'unknown',
  );
  expect(status({ acl: deniedCall('s3:GetBucketAcl') })).toBe('pass');
  const denied = {
    resources: AROUND.resources.slice(0, 1),
    denied: ['AWS::Organizations::Organization'],
  } as const;
  expect(status({ policy: policy({ Principal: { AWS: PARTNER } }) }, denied)).toBe('unknown');
  expect(status({}, denied)).toBe('pass');
});
