import { expect, test } from 'vitest';
import { aBucket, anAccessPoint, BLOCK_ALL, BLOCK_NONE } from '../../../test/builders/s3.ts';
import { deniedCall } from '../../../test/inventory-of.ts';
import { read } from '../../model/reading.ts';
import type { AclGrant, Bucket } from '../../model/resources/s3.ts';
import { bucketExposure } from './bucket-exposure.ts';
import type { BucketGuards } from './bucket-guards.ts';
import type { BucketOperation } from './bucket-operation.ts';
import { layersOf } from './way-layers.ts';

const GUARDS: BucketGuards = {
  accountBlock: read(BLOCK_NONE),
  resourceControlPolicies: read(null),
  accessPoints: { known: [], ofVpcs: [], unlisted: [] },
};
const policy = (more: object = {}) =>
  read(
    JSON.stringify({
      Version: '2012-10-17',
      Statement: {
        Sid: 'Site',
        Effect: 'Allow',
        Principal: '*',
        Action: 's3:GetObject',
        Resource: 'arn:aws:s3:::data-bucket/*',
        ...more,
      },
    }),
  );
const everyone: AclGrant = {
  grantee: { type: 'Group', id: 'http://acs.amazonaws.com/groups/global/AllUsers' },
  permission: 'READ',
};

/** `policy grants: statement 1 "Site"` */
function drawn(bucket: Bucket, guards: BucketGuards = GUARDS, operation: BucketOperation = 'read') {
  const { ways } = bucketExposure(bucket, guards, operation);
  return ways.map((way) =>
    layersOf(way, bucket, guards).map(({ layer, state, says }) => `${layer} ${state}: ${says}`),
  );
}

const open = (overrides: Partial<Bucket> = {}): Bucket =>
  aBucket({ publicAccessBlock: read(BLOCK_NONE), ...overrides });

test('by the policy: what grants it, and what would have stopped it', () => {
  expect(drawn(open({ policy: policy() }))).toEqual([
    [
      'account-block-public-access passes: restrictPublicBuckets is off',
      'bucket-block-public-access passes: restrictPublicBuckets is off',
      'policy grants: statement 1 "Site"',
    ],
  ]);
  expect(drawn(open({ policy: policy(), publicAccessBlock: read(BLOCK_ALL) }))[0]?.[1]).toBe(
    'bucket-block-public-access stops: restrictPublicBuckets is on',
  );
  const unread = { ...GUARDS, accountBlock: deniedCall('s3:GetPublicAccessBlock') };
  expect(drawn(open({ policy: policy() }), unread)[0]?.[0]).toBe(
    'account-block-public-access unread: restrictPublicBuckets was not read',
  );
});

test('Block Public Access lets pass what AWS does not call public', () => {
  const fixed = policy({
    Condition: {
      StringEquals: { 'aws:SourceVpce': ['vpce-1', 'vpce-2'] },
      StringNotEquals: { 'aws:SourceVpce': 'vpce-1' },
    },
  });
  expect(drawn(open({ policy: fixed }), { ...GUARDS, accountBlock: read(BLOCK_ALL) }).flat()).not.toContain(
    'account-block-public-access stops: restrictPublicBuckets is on',
  );
});

test('by an ACL: Object Ownership too', () => {
  const acl = read({ ownerId: 'owner', grants: [everyone] });
  const listed = (overrides: Partial<Bucket>) => drawn(open({ acl, ...overrides }), GUARDS, 'list');
  expect(listed({ objectOwnership: read('ObjectWriter') })).toEqual([
    [
      'account-block-public-access passes: ignorePublicAcls is off',
      'bucket-block-public-access passes: ignorePublicAcls is off',
      'object-ownership passes: ObjectWriter: ACLs are on',
      'acl grants: READ to everyone in its ACL',
      'policy passes: no Deny stops it',
    ],
  ]);
  expect(listed({})[0]?.[2]).toBe('object-ownership stops: BucketOwnerEnforced: ACLs are off');
  const unread = listed({ objectOwnership: deniedCall('s3:GetBucketOwnershipControls') });
  expect(unread[0]?.[2]).toBe('object-ownership unread: it was not read');
  expect(listed({ objectOwnership: read(null), policy: deniedCall('s3:GetBucketPolicy') })[0]?.at(-1)).toBe(
    'policy unread: what could deny it was not read',
  );
});

test('by an access point, with its own Block Public Access', () => {
  const delegates = policy({
    Action: '*',
    Condition: { StringEquals: { 's3:DataAccessPointAccount': '111122223333' } },
  });
  const door = anAccessPoint({
    publicAccessBlock: read(BLOCK_ALL),
    policy: read(
      JSON.stringify({
        Version: '2012-10-17',
        Statement: {
          Effect: 'Allow',
          Principal: '*',
          Action: 's3:GetObject',
          Resource: 'arn:aws:s3:us-east-1:111122223333:accesspoint/partner/object/*',
        },
      }),
    ),
  });
  expect(
    drawn(open({ policy: delegates }), {
      ...GUARDS,
      accessPoints: { known: [door], ofVpcs: [], unlisted: [] },
    }),
  ).toEqual([
    [
      'account-block-public-access passes: restrictPublicBuckets is off',
      'bucket-block-public-access passes: restrictPublicBuckets is off',
      'access-point-block-public-access stops: restrictPublicBuckets is on',
      'policy passes: leaves it to the access point',
      'access-point grants: statement 1 of partner',
    ],
  ]);
});
