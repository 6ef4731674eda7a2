import { expect, test } from 'vitest';
import { apiOf } from '../../../../../test/api-of.ts';
import { collectors } from './vpn-gateway.ts';

const [gateways] = collectors;

test('a gateway with the VPC that it is attached to', async () => {
  const VpnGateways = [
    {
      VpnGatewayId: 'vgw-1',
      State: 'available',
      VpcAttachments: [
        { VpcId: 'vpc-1', State: 'attached' },
        { VpcId: 'vpc-2', State: 'detached' },
      ],
    },
  ];
  const collected = await gateways?.collect(apiOf('ec2', { DescribeVpnGateways: { VpnGateways } }));
  expect(collected?.resources).toEqual([
    {
      type: 'AWS::EC2::VPNGateway',
      account: '111122223333',
      region: 'us-east-1',
      arn: 'arn:aws:ec2:us-east-1:111122223333:vpn-gateway/vgw-1',
      id: 'vgw-1',
      tags: {},
      state: 'available',
      vpcIds: ['vpc-1'],
    },
  ]);
});
