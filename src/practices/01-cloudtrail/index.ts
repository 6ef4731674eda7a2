// Made by `npm run generate` from the files of this folder: do not edit.
import type { Check } from '../check.ts';
import { accessAnalyzerEnabledAllRegions } from './access-analyzer-enabled-all-regions.ts';
import { cloudtrailAccountGlobalEventsOnce } from './cloudtrail-account-global-events-once.ts';
import { cloudtrailAccountMultiRegionTrail } from './cloudtrail-account-multi-region-trail.ts';
import { cloudtrailBucketEncryption } from './cloudtrail-bucket-encryption.ts';
import { cloudtrailBucketExists } from './cloudtrail-bucket-exists.ts';
import { cloudtrailBucketMfaDelete } from './cloudtrail-bucket-mfa-delete.ts';
import { cloudtrailBucketNotPublic } from './cloudtrail-bucket-not-public.ts';
import { cloudtrailBucketObjectLock } from './cloudtrail-bucket-object-lock.ts';
import { cloudtrailBucketPolicyScoped } from './cloudtrail-bucket-policy-scoped.ts';
import { cloudtrailBucketReaders } from './cloudtrail-bucket-readers.ts';
import { cloudtrailBucketRetention } from './cloudtrail-bucket-retention.ts';
import { cloudtrailBucketVersioning } from './cloudtrail-bucket-versioning.ts';
import { cloudtrailOrganizationTrail } from './cloudtrail-organization-trail.ts';
import { cloudtrailTrailCloudwatchLogs } from './cloudtrail-trail-cloudwatch-logs.ts';
import { cloudtrailTrailInsights } from './cloudtrail-trail-insights.ts';
import { cloudtrailTrailKeyPolicyScoped } from './cloudtrail-trail-key-policy-scoped.ts';
import { cloudtrailTrailKeyRotation } from './cloudtrail-trail-key-rotation.ts';
import { cloudtrailTrailKmsEncryption } from './cloudtrail-trail-kms-encryption.ts';
import { cloudtrailTrailLogFileValidation } from './cloudtrail-trail-log-file-validation.ts';
import { cloudtrailTrailLogging } from './cloudtrail-trail-logging.ts';
import { cloudtrailTrailManagementEventsComplete } from './cloudtrail-trail-management-events-complete.ts';
import { cloudtrailTrailNotifications } from './cloudtrail-trail-notifications.ts';
import { cloudtrailTrailS3 } from './cloudtrail-trail-s3.ts';
import { cloudtrailTrailWriteAccess } from './cloudtrail-trail-write-access.ts';
import { cloudwatchAlarm } from './cloudwatch-alarm.ts';
import { configRecorderAllRegions } from './config-recorder-all-regions.ts';
import { guarddutyEnabledAllRegions } from './guardduty-enabled-all-regions.ts';
import { securityhubEnabled } from './securityhub-enabled.ts';

export const checks: readonly Check[] = [
  accessAnalyzerEnabledAllRegions,
  cloudtrailAccountGlobalEventsOnce,
  cloudtrailAccountMultiRegionTrail,
  cloudtrailBucketEncryption,
  cloudtrailBucketExists,
  cloudtrailBucketMfaDelete,
  cloudtrailBucketNotPublic,
  cloudtrailBucketObjectLock,
  cloudtrailBucketPolicyScoped,
  cloudtrailBucketReaders,
  cloudtrailBucketRetention,
  cloudtrailBucketVersioning,
  cloudtrailOrganizationTrail,
  cloudtrailTrailCloudwatchLogs,
  cloudtrailTrailInsights,
  cloudtrailTrailKeyPolicyScoped,
  cloudtrailTrailKeyRotation,
  cloudtrailTrailKmsEncryption,
  cloudtrailTrailLogFileValidation,
  cloudtrailTrailLogging,
  cloudtrailTrailManagementEventsComplete,
  cloudtrailTrailNotifications,
  cloudtrailTrailS3,
  cloudtrailTrailWriteAccess,
  cloudwatchAlarm,
  configRecorderAllRegions,
  guarddutyEnabledAllRegions,
  securityhubEnabled,
].flat();
