import type {
  GetBucketAclCommandOutput,
  GetBucketEncryptionCommandOutput,
  GetBucketLifecycleConfigurationCommandOutput,
  GetBucketLoggingCommandOutput,
  GetBucketVersioningCommandOutput,
  GetBucketWebsiteCommandOutput,
  GetObjectLockConfigurationCommandOutput,
  PublicAccessBlockConfiguration,
  Grant as SdkGrant,
  LifecycleRule as SdkRule,
} from '@aws-sdk/client-s3';
import type {
  AclGrant,
  AclGrantee,
  BucketAcl,
  BucketEncryptionRule,
  BucketLogging,
  BucketVersioning,
  BucketWebsite,
  LifecycleRule,
  ObjectLock,
  PublicAccessBlock,
} from '../../model/resources/s3.ts';
import { isoTime, tagsOf } from './mapping.ts';

/** A setting that is left out is off. https://docs.aws.amazon.com/AmazonS3/latest/API/API_PublicAccessBlockConfiguration.html */
export function toPublicAccessBlock(
  block: PublicAccessBlockConfiguration | undefined,
): PublicAccessBlock | null {
  if (!block) return null;
  return {
    blockPublicAcls: block.BlockPublicAcls ?? false,
    ignorePublicAcls: block.IgnorePublicAcls ?? false,
    blockPublicPolicy: block.BlockPublicPolicy ?? false,
    restrictPublicBuckets: block.RestrictPublicBuckets ?? false,
  };
}

export function toAcl(output: Pick<GetBucketAclCommandOutput, 'Owner' | 'Grants'>): BucketAcl {
  return { ownerId: output.Owner?.ID ?? '', grants: (output.Grants ?? []).flatMap(toGrant) };
}

function toGrant(grant: SdkGrant): readonly AclGrant[] {
  const permission = grant.Permission;
  if (!grant.Grantee || permission === undefined) return [];
  return [{ grantee: toGrantee(grant.Grantee), permission }];
}

function toGrantee(grantee: NonNullable<SdkGrant['Grantee']>): AclGrantee {
  if (grantee.URI !== undefined) return { type: 'Group', id: grantee.URI };
  if (grantee.ID !== undefined) return { type: 'CanonicalUser', id: grantee.ID };
  return { type: 'AmazonCustomerByEmail', id: grantee.EmailAddress ?? '' };
}

export function toEncryption(
  output: Pick<GetBucketEncryptionCommandOutput, 'ServerSideEncryptionConfiguration'> | null,
): readonly BucketEncryptionRule[] {
  const rules = output?.ServerSideEncryptionConfiguration?.Rules ?? [];
  return rules.flatMap((rule) => {
    const sseAlgorithm = rule.ApplyServerSideEncryptionByDefault?.SSEAlgorithm;
    if (sseAlgorithm === undefined) return [];
    const kmsMasterKeyId = rule.ApplyServerSideEncryptionByDefault?.KMSMasterKeyID ?? null;
    return [{ sseAlgorithm, kmsMasterKeyId, bucketKeyEnabled: rule.BucketKeyEnabled ?? false }];
  });
}

export function toVersioning(
  output: Pick<GetBucketVersioningCommandOutput, 'Status' | 'MFADelete'>,
): BucketVersioning {
  return { status: output.Status ?? null, mfaDelete: output.MFADelete === 'Enabled' };
}

export function toLogging(
  output: Pick<GetBucketLoggingCommandOutput, 'LoggingEnabled'>,
): BucketLogging | null {
  const logging = output.LoggingEnabled;
  if (!logging) return null;
  return { targetBucket: logging.TargetBucket ?? '', targetPrefix: logging.TargetPrefix ?? '' };
}

export function toWebsite(
  output: Pick<GetBucketWebsiteCommandOutput, 'IndexDocument' | 'RedirectAllRequestsTo'> | null,
): BucketWebsite | null {
  return (
    output && {
      indexDocument: output.IndexDocument?.Suffix ?? null,
      redirectAllRequestsTo: output.RedirectAllRequestsTo?.HostName ?? null,
    }
  );
}

export function toObjectLock(
  output: Pick<GetObjectLockConfigurationCommandOutput, 'ObjectLockConfiguration'> | null,
): ObjectLock | null {
  const lock = output?.ObjectLockConfiguration;
  if (!lock) return null;
  const { Mode, Days, Years } = lock.Rule?.DefaultRetention ?? {};
  return {
    enabled: lock.ObjectLockEnabled === 'Enabled',
    defaultRetention: Mode
      ? {
          mode: Mode,
          ...(Days === undefined ? {} : { days: Days }),
          ...(Years === undefined ? {} : { years: Years }),
        }
      : null,
  };
}

export function toLifecycleRules(
  output: Pick<GetBucketLifecycleConfigurationCommandOutput, 'Rules'> | null,
): readonly LifecycleRule[] {
  return (output?.Rules ?? []).map(toLifecycleRule);
}

function toLifecycleRule(rule: SdkRule): LifecycleRule {
  const noncurrent = rule.NoncurrentVersionExpiration;
  return {
    id: rule.ID ?? null,
    status: rule.Status === 'Enabled' ? 'Enabled' : 'Disabled',
    filter: toFilter(rule),
    expiration: toExpiration(rule),
    transitions: (rule.Transitions ?? []).map((transition) => ({
      ...when(transition.Days, transition.Date),
      storageClass: transition.StorageClass ?? 'GLACIER',
    })),
    noncurrentVersionExpiration: noncurrent
      ? {
          noncurrentDays: noncurrent.NoncurrentDays ?? 0,
          newerNoncurrentVersions: noncurrent.NewerNoncurrentVersions ?? null,
        }
      : null,
    noncurrentVersionTransitions: (rule.NoncurrentVersionTransitions ?? []).map((transition) => ({
      noncurrentDays: transition.NoncurrentDays ?? 0,
      newerNoncurrentVersions: transition.NewerNoncurrentVersions ?? null,
      storageClass: transition.StorageClass ?? 'GLACIER',
    })),
    abortIncompleteMultipartUploadDays: rule.AbortIncompleteMultipartUpload?.DaysAfterInitiation ?? null,
  };
}

/**
 * A filter has one condition, or several under And; rules made before filters have their Prefix beside it.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/API_LifecycleRuleFilter.html
 */
function toFilter(rule: SdkRule): LifecycleRule['filter'] {
  const filter = rule.Filter ?? {};
  const conditions = filter.And ?? filter;
  const tags = filter.And?.Tags ?? (filter.Tag ? [filter.Tag] : []);
  return {
    prefix: conditions.Prefix ?? rule.Prefix ?? '',
    tags: tagsOf(tags),
    objectSizeGreaterThan: conditions.ObjectSizeGreaterThan ?? null,
    objectSizeLessThan: conditions.ObjectSizeLessThan ?? null,
  };
}

function toExpiration(rule: SdkRule): LifecycleRule['expiration'] {
  if (!rule.Expiration) return null;
  const { Days, Date: date, ExpiredObjectDeleteMarker } = rule.Expiration;
  return {
    ...when(Days, date),
    ...(ExpiredObjectDeleteMarker === undefined
      ? {}
      : { expiredObjectDeleteMarker: ExpiredObjectDeleteMarker }),
  };
}

function when(
  days: number | undefined,
  date: Date | undefined,
): { readonly days?: number; readonly date?: string } {
  const iso = isoTime(date);
  return { ...(days === undefined ? {} : { days }), ...(iso === null ? {} : { date: iso }) };
}
