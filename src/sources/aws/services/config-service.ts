import type {
  ConfigurationRecorderStatus,
  DescribeConfigurationRecorderStatusCommandOutput,
  DescribeConfigurationRecordersCommandOutput,
  DescribeDeliveryChannelsCommandOutput,
  ConfigurationRecorder as SdkRecorder,
} from '@aws-sdk/client-config-service';
import { mapReading, type Reading } from '../../../model/reading.ts';
import type { ConfigRecorder } from '../../../model/resources/monitoring.ts';
import { defineCollector, type ServiceApi } from '../collector.ts';

/** Recorders that AWS services keep for themselves record for those services alone and are left out. */
const recorders = defineCollector({
  type: 'AWS::Config::ConfigurationRecorder',
  service: 'config-service',
  scope: 'regional',
  calls: [
    'config:DescribeConfigurationRecorders',
    'config:DescribeConfigurationRecorderStatus',
    'config:DescribeDeliveryChannels',
  ],
  async collect(api) {
    const listed = await api.read<DescribeConfigurationRecordersCommandOutput>(
      'DescribeConfigurationRecorders',
    );
    if (listed.status === 'unread') return { resources: [], gap: listed };
    const own = (listed.value.ConfigurationRecorders ?? []).filter((each) => !each.servicePrincipal);
    if (own.length === 0) return { resources: [], gap: null };
    const [statuses, channels] = await Promise.all([statusesOf(api), channelBuckets(api)]);
    return { resources: own.map((each) => toRecorder(api, each, statuses, channels)), gap: null };
  },
});

type Statuses = Reading<readonly ConfigurationRecorderStatus[]>;

async function statusesOf(api: ServiceApi): Promise<Statuses> {
  const answer = await api.read<DescribeConfigurationRecorderStatusCommandOutput>(
    'DescribeConfigurationRecorderStatus',
  );
  return mapReading(answer, (output) => output.ConfigurationRecordersStatus ?? []);
}

async function channelBuckets(api: ServiceApi): Promise<Reading<readonly string[]>> {
  const answer = await api.read<DescribeDeliveryChannelsCommandOutput>('DescribeDeliveryChannels');
  return mapReading(answer, (output) =>
    (output.DeliveryChannels ?? []).flatMap(({ s3BucketName }) => s3BucketName ?? []),
  );
}

function toRecorder(
  api: ServiceApi,
  recorder: SdkRecorder,
  statuses: Statuses,
  deliveryChannelBuckets: Reading<readonly string[]>,
): ConfigRecorder {
  const id = recorder.name ?? 'default';
  const group = recorder.recordingGroup;
  return {
    type: 'AWS::Config::ConfigurationRecorder',
    account: api.account,
    region: api.region,
    arn: recorder.arn ?? api.arn('config', `configuration-recorder/${id}`),
    id,
    allSupported: group?.allSupported ?? false,
    includeGlobalResourceTypes: group?.includeGlobalResourceTypes ?? false,
    resourceTypes: group?.resourceTypes ?? [],
    excludedResourceTypes: group?.exclusionByResourceTypes?.resourceTypes ?? [],
    recordingStrategy: group?.recordingStrategy?.useOnly ?? null,
    recorderStatus: mapReading(statuses, (all) => statusOf(all.find((each) => each.name === id))),
    deliveryChannelBuckets,
  };
}

function statusOf(status: ConfigurationRecorderStatus | undefined) {
  if (!status) return null;
  return {
    recording: status.recording ?? false,
    lastStatus: status.lastStatus ?? null,
    lastErrorMessage: status.lastErrorMessage || null,
  };
}

export const collectors = [recorders];
