import type {
  GetAccessPointCommandOutput,
  GetAccessPointPolicyCommandOutput,
  GetMultiRegionAccessPointPolicyCommandOutput,
  GetPublicAccessBlockCommandOutput,
  MultiRegionAccessPointReport,
  AccessPoint as SdkAccessPoint,
} from '@aws-sdk/client-s3-control';
import { mapReading } from '../../../model/reading.ts';
import { GLOBAL_REGION } from '../../../model/resource.ts';
import type { AccessPoint, MultiRegionAccessPoint } from '../../../model/resources/s3.ts';
import { toPublicAccessBlock } from '../bucket-mapping.ts';
import { defineCollector, eachListed, type ServiceApi, singleton } from '../collector.ts';

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_control_GetPublicAccessBlock.html */
const accountBlock = defineCollector({
  type: 'AWS::S3::AccountPublicAccessBlock',
  service: 's3-control',
  scope: 'global',
  calls: ['s3:GetPublicAccessBlock'],
  async collect(api) {
    const { account } = api;
    const answer = await api.readOrNull<GetPublicAccessBlockCommandOutput>(
      'GetPublicAccessBlock',
      { AccountId: account },
      ['NoSuchPublicAccessBlockConfiguration'],
    );
    return singleton(answer, (output) => ({
      type: 'AWS::S3::AccountPublicAccessBlock',
      account,
      region: GLOBAL_REGION,
      arn: api.arn('s3', 'account-public-access-block', { region: '' }),
      id: account,
      publicAccessBlock: toPublicAccessBlock(output?.PublicAccessBlockConfiguration),
    }));
  },
});

/** The list leaves out each access point's Block Public Access and policy: two calls for each. */
const accessPoints = defineCollector({
  type: 'AWS::S3::AccessPoint',
  service: 's3-control',
  scope: 'regional',
  calls: ['s3:ListAccessPoints', 's3:GetAccessPoint', 's3:GetAccessPointPolicy'],
  async collect(api) {
    const listed = await api.list<SdkAccessPoint>(
      'ListAccessPoints',
      { AccountId: api.account, MaxResults: 1000 },
      'AccessPointList',
    );
    return eachListed(api, listed, (each) => toAccessPoint(api, each));
  },
});

async function toAccessPoint(api: ServiceApi, point: SdkAccessPoint): Promise<AccessPoint> {
  const id = point.Name ?? '';
  const input = { AccountId: api.account, Name: id };
  const [detail, policy] = await Promise.all([
    api.read<GetAccessPointCommandOutput>('GetAccessPoint', input),
    api.readOrNull<GetAccessPointPolicyCommandOutput>('GetAccessPointPolicy', input, [
      'NoSuchAccessPointPolicy',
    ]),
  ]);
  return {
    type: 'AWS::S3::AccessPoint',
    account: api.account,
    region: api.region,
    arn: point.AccessPointArn ?? api.arn('s3', `accesspoint/${id}`),
    id,
    bucket: point.Bucket ?? '',
    bucketAccountId: point.BucketAccountId ?? null,
    networkOrigin: point.NetworkOrigin === 'VPC' ? 'VPC' : 'Internet',
    vpcId: point.VpcConfiguration?.VpcId ?? null,
    publicAccessBlock: mapReading(detail, (output) =>
      toPublicAccessBlock(output.PublicAccessBlockConfiguration),
    ),
    policy: mapReading(policy, (output) => output?.Policy ?? null),
  };
}

/**
 * Only the endpoint in us-west-2 answers for Multi-Region Access Points, and only in the `aws` partition.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/MrapOperations.html
 */
const multiRegionAccessPoints = defineCollector({
  type: 'AWS::S3::MultiRegionAccessPoint',
  service: 's3-control',
  scope: 'global',
  calls: ['s3:ListMultiRegionAccessPoints', 's3:GetMultiRegionAccessPointPolicy'],
  async collect(api) {
    if (api.partition !== 'aws') return { resources: [], gap: null };
    const west = api.at({ region: 'us-west-2' });
    const input = { AccountId: api.account, MaxResults: 1000 };
    const listed = await west.list<MultiRegionAccessPointReport>(
      'ListMultiRegionAccessPoints',
      input,
      'AccessPoints',
    );
    return eachListed(api, listed, (each) => toMultiRegionAccessPoint(west, each));
  },
});

async function toMultiRegionAccessPoint(
  api: ServiceApi,
  point: MultiRegionAccessPointReport,
): Promise<MultiRegionAccessPoint> {
  const id = point.Name ?? '';
  const policy = await api.read<GetMultiRegionAccessPointPolicyCommandOutput>(
    'GetMultiRegionAccessPointPolicy',
    { AccountId: api.account, Name: id },
  );
  return {
    type: 'AWS::S3::MultiRegionAccessPoint',
    account: api.account,
    region: GLOBAL_REGION,
    arn: api.arn('s3', `accesspoint/${point.Alias ?? id}`, { region: '' }),
    id,
    alias: point.Alias ?? null,
    status: point.Status ?? '',
    buckets: (point.Regions ?? []).map(({ Bucket, Region, BucketAccountId }) => ({
      bucket: Bucket ?? '',
      region: Region ?? null,
      bucketAccountId: BucketAccountId ?? null,
    })),
    publicAccessBlock: toPublicAccessBlock(point.PublicAccessBlock),
    policy: mapReading(policy, (output) => output.Policy?.Established?.Policy || null),
  };
}

export const collectors = [accountBlock, accessPoints, multiRegionAccessPoints];
