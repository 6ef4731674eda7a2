import { read } from '../../src/model/reading.ts';
import { GLOBAL_REGION } from '../../src/model/resource.ts';
import type {
  AccessPoint,
  AccountPublicAccessBlock,
  Bucket,
  LifecycleRule,
  MultiRegionAccessPoint,
  PublicAccessBlock,
} from '../../src/model/resources/s3.ts';
import { ACCOUNT, REGION } from '../inventory-of.ts';

/** A bucket as AWS creates it today: private, ACLs off, Block Public Access on, SSE-S3. */
export function aBucket(overrides: Partial<Bucket> = {}): Bucket {
  const id = overrides.id ?? 'data-bucket';
  return {
    type: 'AWS::S3::Bucket',
    account: ACCOUNT,
    region: REGION,
    arn: `arn:aws:s3:::${id}`,
    id,
    tags: {},
    creationDate: '2025-01-01T00:00:00.000Z',
    publicAccessBlock: read({
      blockPublicAcls: true,
      ignorePublicAcls: true,
      blockPublicPolicy: true,
      restrictPublicBuckets: true,
    }),
    objectOwnership: read('BucketOwnerEnforced'),
    acl: read({
      ownerId: 'owner',
      grants: [{ grantee: { type: 'CanonicalUser', id: 'owner' }, permission: 'FULL_CONTROL' }],
    }),
    policy: read(null),
    policyIsPublic: read(null),
    encryption: read([{ sseAlgorithm: 'AES256', kmsMasterKeyId: null, bucketKeyEnabled: false }]),
    versioning: read({ status: null, mfaDelete: false }),
    logging: read(null),
    requestPayer: read('BucketOwner'),
    lifecycleRules: read([]),
    transitionDefaultMinimumObjectSize: read(null),
    website: read(null),
    objectLock: read(null),
    objectAclSample: read([]),
    ...overrides,
  };
}

export function aLifecycleFilter(overrides: Partial<LifecycleRule['filter']> = {}): LifecycleRule['filter'] {
  return { prefix: '', tags: {}, objectSizeGreaterThan: null, objectSizeLessThan: null, ...overrides };
}

/** An enabled rule for the whole bucket that does nothing. */
export function aLifecycleRule(overrides: Partial<LifecycleRule> = {}): LifecycleRule {
  return {
    id: 'rule',
    status: 'Enabled',
    filter: aLifecycleFilter(),
    expiration: null,
    transitions: [],
    noncurrentVersionExpiration: null,
    noncurrentVersionTransitions: [],
    abortIncompleteMultipartUploadDays: null,
    ...overrides,
  };
}

/** Of `data-bucket`, on the internet, open to nobody by a policy; its Block Public Access all off. */
export function anAccessPoint(overrides: Partial<AccessPoint> = {}): AccessPoint {
  const { id = 'partner', account = ACCOUNT, region = REGION } = overrides;
  return {
    type: 'AWS::S3::AccessPoint',
    account,
    region,
    arn: `arn:aws:s3:${region}:${account}:accesspoint/${id}`,
    id,
    bucket: 'data-bucket',
    bucketAccountId: account,
    networkOrigin: 'Internet',
    vpcId: null,
    publicAccessBlock: read(BLOCK_NONE),
    policy: read(null),
    ...overrides,
  };
}

export function aMultiRegionAccessPoint(
  overrides: Partial<MultiRegionAccessPoint> = {},
): MultiRegionAccessPoint {
  const { id = 'global', alias = 'mabc123.mrap', account = ACCOUNT } = overrides;
  return {
    type: 'AWS::S3::MultiRegionAccessPoint',
    account,
    region: GLOBAL_REGION,
    arn: `arn:aws:s3::${account}:accesspoint/${alias}`,
    id,
    alias,
    status: 'READY',
    buckets: [{ bucket: 'data-bucket', region: REGION, bucketAccountId: account }],
    publicAccessBlock: BLOCK_NONE,
    policy: read(null),
    ...overrides,
  };
}

/** An account whose Block Public Access is all on. */
export function anAccountBlock(overrides: Partial<AccountPublicAccessBlock> = {}): AccountPublicAccessBlock {
  const account = overrides.account ?? ACCOUNT;
  return {
    type: 'AWS::S3::AccountPublicAccessBlock',
    account,
    region: GLOBAL_REGION,
    arn: `arn:aws:s3::${account}:account-public-access-block`,
    id: account,
    publicAccessBlock: BLOCK_ALL,
    ...overrides,
  };
}

export const BLOCK_ALL: PublicAccessBlock = {
  blockPublicAcls: true,
  ignorePublicAcls: true,
  blockPublicPolicy: true,
  restrictPublicBuckets: true,
};

export const BLOCK_NONE: PublicAccessBlock = {
  blockPublicAcls: false,
  ignorePublicAcls: false,
  blockPublicPolicy: false,
  restrictPublicBuckets: false,
};
