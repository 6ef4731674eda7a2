import type {
  GetBucketAclCommandOutput,
  GetBucketEncryptionCommandOutput,
  GetBucketLifecycleConfigurationCommandOutput,
  GetBucketLocationCommandOutput,
  GetBucketLoggingCommandOutput,
  GetBucketOwnershipControlsCommandOutput,
  GetBucketPolicyCommandOutput,
  GetBucketPolicyStatusCommandOutput,
  GetBucketRequestPaymentCommandOutput,
  GetBucketTaggingCommandOutput,
  GetBucketVersioningCommandOutput,
  GetBucketWebsiteCommandOutput,
  GetObjectAclCommandOutput,
  GetObjectLockConfigurationCommandOutput,
  GetPublicAccessBlockCommandOutput,
  ListObjectsV2CommandOutput,
  Bucket as SdkBucket,
} from '@aws-sdk/client-s3';
import { mapReading, type Reading, read, type Unread, unread } from '../../../model/reading.ts';
import type { Bucket, ObjectAcl } from '../../../model/resources/s3.ts';
import {
  toAcl,
  toEncryption,
  toLifecycleRules,
  toLogging,
  toObjectLock,
  toPublicAccessBlock,
  toVersioning,
  toWebsite,
} from '../bucket-mapping.ts';
import { defineCollector, type ServiceApi } from '../collector.ts';
import { isoTime, tagsOf } from '../mapping.ts';

const UNKNOWN_REGION = 'unknown';

/** S3 has no batch API: every setting of every bucket is its own call, to the bucket's own region. */
const buckets = defineCollector({
  type: 'AWS::S3::Bucket',
  service: 's3',
  scope: 'global',
  calls: [
    's3:ListBuckets',
    's3:GetBucketLocation',
    's3:GetPublicAccessBlock',
    's3:GetBucketOwnershipControls',
    's3:GetBucketAcl',
    's3:GetBucketPolicy',
    's3:GetBucketPolicyStatus',
    's3:GetBucketEncryption',
    's3:GetBucketVersioning',
    's3:GetBucketLogging',
    's3:GetBucketRequestPayment',
    's3:GetBucketLifecycleConfiguration',
    's3:GetBucketWebsite',
    's3:GetObjectLockConfiguration',
    's3:GetBucketTagging',
    's3:ListObjectsV2',
    's3:GetObjectAcl',
  ],
  onDemand: ['s3:ListObjectsV2', 's3:GetObjectAcl'],
  async collect(api) {
    // AWS tells BucketRegion only when the request has a parameter.
    const listed = await api.list<SdkBucket>(
      'ListBuckets',
      { MaxBuckets: 1000 },
      { items: 'Buckets', token: ['ContinuationToken', 'ContinuationToken'] },
    );
    const read = await api.each(listed.items, (bucket) => toBucket(api, bucket));
    return { resources: read.filter((bucket) => !isDeleted(bucket)), gap: listed.gap };
  },
});

async function toBucket(api: ServiceApi, bucket: SdkBucket): Promise<Bucket> {
  const id = bucket.Name ?? '';
  const region = await regionOf(api, bucket);
  const base = {
    type: 'AWS::S3::Bucket',
    account: api.account,
    region: region.status === 'read' ? region.value : UNKNOWN_REGION,
    arn: api.arn('s3', id, { region: '', account: '' }),
    id,
    creationDate: isoTime(bucket.CreationDate),
  } as const;
  if (region.status === 'unread' && !failedWith(region, 'NotInFolder'))
    return { ...base, ...unreadSettings(region) };
  // A folder of `aws` output keeps a bucket's settings without its region.
  const place = region.status === 'read' ? region.value : api.region;
  return { ...base, ...(await settingsOf(api.at({ region: place }), id)) };
}

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketLocation.html: null is us-east-1, EU is eu-west-1. */
async function regionOf(api: ServiceApi, bucket: SdkBucket): Promise<Reading<string>> {
  if (bucket.BucketRegion) return read(bucket.BucketRegion);
  const location = await api.read<GetBucketLocationCommandOutput>('GetBucketLocation', {
    Bucket: bucket.Name,
  });
  return mapReading(location, ({ LocationConstraint }) =>
    LocationConstraint === 'EU' ? 'eu-west-1' : LocationConstraint || 'us-east-1',
  );
}

type Settings = Omit<Bucket, 'type' | 'account' | 'region' | 'arn' | 'id' | 'name' | 'creationDate'>;

async function settingsOf(api: ServiceApi, Bucket: string): Promise<Settings> {
  const [
    publicAccessBlock,
    access,
    policies,
    encryption,
    versioning,
    logging,
    payment,
    lifecycle,
    website,
    lock,
    tags,
  ] = await Promise.all([
    api.readOrNull<GetPublicAccessBlockCommandOutput>('GetPublicAccessBlock', { Bucket }, [
      'NoSuchPublicAccessBlockConfiguration',
    ]),
    aclsOf(api, Bucket),
    policiesOf(api, Bucket),
    api.readOrNull<GetBucketEncryptionCommandOutput>('GetBucketEncryption', { Bucket }, [
      'ServerSideEncryptionConfigurationNotFoundError',
    ]),
    api.read<GetBucketVersioningCommandOutput>('GetBucketVersioning', { Bucket }),
    api.read<GetBucketLoggingCommandOutput>('GetBucketLogging', { Bucket }),
    api.read<GetBucketRequestPaymentCommandOutput>('GetBucketRequestPayment', { Bucket }),
    api.readOrNull<GetBucketLifecycleConfigurationCommandOutput>(
      'GetBucketLifecycleConfiguration',
      { Bucket },
      ['NoSuchLifecycleConfiguration'],
    ),
    api.readOrNull<GetBucketWebsiteCommandOutput>('GetBucketWebsite', { Bucket }, [
      'NoSuchWebsiteConfiguration',
    ]),
    api.readOrNull<GetObjectLockConfigurationCommandOutput>('GetObjectLockConfiguration', { Bucket }, [
      'ObjectLockConfigurationNotFoundError',
    ]),
    api.readOrNull<GetBucketTaggingCommandOutput>('GetBucketTagging', { Bucket }, ['NoSuchTagSet']),
  ]);
  return {
    publicAccessBlock: mapReading(publicAccessBlock, (output) =>
      toPublicAccessBlock(output?.PublicAccessBlockConfiguration),
    ),
    ...access,
    ...policies,
    encryption: mapReading(encryption, toEncryption),
    versioning: mapReading(versioning, toVersioning),
    logging: mapReading(logging, toLogging),
    requestPayer: mapReading(payment, ({ Payer }) => (Payer === 'Requester' ? 'Requester' : 'BucketOwner')),
    lifecycleRules: mapReading(lifecycle, toLifecycleRules),
    transitionDefaultMinimumObjectSize: mapReading(
      lifecycle,
      (output) => output?.TransitionDefaultMinimumObjectSize ?? null,
    ),
    website: mapReading(website, toWebsite),
    objectLock: mapReading(lock, toObjectLock),
    ...(tags.status === 'read' ? { tags: tagsOf(tags.value?.TagSet) } : {}),
  };
}

type Acls = Pick<Bucket, 'objectOwnership' | 'acl' | 'objectAclSample'>;

async function aclsOf(api: ServiceApi, Bucket: string): Promise<Acls> {
  const [ownership, acl] = await Promise.all([
    api.readOrNull<GetBucketOwnershipControlsCommandOutput>('GetBucketOwnershipControls', { Bucket }, [
      'OwnershipControlsNotFoundError',
    ]),
    api.read<GetBucketAclCommandOutput>('GetBucketAcl', { Bucket }),
  ]);
  const objectOwnership = mapReading(
    ownership,
    (output) => output?.OwnershipControls?.Rules?.[0]?.ObjectOwnership ?? null,
  );
  return {
    objectOwnership,
    acl: mapReading(acl, toAcl),
    objectAclSample: await objectAclsOf(api, Bucket, objectOwnership),
  };
}

/** The first objects by name: a sample, not a proof. */
async function objectAclsOf(
  api: ServiceApi,
  Bucket: string,
  ownership: Bucket['objectOwnership'],
): Promise<Bucket['objectAclSample']> {
  const MaxKeys = Math.min(api.objectAclSampleSize, 1000);
  if (MaxKeys <= 0)
    return unread('s3:ListObjectsV2', 'NotAskedFor: object ACLs are read only when a sample size is set');
  if (ownership.status === 'read' && ownership.value === 'BucketOwnerEnforced') return read([]);
  const objects = await api.read<ListObjectsV2CommandOutput>('ListObjectsV2', { Bucket, MaxKeys });
  if (objects.status === 'unread') return objects;
  const keys = (objects.value.Contents ?? []).flatMap(({ Key }) => (Key === undefined ? [] : [Key]));
  const sample = await api.each(keys, (key) => objectAclOf(api, Bucket, key));
  return read(sample.filter((each) => !failedWith(each.acl, 'NoSuchKey')));
}

async function objectAclOf(api: ServiceApi, Bucket: string, key: string): Promise<ObjectAcl> {
  const acl = await api.read<GetObjectAclCommandOutput>('GetObjectAcl', { Bucket, Key: key });
  return { key, acl: mapReading(acl, toAcl) };
}

async function policiesOf(
  api: ServiceApi,
  Bucket: string,
): Promise<Pick<Bucket, 'policy' | 'policyIsPublic'>> {
  const absent = ['NoSuchBucketPolicy'];
  const policy = mapReading(
    await api.readOrNull<GetBucketPolicyCommandOutput>('GetBucketPolicy', { Bucket }, absent),
    (output) => output?.Policy ?? null,
  );
  if (policy.status === 'read' && policy.value === null) return { policy, policyIsPublic: read(null) };
  const status = await api.readOrNull<GetBucketPolicyStatusCommandOutput>(
    'GetBucketPolicyStatus',
    { Bucket },
    absent,
  );
  return { policy, policyIsPublic: mapReading(status, (output) => output?.PolicyStatus?.IsPublic ?? null) };
}

function unreadSettings(why: Unread): Settings {
  return {
    publicAccessBlock: why,
    objectOwnership: why,
    acl: why,
    policy: why,
    policyIsPublic: why,
    encryption: why,
    versioning: why,
    logging: why,
    requestPayer: why,
    lifecycleRules: why,
    transitionDefaultMinimumObjectSize: why,
    website: why,
    objectLock: why,
    objectAclSample: why,
  };
}

/** Deleted between ListBuckets and the calls for its settings: it is no longer the account's. */
function isDeleted(bucket: Bucket): boolean {
  const { versioning, acl, policy, logging } = bucket;
  return [versioning, acl, policy, logging].some((reading) => failedWith(reading, 'NoSuchBucket'));
}

function failedWith(reading: Reading<unknown>, code: string): boolean {
  return reading.status === 'unread' && reading.why.startsWith(`${code}: `);
}

export const collectors = [buckets];
