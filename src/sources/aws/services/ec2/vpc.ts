import type { Vpc as SdkVpc } from '@aws-sdk/client-ec2';
import type { Vpc } from '../../../../model/resources/ec2.ts';
import { defineCollector, mapListed, type ServiceApi } from '../../collector.ts';
import { ec2Resource, inEffect, present } from '../../ec2-resource.ts';

/** https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeVpcs.html */
const vpcs = defineCollector({
  type: 'AWS::EC2::VPC',
  service: 'ec2',
  scope: 'regional',
  calls: ['ec2:DescribeVpcs'],
  async collect(api) {
    const listed = await api.list<SdkVpc>('DescribeVpcs', { MaxResults: 1000 }, 'Vpcs');
    return mapListed(listed, (vpc) => toVpc(api, vpc));
  },
});

function toVpc(api: ServiceApi, vpc: SdkVpc): Vpc {
  return {
    ...ec2Resource(api, 'AWS::EC2::VPC', 'vpc', vpc.VpcId, { tags: vpc.Tags, owner: vpc.OwnerId }),
    ownerId: vpc.OwnerId ?? api.account,
    isDefault: vpc.IsDefault ?? false,
    cidrBlocks: ipv4Blocks(vpc),
    ipv6CidrBlocks: present(
      (vpc.Ipv6CidrBlockAssociationSet ?? [])
        .filter((each) => inEffect(each.Ipv6CidrBlockState?.State))
        .map((each) => each.Ipv6CidrBlock),
    ),
  };
}

function ipv4Blocks(vpc: SdkVpc): readonly string[] {
  const associations = vpc.CidrBlockAssociationSet ?? [];
  if (associations.length === 0) return present([vpc.CidrBlock]);
  return present(
    associations.filter((each) => inEffect(each.CidrBlockState?.State)).map((each) => each.CidrBlock),
  );
}

export const collectors = [vpcs];
