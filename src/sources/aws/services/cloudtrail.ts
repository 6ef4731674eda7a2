import type {
  DescribeTrailsCommandOutput,
  GetEventSelectorsCommandOutput,
  GetInsightSelectorsCommandOutput,
  GetTrailStatusCommandOutput,
  ListTagsCommandOutput,
  AdvancedEventSelector as SdkAdvancedSelector,
  EventSelector as SdkEventSelector,
  Trail as SdkTrail,
} from '@aws-sdk/client-cloudtrail';
import { parseArn } from '../../../model/arn.ts';
import { mapReading, type Reading } from '../../../model/reading.ts';
import type { Tags } from '../../../model/resource.ts';
import type {
  AdvancedEventSelector,
  AdvancedFieldSelector,
  EventSelector,
  Trail,
  TrailEventSelectors,
  TrailStatus,
} from '../../../model/resources/cloudtrail.ts';
import { probeBucket } from '../bucket-probe.ts';
import { defineCollector, type ServiceApi } from '../collector.ts';
import { isoTime, tagsOf } from '../mapping.ts';

/** Every region shows the multi-region and organisation trails besides its own, so each is read in one place only. */
const trails = defineCollector({
  type: 'AWS::CloudTrail::Trail',
  service: 'cloudtrail',
  scope: 'regional',
  calls: [
    'cloudtrail:DescribeTrails',
    'cloudtrail:GetTrailStatus',
    'cloudtrail:GetEventSelectors',
    'cloudtrail:GetInsightSelectors',
    'cloudtrail:ListTags',
    's3:HeadBucket',
  ],
  async collect(api) {
    const answer = await api.read<DescribeTrailsCommandOutput>('DescribeTrails');
    if (answer.status === 'unread') return { resources: [], gap: answer };
    const here = (answer.value.trailList ?? []).filter((each) => placeOf(api, each) === api.region);
    const tags = await tagsByArn(api, here);
    return { resources: await api.each(here, (each) => toTrail(api, each, tags)), gap: null };
  },
});

/**
 * The home region for the account's own trails. The copies of trails from regions that are not read, and those of
 * another account's organisation trail, look the same everywhere: the first region that is read tells them.
 * https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_DescribeTrails.html
 */
function placeOf(api: ServiceApi, trail: SdkTrail): string | undefined {
  const home = trail.HomeRegion ?? api.region;
  const isOwn = ownerOf(api, trail) === api.account;
  const isSeenElsewhere = trail.IsMultiRegionTrail === true;
  return api.regions.includes(home) && (isOwn || !isSeenElsewhere) ? home : api.regions[0];
}

function ownerOf(api: ServiceApi, trail: SdkTrail): string {
  return parseArn(trail.TrailARN ?? '')?.account ?? api.account;
}

/** Copies of trails answer to their ARN only, so that is what all are asked by. */
async function toTrail(
  api: ServiceApi,
  trail: SdkTrail,
  tags: ReadonlyMap<string, Tags> | null,
): Promise<Trail> {
  const id = trail.Name ?? '';
  const arn = trail.TrailARN ?? api.arn('cloudtrail', `trail/${id}`);
  const s3BucketName = trail.S3BucketName ?? '';
  const [status, selectors, insights, bucketProbe] = await Promise.all([
    api.read<GetTrailStatusCommandOutput>('GetTrailStatus', { Name: arn }),
    api.read<GetEventSelectorsCommandOutput>('GetEventSelectors', { TrailName: arn }),
    insightTypesOf(api, arn),
    probeBucket(api, s3BucketName),
  ]);
  const own = tags?.get(arn);
  return {
    type: 'AWS::CloudTrail::Trail',
    account: api.account,
    region: api.region,
    arn,
    id,
    ...(own ? { tags: own } : {}),
    homeRegion: trail.HomeRegion ?? api.region,
    s3BucketName,
    s3KeyPrefix: trail.S3KeyPrefix || null,
    snsTopicArn: trail.SnsTopicARN || null,
    includeGlobalServiceEvents: trail.IncludeGlobalServiceEvents ?? false,
    isMultiRegionTrail: trail.IsMultiRegionTrail ?? false,
    isOrganizationTrail: trail.IsOrganizationTrail ?? false,
    logFileValidationEnabled: trail.LogFileValidationEnabled ?? false,
    kmsKeyId: trail.KmsKeyId || null,
    cloudWatchLogsLogGroupArn: trail.CloudWatchLogsLogGroupArn || null,
    trailStatus: mapReading(status, toStatus),
    selectors: mapReading(selectors, toSelectors),
    insightTypes: insights,
    bucketProbe,
  };
}

/** https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_GetInsightSelectors.html: the error means none. */
async function insightTypesOf(api: ServiceApi, arn: string): Promise<Reading<readonly string[]>> {
  const answer = await api.readOrNull<GetInsightSelectorsCommandOutput>(
    'GetInsightSelectors',
    { TrailName: arn },
    ['InsightNotEnabledException'],
  );
  return mapReading(answer, (output) => [
    ...new Set((output?.InsightSelectors ?? []).flatMap(({ InsightType }) => InsightType ?? [])),
  ]);
}

/** AWS says "no error" with an empty text. */
function toStatus(status: GetTrailStatusCommandOutput): TrailStatus {
  return {
    isLogging: status.IsLogging ?? false,
    latestDeliveryTime: isoTime(status.LatestDeliveryTime),
    latestDeliveryError: status.LatestDeliveryError || null,
    latestDigestDeliveryTime: isoTime(status.LatestDigestDeliveryTime),
    latestDigestDeliveryError: status.LatestDigestDeliveryError || null,
    latestCloudWatchLogsDeliveryTime: isoTime(status.LatestCloudWatchLogsDeliveryTime),
    latestCloudWatchLogsDeliveryError: status.LatestCloudWatchLogsDeliveryError || null,
    latestNotificationTime: isoTime(status.LatestNotificationTime),
    latestNotificationError: status.LatestNotificationError || null,
    startLoggingTime: isoTime(status.StartLoggingTime),
    stopLoggingTime: isoTime(status.StopLoggingTime),
  };
}

function toSelectors(output: GetEventSelectorsCommandOutput): TrailEventSelectors {
  return {
    eventSelectors: (output.EventSelectors ?? []).map(toEventSelector),
    advancedEventSelectors: (output.AdvancedEventSelectors ?? []).map(toAdvancedSelector),
  };
}

/** Left out, ReadWriteType is All and IncludeManagementEvents true. */
function toEventSelector(selector: SdkEventSelector): EventSelector {
  return {
    readWriteType: selector.ReadWriteType ?? 'All',
    includeManagementEvents: selector.IncludeManagementEvents ?? true,
    excludeManagementEventSources: selector.ExcludeManagementEventSources ?? [],
    dataResources: (selector.DataResources ?? []).map(({ Type, Values }) => ({
      type: Type ?? '',
      values: Values ?? [],
    })),
  };
}

function toAdvancedSelector(selector: SdkAdvancedSelector): AdvancedEventSelector {
  return {
    name: selector.Name ?? null,
    fieldSelectors: (selector.FieldSelectors ?? []).map(toFieldSelector),
  };
}

function toFieldSelector(
  selector: NonNullable<SdkAdvancedSelector['FieldSelectors']>[number],
): AdvancedFieldSelector {
  return {
    field: selector.Field ?? '',
    ...(selector.Equals ? { equals: selector.Equals } : {}),
    ...(selector.NotEquals ? { notEquals: selector.NotEquals } : {}),
    ...(selector.StartsWith ? { startsWith: selector.StartsWith } : {}),
    ...(selector.NotStartsWith ? { notStartsWith: selector.NotStartsWith } : {}),
    ...(selector.EndsWith ? { endsWith: selector.EndsWith } : {}),
    ...(selector.NotEndsWith ? { notEndsWith: selector.NotEndsWith } : {}),
  };
}

/** Twenty ARNs a call, of the account's own trails in their home region: ListTags takes no others. Null: not read. */
async function tagsByArn(
  api: ServiceApi,
  trails: readonly SdkTrail[],
): Promise<ReadonlyMap<string, Tags> | null> {
  const own = trails.filter((each) => each.HomeRegion === api.region && ownerOf(api, each) === api.account);
  const arns = own.flatMap(({ TrailARN }) => TrailARN ?? []);
  if (arns.length === 0) return null;
  const batches = Array.from({ length: Math.ceil(arns.length / 20) }, (_, index) =>
    arns.slice(index * 20, index * 20 + 20),
  );
  const answers = await api.each(batches, (ResourceIdList) =>
    api.read<ListTagsCommandOutput>('ListTags', { ResourceIdList }),
  );
  const listed = answers.flatMap((each) =>
    each.status === 'read' ? (each.value.ResourceTagList ?? []) : [],
  );
  return new Map(listed.map(({ ResourceId = '', TagsList }) => [ResourceId, tagsOf(TagsList)]));
}

export const collectors = [trails];
