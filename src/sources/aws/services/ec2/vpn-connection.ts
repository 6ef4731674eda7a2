import type { VpnConnection as SdkConnection } from '@aws-sdk/client-ec2';
import type { VpnConnection } from '../../../../model/resources/ec2.ts';
import { defineCollector, mapListed, type ServiceApi } from '../../collector.ts';
import { ec2Resource, present } from '../../ec2-resource.ts';

/**
 * AWS gives all connections in one answer. Of the customer gateway's configuration, which holds the tunnels' keys,
 * nothing is kept. https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeVpnConnections.html
 */
const vpnConnections = defineCollector({
  type: 'AWS::EC2::VPNConnection',
  service: 'ec2',
  scope: 'regional',
  calls: ['ec2:DescribeVpnConnections'],
  async collect(api) {
    const listed = await api.list<SdkConnection>('DescribeVpnConnections', {}, 'VpnConnections');
    return mapListed(listed, (connection) => toVpnConnection(api, connection));
  },
});

function toVpnConnection(api: ServiceApi, connection: SdkConnection): VpnConnection {
  const origin = { tags: connection.Tags };
  const routes = (connection.Routes ?? []).filter((each) => each.State === 'available');
  return {
    ...ec2Resource(api, 'AWS::EC2::VPNConnection', 'vpn-connection', connection.VpnConnectionId, origin),
    state: connection.State ?? '',
    vpnGatewayId: connection.VpnGatewayId ?? null,
    transitGatewayId: connection.TransitGatewayId ?? null,
    customerGatewayId: connection.CustomerGatewayId ?? null,
    staticRoutesOnly: connection.Options?.StaticRoutesOnly ?? false,
    staticRoutes: present(routes.map((each) => each.DestinationCidrBlock)),
  };
}

export const collectors = [vpnConnections];
