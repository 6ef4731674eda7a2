import type { VpnGateway as SdkGateway } from '@aws-sdk/client-ec2';
import type { VpnGateway } from '../../../../model/resources/ec2.ts';
import { defineCollector, mapListed, type ServiceApi } from '../../collector.ts';
import { ec2Resource, inEffect, present } from '../../ec2-resource.ts';

/** AWS gives all gateways in one answer. https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeVpnGateways.html */
const vpnGateways = defineCollector({
  type: 'AWS::EC2::VPNGateway',
  service: 'ec2',
  scope: 'regional',
  calls: ['ec2:DescribeVpnGateways'],
  async collect(api) {
    const listed = await api.list<SdkGateway>('DescribeVpnGateways', {}, 'VpnGateways');
    return mapListed(listed, (gateway) => toVpnGateway(api, gateway));
  },
});

function toVpnGateway(api: ServiceApi, gateway: SdkGateway): VpnGateway {
  const origin = { tags: gateway.Tags };
  const attached = (gateway.VpcAttachments ?? []).filter((each) => inEffect(each.State));
  return {
    ...ec2Resource(api, 'AWS::EC2::VPNGateway', 'vpn-gateway', gateway.VpnGatewayId, origin),
    state: gateway.State ?? '',
    vpcIds: present(attached.map((each) => each.VpcId)),
  };
}

export const collectors = [vpnGateways];
