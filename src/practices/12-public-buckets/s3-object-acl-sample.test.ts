import { expect, test } from 'vitest';
import { aBucket, anAccountBlock } from '../../../test/builders/s3.ts';
import { deniedCall, evaluate, statuses } from '../../../test/inventory-of.ts';
import { read } from '../../model/reading.ts';
import type { Bucket, BucketAcl, ObjectAcl } from '../../model/resources/s3.ts';
import { s3ObjectAclSample as check } from './s3-object-acl-sample.ts';

const resources = [anAccountBlock({ publicAccessBlock: null })];
const acl = (groups: readonly string[]): BucketAcl => ({
  ownerId: 'owner',
  grants: [
    { grantee: { type: 'CanonicalUser', id: 'owner' }, permission: 'FULL_CONTROL' },
    ...groups.map((id) => ({
      grantee: { type: 'Group', id: `http://acs.amazonaws.com/groups/global/${id}` } as const,
      permission: 'READ' as const,
    })),
  ],
});
const closed: ObjectAcl = { key: 'closed', acl: read(acl([])) };
const open: ObjectAcl = { key: 'open', acl: read(acl(['AllUsers'])) };
const denied: ObjectAcl = { key: 'denied', acl: deniedCall('s3:GetObjectAcl') };

function sampled(objects: readonly ObjectAcl[], overrides: Partial<Bucket> = {}): Bucket {
  return aBucket({
    objectOwnership: read('ObjectWriter'),
    publicAccessBlock: read(null),
    objectAclSample: read(objects),
    ...overrides,
  });
}

test('passes where no sampled object is public', () => {
  expect(statuses(check, sampled([closed]), { resources })).toEqual(['pass']);
  expect(statuses(check, sampled([]), { resources })).toEqual(['pass']);
});

test.each(['AllUsers', 'AuthenticatedUsers'])('fails for an object that %s may read', (id) => {
  const objects = [closed, { key: 'x', acl: read(acl([id])) }];
  const [outcome] = evaluate(check, sampled(objects), { resources });
  expect(outcome).toMatchObject({ status: 'fail', evidence: { sampled: 2, publicObjects: ['x'] } });
});

test('fails even when another ACL was denied; without a public one that is unknown', () => {
  expect(statuses(check, sampled([denied, open]), { resources })).toEqual(['fail']);
  expect(evaluate(check, sampled([denied, closed]), { resources })).toMatchObject([
    { status: 'unknown', unread: [denied.acl] },
  ]);
});

test('ACLs that are disabled or ignored open nothing', () => {
  expect(statuses(check, sampled([open], { objectOwnership: read('BucketOwnerEnforced') }))).toEqual([
    'pass',
  ]);
  expect(statuses(check, sampled([open]), { resources: [anAccountBlock()] })).toEqual(['pass']);
  const publicAccessBlock = aBucket().publicAccessBlock;
  expect(statuses(check, sampled([open], { publicAccessBlock }), { resources })).toEqual(['pass']);
});

test('is unknown when a public ACL may be disabled or ignored', () => {
  const objectOwnership = deniedCall('s3:GetBucketOwnershipControls');
  expect(evaluate(check, sampled([open], { objectOwnership }), { resources })).toMatchObject([
    { status: 'unknown', unread: [objectOwnership] },
  ]);
  const publicAccessBlock = deniedCall('s3:GetPublicAccessBlock');
  expect(statuses(check, sampled([open], { publicAccessBlock }), { resources })).toEqual(['unknown']);
});

test('is unknown when no sample was taken', () => {
  const objectAclSample = deniedCall('s3:ListObjectsV2');
  expect(evaluate(check, sampled([], { objectAclSample }), { resources })).toMatchObject([
    { status: 'unknown', unread: [objectAclSample] },
  ]);
});
