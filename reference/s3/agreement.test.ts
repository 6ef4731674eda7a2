import { expect, test } from 'vitest';
import { bucketExposure } from '../../src/iam/exposure/bucket-exposure.ts';
import { BUCKET_OPERATIONS, type BucketOperation } from '../../src/iam/exposure/bucket-operation.ts';
import { publicWays, type WaysIn } from '../../src/iam/exposure/public-ways.ts';
import { read } from '../../src/model/reading.ts';
import type { AclGrant, Bucket } from '../../src/model/resources/s3.ts';
import { aBucket } from '../../test/builders/s3.ts';
import { type BlockPublicAccess, type BucketSettings, type CannedAcl, strangersMay } from './exposure.ts';
import { POLICY_SHAPES, type PolicyShape } from './policy-shapes.ts';

const OPERATIONS = Object.keys(BUCKET_OPERATIONS) as BucketOperation[];
const OWNERSHIPS = ['BucketOwnerEnforced', 'BucketOwnerPreferred', 'ObjectWriter'] as const;
const group = (id: string, permission: AclGrant['permission']): AclGrant => ({
  grantee: { type: 'Group', id: `http://acs.amazonaws.com/groups/${id}` },
  permission,
});
const user = (id: string, permission: AclGrant['permission']): AclGrant => ({
  grantee: { type: 'CanonicalUser', id },
  permission,
});

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/acl-overview.html#canned-acl */
const CANNED: Readonly<Record<CannedAcl, readonly AclGrant[]>> = {
  private: [],
  'public-read': [group('global/AllUsers', 'READ')],
  'public-read-write': [group('global/AllUsers', 'READ'), group('global/AllUsers', 'WRITE')],
  'authenticated-read': [group('global/AuthenticatedUsers', 'READ')],
  'aws-exec-read': [user('ec2', 'READ')],
  'log-delivery-write': [group('s3/LogDelivery', 'WRITE'), group('s3/LogDelivery', 'READ_ACP')],
};

/** All sixteen settings of Block Public Access. */
const BLOCKS: readonly BlockPublicAccess[] = Array.from({ length: 16 }, (_, bits) => ({
  blockPublicAcls: (bits & 1) > 0,
  ignorePublicAcls: (bits & 2) > 0,
  blockPublicPolicy: (bits & 4) > 0,
  restrictPublicBuckets: (bits & 8) > 0,
}));

function bucketOf({ policy }: PolicyShape, acl: CannedAcl): Bucket {
  const grants = [user('owner', 'FULL_CONTROL'), ...CANNED[acl]];
  return aBucket({
    policy: read(policy),
    acl: read({ ownerId: 'owner', grants }),
    objectAclSample: read([]),
  });
}

const UNGUARDED = {
  accountBlock: read(null),
  resourceControlPolicies: read(null),
  accessPoints: { known: [], ofVpcs: [], unlisted: [] },
};

interface Case {
  readonly operation: BucketOperation;
  readonly settings: BucketSettings;
  readonly plain: Bucket;
  readonly ways: WaysIn;
}

function* casesOf(shape: PolicyShape): Generator<Case> {
  for (const acl of Object.keys(CANNED) as CannedAcl[]) {
    const plain = bucketOf(shape, acl);
    for (const operation of OPERATIONS) {
      const ways = publicWays(plain, UNGUARDED, operation);
      for (const settings of SETTINGS)
        yield { operation, plain, ways, settings: { ...settings, acl, policy: shape } };
    }
  }
}

const SETTINGS = OWNERSHIPS.flatMap((ownership) =>
  BLOCKS.flatMap((account) => BLOCKS.map((bucket) => ({ account, bucket, ownership }))),
);

test.each(POLICY_SHAPES)(
  'LAW: whom AWS’s rules let into a bucket, the engine does: policy $name',
  (shape) => {
    const wrong: string[] = [];
    let compared = 0;
    for (const { operation, settings, plain, ways } of casesOf(shape)) {
      compared++;
      if (answer(plain, settings, operation, ways) !== expected(settings, operation))
        wrong.push(JSON.stringify({ operation, ...settings, policy: shape.name }));
    }
    expect(wrong.slice(0, 5)).toEqual([]);
    expect(compared).toBe(6 * 7 * 3 * 16 * 16);
  },
);

function answer(plain: Bucket, settings: BucketSettings, operation: BucketOperation, ways: WaysIn): string {
  const bucket: Bucket = {
    ...plain,
    publicAccessBlock: read(settings.bucket),
    objectOwnership: read(settings.ownership),
  };
  return bucketExposure(bucket, { ...UNGUARDED, accountBlock: read(settings.account) }, operation, ways)
    .answer;
}

function expected(settings: BucketSettings, operation: BucketOperation): string {
  return strangersMay(settings, BUCKET_OPERATIONS[operation].actions) ? 'open' : 'closed';
}
