import type { BucketLifecycleConfiguration, S3 } from '@aws-sdk/client-s3';

import type { LabRegion } from '../accounts.ts';
import type { LabAccount } from '../lab-account.ts';
import { policy, type Statement, tlsOnly } from '../policy-document.ts';

export type BucketSpec = {
  readonly name: string;
  readonly region?: LabRegion;
  /** Undefined for a bucket that takes access logs: their delivery knows neither KMS keys nor default retention. */
  readonly keyArn?: string;
  readonly logsTo?: { readonly bucket: string; readonly prefix: string };
  readonly lifecycle: BucketLifecycleConfiguration;
  readonly statements?: readonly Statement[];
  readonly tags?: Readonly<Record<string, string>>;
};

/** A bucket as it should be: private, one mechanism (its policy), encrypted, versioned, locked, logged, expiring. */
export async function createHardenedBucket(account: LabAccount, spec: BucketSpec): Promise<void> {
  const { s3 } = account.region(spec.region ?? 'us-east-1');
  const Bucket = spec.name;
  const location =
    spec.region && spec.region !== 'us-east-1'
      ? { CreateBucketConfiguration: { LocationConstraint: spec.region } }
      : {};
  await s3.createBucket({
    Bucket,
    ObjectLockEnabledForBucket: true,
    ObjectOwnership: 'BucketOwnerEnforced',
    ...location,
  });
  await s3.putBucketOwnershipControls({
    Bucket,
    OwnershipControls: { Rules: [{ ObjectOwnership: 'BucketOwnerEnforced' }] },
  });
  await s3.putPublicAccessBlock({
    Bucket,
    PublicAccessBlockConfiguration: {
      BlockPublicAcls: true,
      IgnorePublicAcls: true,
      BlockPublicPolicy: true,
      RestrictPublicBuckets: true,
    },
  });
  await protectObjects(s3, spec);
  await s3.putBucketPolicy({ Bucket, Policy: policy(tlsOnly(Bucket), ...(spec.statements ?? [])) });
  if (spec.logsTo) {
    await s3.putBucketLogging({
      Bucket,
      BucketLoggingStatus: {
        LoggingEnabled: { TargetBucket: spec.logsTo.bucket, TargetPrefix: spec.logsTo.prefix },
      },
    });
  }
  if (spec.tags) {
    const TagSet = Object.entries(spec.tags).map(([Key, Value]) => ({ Key, Value }));
    await s3.putBucketTagging({ Bucket, Tagging: { TagSet } });
  }
}

async function protectObjects(s3: S3, spec: BucketSpec): Promise<void> {
  const Bucket = spec.name;
  await s3.putBucketVersioning({ Bucket, VersioningConfiguration: { Status: 'Enabled' } });
  await s3.putBucketEncryption({
    Bucket,
    ServerSideEncryptionConfiguration: {
      Rules: [
        {
          ApplyServerSideEncryptionByDefault: spec.keyArn
            ? { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: spec.keyArn }
            : { SSEAlgorithm: 'AES256' },
          BucketKeyEnabled: spec.keyArn !== undefined,
        },
      ],
    },
  });
  await s3.putObjectLockConfiguration({
    Bucket,
    ObjectLockConfiguration: {
      ObjectLockEnabled: 'Enabled',
      ...(spec.keyArn && { Rule: { DefaultRetention: { Mode: 'COMPLIANCE', Days: 90 } } }),
    },
  });
  await s3.putBucketLifecycleConfiguration({ Bucket, LifecycleConfiguration: spec.lifecycle });
}

/** Archived after 90 days, gone after the given ones, noncurrent versions as well. */
export const archiveThenExpire = (days: number): BucketLifecycleConfiguration => ({
  Rules: [
    {
      ID: 'archive-then-expire',
      Status: 'Enabled',
      Filter: { Prefix: '' },
      Transitions: [{ Days: 90, StorageClass: 'GLACIER' }],
      Expiration: { Days: days },
      NoncurrentVersionExpiration: { NoncurrentDays: 90 },
      AbortIncompleteMultipartUpload: { DaysAfterInitiation: 7 },
    },
  ],
});

/** Lets S3's logging service deliver into this bucket, for these source buckets only. */
export const accessLogDelivery = (
  target: string,
  sources: readonly string[],
  account: string,
): Statement => ({
  Sid: 'AccessLogDelivery',
  Effect: 'Allow',
  Principal: { Service: 'logging.s3.amazonaws.com' },
  Action: 's3:PutObject',
  Resource: `arn:aws:s3:::${target}/*`,
  Condition: {
    ArnLike: { 'aws:SourceArn': sources.map((source) => `arn:aws:s3:::${source}`) },
    StringEquals: { 'aws:SourceAccount': account },
  },
});
