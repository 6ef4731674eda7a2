import type { NatGateway as SdkGateway } from '@aws-sdk/client-ec2';
import type { NatGateway } from '../../../../model/resources/ec2.ts';
import { defineCollector, mapListed, type ServiceApi } from '../../collector.ts';
import { ec2Resource } from '../../ec2-resource.ts';

/** https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeNatGateways.html */
const natGateways = defineCollector({
  type: 'AWS::EC2::NatGateway',
  service: 'ec2',
  scope: 'regional',
  calls: ['ec2:DescribeNatGateways'],
  async collect(api) {
    const listed = await api.list<SdkGateway>('DescribeNatGateways', { MaxResults: 1000 }, 'NatGateways');
    return mapListed(listed, (gateway) => toNatGateway(api, gateway));
  },
});

function toNatGateway(api: ServiceApi, gateway: SdkGateway): NatGateway {
  const origin = { tags: gateway.Tags };
  return {
    ...ec2Resource(api, 'AWS::EC2::NatGateway', 'natgateway', gateway.NatGatewayId, origin),
    vpcId: gateway.VpcId ?? '',
    subnetId: gateway.SubnetId ?? null,
    state: gateway.State ?? '',
    connectivityType: gateway.ConnectivityType === 'private' ? 'private' : 'public',
    addresses: (gateway.NatGatewayAddresses ?? []).map((address) => ({
      publicIp: address.PublicIp ?? null,
      privateIp: address.PrivateIp ?? null,
      networkInterfaceId: address.NetworkInterfaceId ?? null,
    })),
  };
}

export const collectors = [natGateways];
