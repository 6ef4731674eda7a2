import { expect, test } from 'vitest';
import { apiOf } from '../../../../../test/api-of.ts';
import { collectors } from './vpn-connection.ts';

const [connections] = collectors;

test('a connection with the static routes that are in effect, and nothing of its keys', async () => {
  const VpnConnections = [
    {
      VpnConnectionId: 'vpn-1',
      State: 'available',
      VpnGatewayId: 'vgw-1',
      CustomerGatewayId: 'cgw-1',
      CustomerGatewayConfiguration: '<pre_shared_key>made-up-key</pre_shared_key>',
      Options: { StaticRoutesOnly: true, TunnelOptions: [{ PreSharedKey: 'made-up-key' }] },
      Routes: [
        { DestinationCidrBlock: '192.168.0.0/16', State: 'available' },
        { DestinationCidrBlock: '172.16.0.0/12', State: 'deleted' },
      ],
    },
  ];
  const collected = await connections?.collect(apiOf('ec2', { DescribeVpnConnections: { VpnConnections } }));
  expect(collected?.resources).toEqual([
    {
      type: 'AWS::EC2::VPNConnection',
      account: '111122223333',
      region: 'us-east-1',
      arn: 'arn:aws:ec2:us-east-1:111122223333:vpn-connection/vpn-1',
      id: 'vpn-1',
      tags: {},
      state: 'available',
      vpnGatewayId: 'vgw-1',
      transitGatewayId: null,
      customerGatewayId: 'cgw-1',
      staticRoutesOnly: true,
      staticRoutes: ['192.168.0.0/16'],
    },
  ]);
  expect(JSON.stringify(collected)).not.toContain('made-up-key');
});
