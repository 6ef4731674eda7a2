import type { Reading } from '../reading.ts';
import type { ResourceBase } from '../resource.ts';

export interface TrailStatus {
  readonly isLogging: boolean;
  readonly latestDeliveryTime: string | null;
  readonly latestDeliveryError: string | null;
  readonly latestDigestDeliveryTime: string | null;
  readonly latestDigestDeliveryError: string | null;
  readonly latestCloudWatchLogsDeliveryTime: string | null;
  readonly latestCloudWatchLogsDeliveryError: string | null;
  readonly latestNotificationTime: string | null;
  readonly latestNotificationError: string | null;
  readonly startLoggingTime: string | null;
  readonly stopLoggingTime: string | null;
}

/** https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_EventSelector.html */
export interface EventSelector {
  readonly readWriteType: 'All' | 'ReadOnly' | 'WriteOnly';
  readonly includeManagementEvents: boolean;
  readonly excludeManagementEventSources: readonly string[];
  readonly dataResources: readonly { readonly type: string; readonly values: readonly string[] }[];
}

/** https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_AdvancedFieldSelector.html */
export interface AdvancedFieldSelector {
  readonly field: string;
  readonly equals?: readonly string[];
  readonly notEquals?: readonly string[];
  readonly startsWith?: readonly string[];
  readonly notStartsWith?: readonly string[];
  readonly endsWith?: readonly string[];
  readonly notEndsWith?: readonly string[];
}

export interface AdvancedEventSelector {
  readonly name: string | null;
  readonly fieldSelectors: readonly AdvancedFieldSelector[];
}

export interface TrailEventSelectors {
  readonly eventSelectors: readonly EventSelector[];
  readonly advancedEventSelectors: readonly AdvancedEventSelector[];
}

/**
 * A trail is read once per account in its home region; members of an organisation see its trail as a shadow,
 * with the owner's account in the ARN.
 */
export interface Trail extends ResourceBase<'AWS::CloudTrail::Trail'> {
  readonly homeRegion: string;
  readonly s3BucketName: string;
  readonly s3KeyPrefix: string | null;
  readonly snsTopicArn: string | null;
  readonly includeGlobalServiceEvents: boolean;
  readonly isMultiRegionTrail: boolean;
  readonly isOrganizationTrail: boolean;
  readonly logFileValidationEnabled: boolean;
  /** ARN of the key, null when the files use the bucket's own encryption only. */
  readonly kmsKeyId: string | null;
  readonly cloudWatchLogsLogGroupArn: string | null;
  readonly trailStatus: Reading<TrailStatus>;
  readonly selectors: Reading<TrailEventSelectors>;
  /** `ApiCallRateInsight`, `ApiErrorRateInsight`. */
  readonly insightTypes: Reading<readonly string[]>;
  /** HeadBucket: `absent` is AWS's 404, `forbidden` its 403: the bucket is somebody's, perhaps another's. */
  readonly bucketProbe: Reading<BucketProbe>;
}

export type BucketProbe = 'exists' | 'absent' | 'forbidden';
