// Made by `npm run generate` from the files of this folder: do not edit.
import type { Check } from '../check.ts';
import { amiNoExternalAccess } from './ami-no-external-access.ts';
import { amiNotPublic } from './ami-not-public.ts';
import { ebsDefaultEncryption } from './ebs-default-encryption.ts';
import { ebsSnapshotNoExternalAccess } from './ebs-snapshot-no-external-access.ts';
import { ebsSnapshotNotPublic } from './ebs-snapshot-not-public.ts';
import { rdsSnapshotNoExternalAccess } from './rds-snapshot-no-external-access.ts';
import { rdsSnapshotNotPublic } from './rds-snapshot-not-public.ts';
import { s3AccessPointExposure } from './s3-access-point-exposure.ts';
import { s3AccountBlockPublicAccess } from './s3-account-block-public-access.ts';
import { s3BucketAccessLogging } from './s3-bucket-access-logging.ts';
import { s3BucketAclDisabled } from './s3-bucket-acl-disabled.ts';
import { s3BucketBlockPublicAccess } from './s3-bucket-block-public-access.ts';
import { s3BucketCrossAccountAccess } from './s3-bucket-cross-account-access.ts';
import { s3BucketEncryption } from './s3-bucket-encryption.ts';
import { s3BucketLifecycle } from './s3-bucket-lifecycle.ts';
import { s3BucketMfaDelete } from './s3-bucket-mfa-delete.ts';
import { s3BucketNameSquatting } from './s3-bucket-name-squatting.ts';
import { s3BucketNotPublic } from './s3-bucket-not-public.ts';
import { s3BucketObjectLock } from './s3-bucket-object-lock.ts';
import { s3BucketOneMechanism } from './s3-bucket-one-mechanism.ts';
import { s3BucketTlsOnly } from './s3-bucket-tls-only.ts';
import { s3BucketVersioning } from './s3-bucket-versioning.ts';
import { s3BucketWebsitePublic } from './s3-bucket-website-public.ts';
import { s3CloudfrontOriginTakeover } from './s3-cloudfront-origin-takeover.ts';
import { s3ObjectAclSample } from './s3-object-acl-sample.ts';

export const checks: readonly Check[] = [
  amiNoExternalAccess,
  amiNotPublic,
  ebsDefaultEncryption,
  ebsSnapshotNoExternalAccess,
  ebsSnapshotNotPublic,
  rdsSnapshotNoExternalAccess,
  rdsSnapshotNotPublic,
  s3AccessPointExposure,
  s3AccountBlockPublicAccess,
  s3BucketAccessLogging,
  s3BucketAclDisabled,
  s3BucketBlockPublicAccess,
  s3BucketCrossAccountAccess,
  s3BucketEncryption,
  s3BucketLifecycle,
  s3BucketMfaDelete,
  s3BucketNameSquatting,
  s3BucketNotPublic,
  s3BucketObjectLock,
  s3BucketOneMechanism,
  s3BucketTlsOnly,
  s3BucketVersioning,
  s3BucketWebsitePublic,
  s3CloudfrontOriginTakeover,
  s3ObjectAclSample,
].flat();
