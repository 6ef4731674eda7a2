// Made by `npm run generate` from the files of this folder: do not edit.
import type { Check } from '../check.ts';
import { cloudtrailBucketEncryption } from './cloudtrail-bucket-encryption.ts';
import { cloudtrailBucketExists } from './cloudtrail-bucket-exists.ts';
import { cloudtrailBucketMfaDelete } from './cloudtrail-bucket-mfa-delete.ts';
import { cloudtrailBucketObjectLock } from './cloudtrail-bucket-object-lock.ts';
import { cloudtrailBucketRetention } from './cloudtrail-bucket-retention.ts';
import { cloudtrailBucketVersioning } from './cloudtrail-bucket-versioning.ts';

export const checks: readonly Check[] = [
  cloudtrailBucketEncryption,
  cloudtrailBucketExists,
  cloudtrailBucketMfaDelete,
  cloudtrailBucketObjectLock,
  cloudtrailBucketRetention,
  cloudtrailBucketVersioning,
].flat();
