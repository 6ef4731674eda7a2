import type {
  DescribeVpcBlockPublicAccessOptionsResult,
  GetEbsEncryptionByDefaultResult,
  GetImageBlockPublicAccessStateResult,
  GetInstanceMetadataDefaultsResult,
  GetSnapshotBlockPublicAccessStateResult,
  InstanceMetadataDefaultsResponse,
  VpcBlockPublicAccessExclusion,
} from '@aws-sdk/client-ec2';
import { mapReading, read } from '../../../../model/reading.ts';
import type { Ec2AccountDefaults } from '../../../../model/resources/ec2.ts';
import { defineCollector, type ServiceApi } from '../../collector.ts';

/** What EC2 does in a region where nobody says otherwise. Each setting has its own call and its own reading. */
const accountDefaults = defineCollector({
  type: 'AWS::EC2::AccountDefaults',
  service: 'ec2',
  scope: 'regional',
  calls: [
    'ec2:GetEbsEncryptionByDefault',
    'ec2:GetInstanceMetadataDefaults',
    'ec2:GetSnapshotBlockPublicAccessState',
    'ec2:GetImageBlockPublicAccessState',
    'ec2:DescribeVpcBlockPublicAccessOptions',
    'ec2:DescribeVpcBlockPublicAccessExclusions',
  ],
  async collect(api) {
    const [ebs, metadata, snapshots, images, vpc, exclusions] = await Promise.all([
      api.read<GetEbsEncryptionByDefaultResult>('GetEbsEncryptionByDefault'),
      api.read<GetInstanceMetadataDefaultsResult>('GetInstanceMetadataDefaults'),
      api.read<GetSnapshotBlockPublicAccessStateResult>('GetSnapshotBlockPublicAccessState'),
      api.read<GetImageBlockPublicAccessStateResult>('GetImageBlockPublicAccessState'),
      api.read<DescribeVpcBlockPublicAccessOptionsResult>('DescribeVpcBlockPublicAccessOptions'),
      exclusionsOf(api),
    ]);
    const defaults: Ec2AccountDefaults = {
      type: 'AWS::EC2::AccountDefaults',
      account: api.account,
      region: api.region,
      arn: api.arn('ec2', 'account-defaults'),
      id: `${api.account}/${api.region}`,
      ebsEncryptionByDefault: mapReading(ebs, (output) => output.EbsEncryptionByDefault ?? false),
      instanceMetadataDefaults: mapReading(metadata, (output) => metadataDefaultsOf(output.AccountLevel)),
      snapshotBlockPublicAccess: mapReading(snapshots, (output) => output.State ?? 'unblocked'),
      imageBlockPublicAccess: mapReading(
        images,
        (output) => output.ImageBlockPublicAccessState ?? 'unblocked',
      ),
      vpcBlockPublicAccess: mapReading(vpc, vpcOptionsOf),
      vpcBlockPublicAccessExclusions: exclusions,
    };
    return { resources: [defaults], gap: null };
  },
});

type MetadataDefaults = Extract<Ec2AccountDefaults['instanceMetadataDefaults'], { status: 'read' }>['value'];

/** A setting without a preference is absent, -1 for the hop limit. */
function metadataDefaultsOf(level: InstanceMetadataDefaultsResponse = {}): MetadataDefaults {
  const { HttpTokens, HttpEndpoint, HttpPutResponseHopLimit: hops, HttpTokensEnforced } = level;
  return {
    ...(HttpTokens ? { httpTokens: HttpTokens } : {}),
    ...(HttpEndpoint ? { httpEndpoint: HttpEndpoint } : {}),
    ...(hops !== undefined && hops > 0 ? { httpPutResponseHopLimit: hops } : {}),
    ...(HttpTokensEnforced ? { httpTokensEnforced: HttpTokensEnforced } : {}),
  };
}

function vpcOptionsOf({ VpcBlockPublicAccessOptions: options }: DescribeVpcBlockPublicAccessOptionsResult) {
  if (!options?.InternetGatewayBlockMode) return null;
  return {
    internetGatewayBlockMode: options.InternetGatewayBlockMode,
    exclusionsAllowed: options.ExclusionsAllowed ?? null,
  };
}

async function exclusionsOf(api: ServiceApi): Promise<Ec2AccountDefaults['vpcBlockPublicAccessExclusions']> {
  const { items, gap } = await api.list<VpcBlockPublicAccessExclusion>(
    'DescribeVpcBlockPublicAccessExclusions',
    { MaxResults: 1000 },
    'VpcBlockPublicAccessExclusions',
  );
  return gap ?? read(items.map(toExclusion));
}

function toExclusion(exclusion: VpcBlockPublicAccessExclusion) {
  return {
    resourceArn: exclusion.ResourceArn ?? '',
    internetGatewayExclusionMode: exclusion.InternetGatewayExclusionMode ?? '',
    state: exclusion.State ?? '',
  };
}

export const collectors = [accountDefaults];
