// Made by `npm run generate` from the files of this folder: do not edit.
import type { Check } from '../check.ts';
import { trailBucketAccessLogging } from './trail-bucket-access-logging.ts';
import { trailBucketLogDeliveryWorks } from './trail-bucket-log-delivery-works.ts';
import { trailBucketLogRetention } from './trail-bucket-log-retention.ts';
import { trailBucketLogTargetNotPublic } from './trail-bucket-log-target-not-public.ts';
import { trailBucketLogTargetSeparate } from './trail-bucket-log-target-separate.ts';
import { trailBucketLogWriters } from './trail-bucket-log-writers.ts';
import { trailBucketObjectLevelTrail } from './trail-bucket-object-level-trail.ts';

export const checks: readonly Check[] = [
  trailBucketAccessLogging,
  trailBucketLogDeliveryWorks,
  trailBucketLogRetention,
  trailBucketLogTargetNotPublic,
  trailBucketLogTargetSeparate,
  trailBucketLogWriters,
  trailBucketObjectLevelTrail,
].flat();
