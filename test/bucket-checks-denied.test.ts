import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Reading, read } from '../src/model/reading.ts';
import type { Bucket, PublicAccessBlock } from '../src/model/resources/s3.ts';
import { cloudtrailBucketEncryption } from '../src/practices/01-cloudtrail/cloudtrail-bucket-encryption.ts';
import { cloudtrailBucketMfaDelete } from '../src/practices/01-cloudtrail/cloudtrail-bucket-mfa-delete.ts';
import { cloudtrailBucketObjectLock } from '../src/practices/01-cloudtrail/cloudtrail-bucket-object-lock.ts';
import { cloudtrailBucketRetention } from '../src/practices/01-cloudtrail/cloudtrail-bucket-retention.ts';
import { cloudtrailBucketVersioning } from '../src/practices/01-cloudtrail/cloudtrail-bucket-versioning.ts';
import { trailBucketLogRetention } from '../src/practices/07-trail-bucket-logging/trail-bucket-log-retention.ts';
import { trailBucketLogTargetSeparate } from '../src/practices/07-trail-bucket-logging/trail-bucket-log-target-separate.ts';
import { s3BucketAclDisabled } from '../src/practices/12-public-buckets/s3-bucket-acl-disabled.ts';
import { s3BucketBlockPublicAccess } from '../src/practices/12-public-buckets/s3-bucket-block-public-access.ts';
import { s3BucketOneMechanism } from '../src/practices/12-public-buckets/s3-bucket-one-mechanism.ts';
import { s3BucketWebsitePublic } from '../src/practices/12-public-buckets/s3-bucket-website-public.ts';
import { s3ObjectAclSample } from '../src/practices/12-public-buckets/s3-object-acl-sample.ts';
import { aTrail } from './builders/cloudtrail.ts';
import { aBucket, aLifecycleFilter, aLifecycleRule, anAccountBlock } from './builders/s3.ts';
import { deniedCall, type EvaluateOptions, statuses } from './inventory-of.ts';

const BUCKET_CHECKS = [
  s3BucketAclDisabled,
  s3BucketBlockPublicAccess,
  s3BucketOneMechanism,
  s3BucketWebsitePublic,
  s3ObjectAclSample,
];
const TRAIL_CHECKS = [
  cloudtrailBucketEncryption,
  cloudtrailBucketMfaDelete,
  cloudtrailBucketObjectLock,
  cloudtrailBucketRetention,
  cloudtrailBucketVersioning,
  trailBucketLogRetention,
  trailBucketLogTargetSeparate,
];

const trail = aTrail({ s3BucketName: 'logs' });

const anyBlock: fc.Arbitrary<PublicAccessBlock | null> = fc.option(
  fc.record({
    blockPublicAcls: fc.boolean(),
    ignorePublicAcls: fc.boolean(),
    blockPublicPolicy: fc.boolean(),
    restrictPublicBuckets: fc.boolean(),
  }),
  { nil: null },
);

const anyAcl = fc.constantFrom('', 'global/AllUsers', 's3/LogDelivery').map((group) => ({
  ownerId: 'owner',
  grants: group
    ? [
        {
          grantee: { type: 'Group' as const, id: `http://acs.amazonaws.com/groups/${group}` },
          permission: 'READ' as const,
        },
      ]
    : [],
}));

const anyRule = fc
  .record({
    prefix: fc.constantFrom('', 'AWSLogs/', 'AWSLogs/111122223333/CloudTrail/eu-west-1/', 'access/'),
    days: fc.constantFrom(1, 60, 90, 400),
    noncurrentDays: fc.constantFrom(1, 40),
    archive: fc.boolean(),
    sized: fc.boolean(),
  })
  .map(({ prefix, days, noncurrentDays, archive, sized }) =>
    aLifecycleRule({
      filter: aLifecycleFilter({ prefix, objectSizeGreaterThan: sized ? 0 : null }),
      ...(archive
        ? { transitions: [{ days, storageClass: 'GLACIER' }] }
        : {
            expiration: { days },
            noncurrentVersionExpiration: { noncurrentDays, newerNoncurrentVersions: null },
          }),
    }),
  );

/** A bucket whose every setting that these checks read is any of those that matter. */
const anyBucket: fc.Arbitrary<Bucket> = fc
  .record({
    publicAccessBlock: anyBlock,
    objectOwnership: fc.constantFrom('BucketOwnerEnforced' as const, 'ObjectWriter' as const, null),
    acl: anyAcl,
    policy: fc.constantFrom('{}', null),
    encryption: fc.constantFrom(
      [],
      [{ sseAlgorithm: 'AES256', kmsMasterKeyId: null, bucketKeyEnabled: false }],
    ),
    versioning: fc.record({
      status: fc.constantFrom('Enabled' as const, 'Suspended' as const, null),
      mfaDelete: fc.boolean(),
    }),
    logging: fc.constantFrom(
      null,
      { targetBucket: 'logs', targetPrefix: '' },
      { targetBucket: 'access', targetPrefix: 'access/' },
    ),
    lifecycleRules: fc.array(anyRule, { maxLength: 3 }),
    transitionDefaultMinimumObjectSize: fc.constantFrom(null, 'varies_by_storage_class'),
    website: fc.constantFrom(null, { indexDocument: 'index.html', redirectAllRequestsTo: null }),
    objectLock: fc.constantFrom(null, {
      enabled: true,
      defaultRetention: { mode: 'COMPLIANCE' as const, days: 100 },
    }),
    objectAclSample: fc.array(anyAcl, { maxLength: 2 }),
  })
  .map((settings) => {
    const { objectAclSample, ...rest } = settings;
    const sample = objectAclSample.map((acl, index) => ({ key: `${index}`, acl: read(acl) }));
    return aBucket({ id: 'logs', ...reading(rest), objectAclSample: read(sample) });
  });

function reading<T extends object>(values: T): { [K in keyof T]: Reading<T[K]> } {
  const entries = Object.entries(values).map(([key, value]) => [key, read(value)]);
  return Object.fromEntries(entries) as { [K in keyof T]: Reading<T[K]> }; // one reading for each value
}

/** Everything one denied call could take away: a setting of the bucket, or the listing of a type. */
const DENIALS: readonly (
  | readonly [keyof Bucket]
  | 'AWS::S3::AccountPublicAccessBlock'
  | 'AWS::S3::Bucket'
)[] = [
  ['publicAccessBlock'],
  ['objectOwnership'],
  ['acl'],
  ['policy'],
  ['encryption'],
  ['versioning'],
  ['logging'],
  ['lifecycleRules'],
  ['website'],
  ['objectLock'],
  ['objectAclSample'],
  'AWS::S3::AccountPublicAccessBlock',
  'AWS::S3::Bucket',
];

test('with one call denied, a verdict about a bucket stays or becomes unknown', () => {
  fc.assert(
    fc.property(anyBucket, anyBlock, fc.constantFrom(...DENIALS), (bucket, publicAccessBlock, denial) => {
      const account = anAccountBlock({ publicAccessBlock });
      const others = [account, aBucket({ id: 'access' })];
      const isField = typeof denial !== 'string';
      const lessKnown = isField ? { ...bucket, [denial[0]]: deniedCall('s3:Denied') } : bucket;
      const options: EvaluateOptions = isField ? {} : { denied: [denial] };
      const rest = denial === 'AWS::S3::AccountPublicAccessBlock' ? others.slice(1) : others;
      for (const check of BUCKET_CHECKS) {
        const [full] = statuses(check, bucket, { resources: others });
        const [less] = statuses(check, lessKnown, { ...options, resources: rest });
        expect([full, 'unknown'], `${check.id} without ${String(denial)}`).toContain(less);
      }
      for (const check of TRAIL_CHECKS) {
        const [full] = statuses(check, trail, { resources: [bucket, ...others] });
        const trailBuckets = denial === 'AWS::S3::Bucket' ? [account] : [lessKnown, ...rest];
        const [less] = statuses(check, trail, { ...options, resources: trailBuckets });
        expect([full, 'unknown'], `${check.id} without ${String(denial)}`).toContain(less);
      }
    }),
    { numRuns: 400 },
  );
});
