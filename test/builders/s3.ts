import { read } from '../../src/model/reading.ts';
import type { Bucket } from '../../src/model/resources/s3.ts';
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
    lifecycleRules: read([]),
    website: read(null),
    objectLock: read(null),
    objectAclSample: read([]),
    ...overrides,
  };
}
