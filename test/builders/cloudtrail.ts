import { read } from '../../src/model/reading.ts';
import type { Trail } from '../../src/model/resources/cloudtrail.ts';
import { ACCOUNT, AS_OF, REGION } from '../inventory-of.ts';

/** A good multi-region trail: logging, delivering an hour ago, all management events, validated and encrypted. */
export function aTrail(overrides: Partial<Trail> = {}): Trail {
  const id = overrides.id ?? 'main-trail';
  const recently = new Date(Date.parse(AS_OF) - 3_600_000).toISOString();
  return {
    type: 'AWS::CloudTrail::Trail',
    account: ACCOUNT,
    region: REGION,
    arn: `arn:aws:cloudtrail:${REGION}:${ACCOUNT}:trail/${id}`,
    id,
    tags: {},
    homeRegion: REGION,
    s3BucketName: 'trail-bucket',
    s3KeyPrefix: null,
    snsTopicArn: `arn:aws:sns:${REGION}:${ACCOUNT}:trail-topic`,
    includeGlobalServiceEvents: true,
    isMultiRegionTrail: true,
    isOrganizationTrail: false,
    logFileValidationEnabled: true,
    kmsKeyId: `arn:aws:kms:${REGION}:${ACCOUNT}:key/trail-key`,
    cloudWatchLogsLogGroupArn: `arn:aws:logs:${REGION}:${ACCOUNT}:log-group:trail:*`,
    trailStatus: read({
      isLogging: true,
      latestDeliveryTime: recently,
      latestDeliveryError: null,
      latestDigestDeliveryTime: recently,
      latestDigestDeliveryError: null,
      latestCloudWatchLogsDeliveryTime: recently,
      latestCloudWatchLogsDeliveryError: null,
      latestNotificationTime: recently,
      latestNotificationError: null,
      startLoggingTime: '2025-01-01T00:00:00.000Z',
      stopLoggingTime: null,
    }),
    selectors: read({
      eventSelectors: [
        {
          readWriteType: 'All',
          includeManagementEvents: true,
          excludeManagementEventSources: [],
          dataResources: [],
        },
      ],
      advancedEventSelectors: [],
    }),
    insightTypes: read(['ApiCallRateInsight', 'ApiErrorRateInsight']),
    bucketProbe: read('exists'),
    ...overrides,
  };
}
