import { expect, test } from 'vitest';
import { aBucket } from '../../../test/builders/s3.ts';
import { deniedCall, evaluate, statuses } from '../../../test/inventory-of.ts';
import { read } from '../../model/reading.ts';
import type { AclGrant, Bucket } from '../../model/resources/s3.ts';
import { s3BucketOneMechanism as check } from './s3-bucket-one-mechanism.ts';

const group = (id: string, permission: AclGrant['permission']): AclGrant => ({
  grantee: { type: 'Group', id: `http://acs.amazonaws.com/groups/${id}` },
  permission,
});
const OWNER: AclGrant = { grantee: { type: 'CanonicalUser', id: 'owner' }, permission: 'FULL_CONTROL' };
const EVERYONE = group('global/AllUsers', 'READ');
const LOGS = group('s3/LogDelivery', 'WRITE');
const PARTNER: AclGrant = { grantee: { type: 'CanonicalUser', id: 'partner' }, permission: 'READ_ACP' };

function bucketWith(grants: readonly AclGrant[], overrides: Partial<Bucket> = {}): Bucket {
  return aBucket({
    objectOwnership: read('ObjectWriter'),
    acl: read({ ownerId: 'owner', grants: [OWNER, ...grants] }),
    ...overrides,
  });
}

const policy = read('{}');

test('passes where ACLs are off, whatever else was denied', () => {
  const bucket = bucketWith([], {
    objectOwnership: read('BucketOwnerEnforced'),
    acl: deniedCall('s3:GetBucketAcl'),
    policy: deniedCall('s3:GetBucketPolicy'),
  });
  expect(statuses(check, bucket)).toEqual(['pass']);
});

test('passes where the ACL gives to its owner only, with or without a policy', () => {
  expect(statuses(check, bucketWith([]))).toEqual(['pass']);
  expect(statuses(check, bucketWith([], { policy }))).toEqual(['pass']);
  const objectOwnership = deniedCall('s3:GetBucketOwnershipControls');
  expect(statuses(check, bucketWith([], { objectOwnership }))).toEqual(['pass']);
});

test('fails where the ACL gives to others, and says what to convert', () => {
  const [outcome] = evaluate(check, bucketWith([EVERYONE, PARTNER], { policy }));
  expect(outcome).toMatchObject({
    status: 'fail',
    summary:
      'The ACL of bucket data-bucket gives access to everyone, another account beside its bucket policy.',
    evidence: {
      objectOwnership: 'ObjectWriter',
      bucketPolicy: true,
      website: false,
      convert: [
        {
          grantee: EVERYONE.grantee.id,
          audience: 'everyone',
          permission: 'READ',
          principal: null,
          actions: ['s3:ListBucket', 's3:ListBucketVersions', 's3:ListBucketMultipartUploads'],
        },
        {
          grantee: 'partner',
          audience: 'other-account',
          permission: 'READ_ACP',
          principal: { CanonicalUser: 'partner' },
          actions: ['s3:GetBucketAcl'],
        },
      ],
    },
  });
});

test('fails by the grants alone, whatever the policy is', () => {
  expect(statuses(check, bucketWith([PARTNER]))).toEqual(['fail']);
  expect(statuses(check, bucketWith([PARTNER], { policy: deniedCall('s3:GetBucketPolicy') }))).toEqual([
    'fail',
  ]);
  expect(statuses(check, bucketWith([PARTNER], { objectOwnership: read(null) }))).toEqual(['fail']);
});

test('a grant for log delivery counts only beside a policy', () => {
  expect(statuses(check, bucketWith([LOGS]))).toEqual(['pass']);
  const [outcome] = evaluate(check, bucketWith([LOGS], { policy }));
  expect(outcome).toMatchObject({
    status: 'fail',
    evidence: {
      convert: [{ principal: { Service: 'logging.s3.amazonaws.com' }, actions: ['s3:PutObject'] }],
    },
  });
  const denied = deniedCall('s3:GetBucketPolicy');
  expect(evaluate(check, bucketWith([LOGS], { policy: denied }))).toMatchObject([
    { status: 'unknown', unread: [denied] },
  ]);
});

test("CloudFront's log delivery is no stranger", () => {
  const id = 'c4c1ede66af53448b93c283ce9448c4ba468c9432aa01d700d3878632f77d2d0';
  const grant: AclGrant = { grantee: { type: 'CanonicalUser', id }, permission: 'FULL_CONTROL' };
  expect(statuses(check, bucketWith([grant]))).toEqual(['pass']);
  expect(statuses(check, bucketWith([grant, PARTNER]))).toEqual(['fail']);
  expect(evaluate(check, bucketWith([grant], { policy }))).toMatchObject([
    { status: 'fail', evidence: { convert: [{ principal: { Service: 'delivery.logs.amazonaws.com' } }] } },
  ]);
});

test('is unknown when the ACL was denied, or whether it is in force', () => {
  const acl = deniedCall('s3:GetBucketAcl');
  expect(evaluate(check, bucketWith([], { acl }))).toMatchObject([{ status: 'unknown', unread: [acl] }]);
  const objectOwnership = deniedCall('s3:GetBucketOwnershipControls');
  expect(evaluate(check, bucketWith([EVERYONE], { objectOwnership }))).toMatchObject([
    { status: 'unknown', unread: [objectOwnership] },
  ]);
});

test('gives the policy that is proved equal, and why there is none', () => {
  const conversionOf = (overrides: Partial<Bucket>): unknown => {
    const [outcome] = evaluate(check, bucketWith([EVERYONE, PARTNER], overrides));
    return outcome?.status === 'fail' ? outcome.evidence['conversion'] : outcome;
  };
  expect(conversionOf({})).toEqual({
    proved: true,
    policy: JSON.stringify({
      Version: '2012-10-17',
      Statement: [
        {
          Sid: 'FromAcl1',
          Effect: 'Allow',
          Principal: { CanonicalUser: 'partner' },
          Action: ['s3:GetBucketAcl'],
          Resource: 'arn:aws:s3:::data-bucket',
        },
      ],
    }),
    dropped: ['READ to everyone: serve what is meant for all by CloudFront'],
  });
  expect(conversionOf({ policy })).toEqual({
    proved: false,
    reason: 'the bucket policy is malformed',
    dropped: [],
  });
  expect(conversionOf({ policy: deniedCall('s3:GetBucketPolicy') })).toBeUndefined();
});
