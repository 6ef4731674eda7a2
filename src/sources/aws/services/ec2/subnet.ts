import type { Subnet as SdkSubnet } from '@aws-sdk/client-ec2';
import type { Subnet } from '../../../../model/resources/ec2.ts';
import { defineCollector, mapListed, type ServiceApi } from '../../collector.ts';
import { ec2Resource, inEffect, present } from '../../ec2-resource.ts';

/** https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeSubnets.html */
const subnets = defineCollector({
  type: 'AWS::EC2::Subnet',
  service: 'ec2',
  scope: 'regional',
  calls: ['ec2:DescribeSubnets'],
  async collect(api) {
    const listed = await api.list<SdkSubnet>('DescribeSubnets', { MaxResults: 1000 }, 'Subnets');
    return mapListed(listed, (subnet) => toSubnet(api, subnet));
  },
});

function toSubnet(api: ServiceApi, subnet: SdkSubnet): Subnet {
  const origin = { tags: subnet.Tags, owner: subnet.OwnerId };
  return {
    ...ec2Resource(api, 'AWS::EC2::Subnet', 'subnet', subnet.SubnetId, origin),
    vpcId: subnet.VpcId ?? '',
    ownerId: subnet.OwnerId ?? api.account,
    cidrBlock: subnet.CidrBlock ?? null,
    ipv6CidrBlocks: present(
      (subnet.Ipv6CidrBlockAssociationSet ?? [])
        .filter((each) => inEffect(each.Ipv6CidrBlockState?.State))
        .map((each) => each.Ipv6CidrBlock),
    ),
    availabilityZone: subnet.AvailabilityZone ?? '',
    availableIpAddressCount: subnet.AvailableIpAddressCount ?? 0,
    mapPublicIpOnLaunch: subnet.MapPublicIpOnLaunch ?? false,
    assignIpv6AddressOnCreation: subnet.AssignIpv6AddressOnCreation ?? false,
    defaultForAz: subnet.DefaultForAz ?? false,
  };
}

export const collectors = [subnets];
