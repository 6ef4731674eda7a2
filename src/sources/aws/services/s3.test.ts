import { expect, test } from 'vitest';
import { answeredError, apiOf, denied, deniedReading } from '../../../../test/api-of.ts';
import { read } from '../../../model/reading.ts';
import type { Bucket } from '../../../model/resources/s3.ts';
import { ApiError } from '../api-error.ts';
import { collectors } from './s3.ts';

const OWNER = { ID: 'owner-id' };
const OWNER_GRANT = { Grantee: { Type: 'CanonicalUser', ID: 'owner-id' }, Permission: 'FULL_CONTROL' };

/** A bucket on which nothing was ever set, as AWS answers. */
const BARE = {
  ListBuckets: {
    Buckets: [{ Name: 'b', CreationDate: new Date('2020-01-02T03:04:05Z'), BucketRegion: 'eu-west-3' }],
    Owner: OWNER,
  },
  GetPublicAccessBlock: answeredError('NoSuchPublicAccessBlockConfiguration'),
  GetBucketOwnershipControls: answeredError('OwnershipControlsNotFoundError'),
  GetBucketAcl: { Owner: OWNER, Grants: [OWNER_GRANT] },
  GetBucketPolicy: answeredError('NoSuchBucketPolicy'),
  GetBucketEncryption: answeredError('ServerSideEncryptionConfigurationNotFoundError'),
  GetBucketVersioning: {},
  GetBucketLogging: {},
  GetBucketRequestPayment: { Payer: 'BucketOwner' },
  GetBucketLifecycleConfiguration: answeredError('NoSuchLifecycleConfiguration'),
  GetBucketWebsite: answeredError('NoSuchWebsiteConfiguration'),
  GetObjectLockConfiguration: answeredError('ObjectLockConfigurationNotFoundError'),
  GetBucketTagging: answeredError('NoSuchTagSet'),
};

/** Everything set at once. */
const FULL = {
  ...BARE,
  GetPublicAccessBlock: {
    PublicAccessBlockConfiguration: {
      BlockPublicAcls: true,
      IgnorePublicAcls: true,
      BlockPublicPolicy: false,
      RestrictPublicBuckets: true,
    },
  },
  GetBucketOwnershipControls: { OwnershipControls: { Rules: [{ ObjectOwnership: 'BucketOwnerPreferred' }] } },
  GetBucketAcl: {
    Owner: OWNER,
    Grants: [
      OWNER_GRANT,
      {
        Grantee: { Type: 'Group', URI: 'http://acs.amazonaws.com/groups/global/AllUsers' },
        Permission: 'READ',
      },
    ],
  },
  GetBucketPolicy: { Policy: '{"Statement":[]}' },
  GetBucketPolicyStatus: { PolicyStatus: { IsPublic: false } },
  GetBucketEncryption: {
    ServerSideEncryptionConfiguration: {
      Rules: [
        {
          ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: 'key' },
          BucketKeyEnabled: true,
        },
      ],
    },
  },
  GetBucketVersioning: { Status: 'Enabled', MFADelete: 'Enabled' },
  GetBucketLogging: { LoggingEnabled: { TargetBucket: 'logs', TargetPrefix: 'b/' } },
  GetBucketRequestPayment: { Payer: 'Requester' },
  GetBucketLifecycleConfiguration: {
    TransitionDefaultMinimumObjectSize: 'all_storage_classes_128K',
    Rules: [
      { ID: 'legacy', Prefix: 'old/', Status: 'Enabled', Expiration: { Days: 30 } },
      {
        ID: 'and',
        Status: 'Enabled',
        Filter: {
          And: {
            Prefix: 'logs/',
            Tags: [{ Key: 'k', Value: 'v' }],
            ObjectSizeGreaterThan: 10,
            ObjectSizeLessThan: 99,
          },
        },
        Transitions: [
          { Days: 0, StorageClass: 'GLACIER' },
          { Date: '2027-01-01T00:00:00+00:00', StorageClass: 'DEEP_ARCHIVE' },
        ],
        NoncurrentVersionExpiration: { NoncurrentDays: 5, NewerNoncurrentVersions: 2 },
        NoncurrentVersionTransitions: [{ NoncurrentDays: 1, StorageClass: 'STANDARD_IA' }],
        AbortIncompleteMultipartUpload: { DaysAfterInitiation: 7 },
      },
      {
        Status: 'Disabled',
        Filter: { Tag: { Key: 'a', Value: 'b' } },
        Expiration: { ExpiredObjectDeleteMarker: true },
      },
    ],
  },
  GetBucketWebsite: {
    IndexDocument: { Suffix: 'index.html' },
    RedirectAllRequestsTo: { HostName: 'example.com' },
  },
  GetObjectLockConfiguration: {
    ObjectLockConfiguration: {
      ObjectLockEnabled: 'Enabled',
      Rule: { DefaultRetention: { Mode: 'COMPLIANCE', Days: 90 } },
    },
  },
  GetBucketTagging: { TagSet: [{ Key: 'team', Value: 'audit' }] },
};

async function collect(
  answers: Readonly<Record<string, unknown>>,
  options?: { readonly objectAclSampleSize?: number },
) {
  const api = apiOf('s3', answers, options);
  const [collector] = collectors;
  if (!collector) throw new Error('no collector');
  const { resources, gap } = await collector.collect(api);
  const bucket = resources[0] as Bucket | undefined;
  return { bucket, resources, gap, calls: api.calls };
}

const NOT_ASKED = {
  status: 'unread',
  call: 's3:ListObjectsV2',
  why: 'NotAskedFor: object ACLs are read only when a sample size is set',
};

test('a bare bucket: absent settings are facts', async () => {
  const { bucket, gap, calls } = await collect(BARE);
  expect(gap).toBeNull();
  expect(bucket).toEqual({
    type: 'AWS::S3::Bucket',
    account: '111122223333',
    region: 'eu-west-3',
    arn: 'arn:aws:s3:::b',
    id: 'b',
    tags: {},
    creationDate: '2020-01-02T03:04:05.000Z',
    publicAccessBlock: read(null),
    objectOwnership: read(null),
    acl: read({
      ownerId: 'owner-id',
      grants: [{ grantee: { type: 'CanonicalUser', id: 'owner-id' }, permission: 'FULL_CONTROL' }],
    }),
    policy: read(null),
    policyIsPublic: read(null),
    encryption: read([]),
    versioning: read({ status: null, mfaDelete: false }),
    logging: read(null),
    requestPayer: read('BucketOwner'),
    lifecycleRules: read([]),
    transitionDefaultMinimumObjectSize: read(null),
    website: read(null),
    objectLock: read(null),
    objectAclSample: NOT_ASKED,
  });
  expect(calls.some((call) => call.includes('GetBucketPolicyStatus'))).toBe(false);
  expect(calls.some((call) => call.includes('GetBucketLocation'))).toBe(false);
});

test('a bucket with everything set', async () => {
  const { bucket } = await collect(FULL);
  expect(bucket).toMatchObject({
    tags: { team: 'audit' },
    publicAccessBlock: read({
      blockPublicAcls: true,
      ignorePublicAcls: true,
      blockPublicPolicy: false,
      restrictPublicBuckets: true,
    }),
    objectOwnership: read('BucketOwnerPreferred'),
    policy: read('{"Statement":[]}'),
    policyIsPublic: read(false),
    encryption: read([{ sseAlgorithm: 'aws:kms', kmsMasterKeyId: 'key', bucketKeyEnabled: true }]),
    versioning: read({ status: 'Enabled', mfaDelete: true }),
    logging: read({ targetBucket: 'logs', targetPrefix: 'b/' }),
    requestPayer: read('Requester'),
    transitionDefaultMinimumObjectSize: read('all_storage_classes_128K'),
    website: read({ indexDocument: 'index.html', redirectAllRequestsTo: 'example.com' }),
    objectLock: read({ enabled: true, defaultRetention: { mode: 'COMPLIANCE', days: 90 } }),
  });
  expect(bucket?.acl).toMatchObject({
    value: { grants: [{}, { grantee: { type: 'Group' }, permission: 'READ' }] },
  });
});

test('lifecycle rules in every form that AWS keeps', async () => {
  const { bucket } = await collect(FULL);
  const none = { prefix: '', tags: {}, objectSizeGreaterThan: null, objectSizeLessThan: null };
  const rest = {
    expiration: null,
    transitions: [],
    noncurrentVersionExpiration: null,
    noncurrentVersionTransitions: [],
    abortIncompleteMultipartUploadDays: null,
  };
  expect(bucket?.lifecycleRules).toEqual(
    read([
      {
        ...rest,
        id: 'legacy',
        status: 'Enabled',
        filter: { ...none, prefix: 'old/' },
        expiration: { days: 30 },
      },
      {
        id: 'and',
        status: 'Enabled',
        filter: { prefix: 'logs/', tags: { k: 'v' }, objectSizeGreaterThan: 10, objectSizeLessThan: 99 },
        expiration: null,
        transitions: [
          { days: 0, storageClass: 'GLACIER' },
          { date: '2027-01-01T00:00:00.000Z', storageClass: 'DEEP_ARCHIVE' },
        ],
        noncurrentVersionExpiration: { noncurrentDays: 5, newerNoncurrentVersions: 2 },
        noncurrentVersionTransitions: [
          { noncurrentDays: 1, newerNoncurrentVersions: null, storageClass: 'STANDARD_IA' },
        ],
        abortIncompleteMultipartUploadDays: 7,
      },
      {
        ...rest,
        id: null,
        status: 'Disabled',
        filter: { ...none, tags: { a: 'b' } },
        expiration: { expiredObjectDeleteMarker: true },
      },
    ]),
  );
});

test.each([
  ['GetPublicAccessBlock', 'publicAccessBlock'],
  ['GetBucketOwnershipControls', 'objectOwnership'],
  ['GetBucketAcl', 'acl'],
  ['GetBucketPolicy', 'policy'],
  ['GetBucketPolicyStatus', 'policyIsPublic'],
  ['GetBucketEncryption', 'encryption'],
  ['GetBucketVersioning', 'versioning'],
  ['GetBucketLogging', 'logging'],
  ['GetBucketRequestPayment', 'requestPayer'],
  ['GetBucketLifecycleConfiguration', 'lifecycleRules'],
  ['GetBucketLifecycleConfiguration', 'transitionDefaultMinimumObjectSize'],
  ['GetBucketWebsite', 'website'],
  ['GetObjectLockConfiguration', 'objectLock'],
] as const)('%s denied costs %s only', async (operation, field) => {
  const { bucket } = await collect({ ...FULL, [operation]: denied('AccessDenied') });
  const { bucket: whole } = await collect(FULL);
  const unread = deniedReading(`s3:${operation}`, 'AccessDenied');
  expect(bucket?.[field]).toEqual(unread);
  const lost = Object.entries(bucket ?? {}).filter(([, value]) => JSON.stringify(value).includes('"unread"'));
  const kept = Object.entries(whole ?? {}).filter(([key]) => !lost.some(([each]) => each === key));
  expect(bucket).toMatchObject(Object.fromEntries(kept));
});

test('with the policy denied, its status is asked all the same', async () => {
  const { bucket } = await collect({ ...FULL, GetBucketPolicy: denied('AccessDenied') });
  expect(bucket?.policyIsPublic).toEqual(read(false));
});

test('tags are absent when they could not be read', async () => {
  const { bucket } = await collect({ ...BARE, GetBucketTagging: denied('AccessDenied') });
  expect(bucket).not.toHaveProperty('tags');
});

test.each([
  [{}, 'us-east-1'],
  [{ LocationConstraint: 'EU' }, 'eu-west-1'],
  [{ LocationConstraint: 'ap-south-2' }, 'ap-south-2'],
])('where ListBuckets does not tell the region, GetBucketLocation does: %j', async (answer, region) => {
  const regions: string[] = [];
  const { bucket } = await collect({
    ...BARE,
    ListBuckets: { Buckets: [{ Name: 'b' }] },
    GetBucketLocation: answer,
    GetBucketVersioning: (_: unknown, call: { region: string }) => {
      regions.push(call.region);
      return {};
    },
  });
  expect(bucket?.region).toBe(region);
  expect(bucket?.creationDate).toBeNull();
  expect(regions).toEqual([region]);
});

test('a bucket whose region cannot be told is kept, its readings unread', async () => {
  const { bucket, calls } = await collect({
    ListBuckets: { Buckets: [{ Name: 'b' }] },
    GetBucketLocation: denied('AccessDenied'),
  });
  const unread = deniedReading('s3:GetBucketLocation', 'AccessDenied');
  expect(bucket).toMatchObject({ id: 'b', region: 'unknown', acl: unread, policy: unread, logging: unread });
  expect(calls).toHaveLength(2);
});

test('a folder that does not hold the region still gives the settings, asked for in the home region', async () => {
  const { bucket } = await collect({
    ...BARE,
    ListBuckets: { Buckets: [{ Name: 'b' }] },
    GetBucketLocation: new ApiError('NotInFolder', 'no file for s3:GetBucketLocation', 'unsupported'),
  });
  expect(bucket).toMatchObject({ id: 'b', region: 'unknown', policy: read(null), logging: read(null) });
});

test('a bucket deleted meanwhile is dropped', async () => {
  const gone = answeredError('NoSuchBucket');
  const { resources, gap } = await collect({ ...BARE, GetBucketVersioning: gone, GetBucketAcl: gone });
  expect([resources, gap]).toEqual([[], null]);
});

test('all pages are listed, and a page that is denied leaves a gap beside what came before', async () => {
  const { resources, gap } = await collect({
    ...BARE,
    ListBuckets: (input: Readonly<Record<string, unknown>>) =>
      input['ContinuationToken'] === 't'
        ? denied('AccessDenied')
        : { ...BARE.ListBuckets, ContinuationToken: 't' },
  });
  expect(resources).toHaveLength(1);
  expect(gap).toEqual(deniedReading('s3:ListBuckets', 'AccessDenied'));
});

const SAMPLED = {
  ...BARE,
  ListObjectsV2: { Contents: [{ Key: 'a' }, { Key: 'b' }, { Key: 'c' }] },
  'GetObjectAcl {"Bucket":"b","Key":"a"}': { Owner: OWNER, Grants: [OWNER_GRANT] },
  'GetObjectAcl {"Bucket":"b","Key":"b"}': denied('AccessDenied'),
  'GetObjectAcl {"Bucket":"b","Key":"c"}': answeredError('NoSuchKey'),
};

test('object ACLs are sampled when asked for; an object deleted meanwhile is left out', async () => {
  const { bucket, calls } = await collect(SAMPLED, { objectAclSampleSize: 3 });
  expect(calls).toContain('s3:ListObjectsV2 {"Bucket":"b","MaxKeys":3}');
  expect(bucket?.objectAclSample).toEqual(
    read([
      {
        key: 'a',
        acl: read({
          ownerId: 'owner-id',
          grants: [{ grantee: { type: 'CanonicalUser', id: 'owner-id' }, permission: 'FULL_CONTROL' }],
        }),
      },
      { key: 'b', acl: deniedReading('s3:GetObjectAcl', 'AccessDenied') },
    ]),
  );
});

test('no objects are listed where object ACLs are off', async () => {
  const { bucket, calls } = await collect(
    {
      ...SAMPLED,
      GetBucketOwnershipControls: {
        OwnershipControls: { Rules: [{ ObjectOwnership: 'BucketOwnerEnforced' }] },
      },
    },
    { objectAclSampleSize: 3 },
  );
  expect(bucket?.objectAclSample).toEqual(read([]));
  expect(calls.some((call) => call.includes('ListObjectsV2'))).toBe(false);
});

test('a denied object listing is the sample unread', async () => {
  const { bucket } = await collect(
    { ...SAMPLED, ListObjectsV2: denied('AccessDenied') },
    { objectAclSampleSize: 3 },
  );
  expect(bucket?.objectAclSample).toEqual(deniedReading('s3:ListObjectsV2', 'AccessDenied'));
});
