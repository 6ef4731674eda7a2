import type {
  Image,
  LaunchTemplateInstanceMetadataOptions,
  MarketType,
  ResponseLaunchTemplateData,
} from '@aws-sdk/client-ec2';
import { type Reading, read, unread } from '../../model/reading.ts';
import type { LaunchSettings, MetadataOptions } from '../../model/resources/ec2.ts';
import { scanUserData } from '../credential-scan/credential-scan.ts';
import { batches } from './batches.ts';
import type { ServiceApi } from './collector.ts';

/** DescribeImages takes 200 values in a filter. */
const FILTER_VALUES = 200;

/** https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_ResponseLaunchTemplateData.html */
export function launchSettingsOf(data: ResponseLaunchTemplateData): LaunchSettings {
  const interfaces = data.NetworkInterfaces ?? [];
  const publicAddress = interfaces.find((each) => each.AssociatePublicIpAddress !== undefined);
  return {
    imageId: data.ImageId ?? null,
    instanceType: data.InstanceType ?? null,
    keyName: data.KeyName ?? null,
    iamInstanceProfile: data.IamInstanceProfile?.Arn ?? data.IamInstanceProfile?.Name ?? null,
    metadataOptions: metadataOptionsOf(data.MetadataOptions),
    securityGroupIds: [
      ...new Set([...(data.SecurityGroupIds ?? []), ...interfaces.flatMap((each) => each.Groups ?? [])]),
    ],
    associatePublicIpAddress: publicAddress?.AssociatePublicIpAddress ?? null,
    detailedMonitoring: data.Monitoring?.Enabled ?? null,
    marketType: marketTypeOf(data.InstanceMarketOptions?.MarketType),
    userData: scanUserData(data.UserData),
  };
}

function marketTypeOf(marketType: MarketType | undefined): LaunchSettings['marketType'] {
  return marketType === undefined || marketType === 'on-demand' ? null : marketType;
}

function metadataOptionsOf(
  options: LaunchTemplateInstanceMetadataOptions | undefined,
): Partial<MetadataOptions> | null {
  if (!options) return null;
  return {
    ...(options.HttpTokens ? { httpTokens: options.HttpTokens } : {}),
    ...(options.HttpEndpoint ? { httpEndpoint: options.HttpEndpoint } : {}),
    ...(options.HttpPutResponseHopLimit === undefined
      ? {}
      : { httpPutResponseHopLimit: options.HttpPutResponseHopLimit }),
    ...(options.HttpProtocolIpv6 ? { httpProtocolIpv6: options.HttpProtocolIpv6 } : {}),
  };
}

/** The settings, each with what its image asks for where it leaves `httpTokens` open. `api` is EC2's. */
export async function withImageImdsSupport<Settings extends LaunchSettings>(
  api: ServiceApi,
  settings: readonly Settings[],
): Promise<readonly Settings[]> {
  const open = settings.filter((each) => each.imageId && !each.metadataOptions?.httpTokens);
  const support = await imdsSupportOf(api, [...new Set(open.flatMap((each) => each.imageId ?? []))]);
  return settings.map((each) => {
    const imageImdsSupport = open.includes(each) ? support.get(each.imageId ?? '') : undefined;
    return imageImdsSupport ? { ...each, imageImdsSupport } : each;
  });
}

/**
 * `v2.0` or null for each image, whoever owns it: AWS's and the marketplace's are launched as well. They are asked
 * for by a filter, because an id that no longer exists would fail the whole call.
 */
async function imdsSupportOf(
  api: ServiceApi,
  imageIds: readonly string[],
): Promise<ReadonlyMap<string, Reading<string | null>>> {
  const plain = imageIds.filter((id) => id.startsWith('ami-'));
  const found = await api.each(batches(plain, FILTER_VALUES), (batch) => supportOfBatch(api, batch));
  const named = imageIds
    .filter((id) => !id.startsWith('ami-'))
    .map((id) => [id, unread('ec2:DescribeImages', `NotAsked: ${id} is resolved when it launches`)] as const);
  return new Map([...found.flat(), ...named]);
}

async function supportOfBatch(
  api: ServiceApi,
  imageIds: readonly string[],
): Promise<[string, Reading<string | null>][]> {
  const input = { Filters: [{ Name: 'image-id', Values: imageIds }], IncludeDeprecated: true };
  const { items, gap } = await api.list<Image>('DescribeImages', input, 'Images');
  const byId = new Map(items.map((image) => [image.ImageId, image]));
  return imageIds.map((id) => {
    const image = byId.get(id);
    if (image) return [id, read(image.ImdsSupport ?? null)];
    return [id, gap ?? unread('ec2:DescribeImages', `NotFound: image ${id} is gone or not shared with us`)];
  });
}
