import { expect, test } from 'vitest';
import { apiOf } from '../../../../../test/api-of.ts';
import { collectors } from './nat-gateway.ts';

const [gateways] = collectors;

test('a public gateway, and a private one', async () => {
  const NatGateways = [
    {
      NatGatewayId: 'nat-1',
      VpcId: 'vpc-1',
      SubnetId: 'subnet-1',
      State: 'available',
      ConnectivityType: 'public',
      NatGatewayAddresses: [
        { PublicIp: '198.51.100.1', PrivateIp: '10.0.0.5', NetworkInterfaceId: 'eni-1', AllocationId: 'x' },
      ],
    },
    { NatGatewayId: 'nat-2', VpcId: 'vpc-1', State: 'deleted', ConnectivityType: 'private' },
  ];
  const collected = await gateways?.collect(apiOf('ec2', { DescribeNatGateways: { NatGateways } }));
  const place = { account: '111122223333', region: 'us-east-1', tags: {}, type: 'AWS::EC2::NatGateway' };
  expect(collected?.resources).toEqual([
    {
      ...place,
      arn: 'arn:aws:ec2:us-east-1:111122223333:natgateway/nat-1',
      id: 'nat-1',
      vpcId: 'vpc-1',
      subnetId: 'subnet-1',
      state: 'available',
      connectivityType: 'public',
      addresses: [{ publicIp: '198.51.100.1', privateIp: '10.0.0.5', networkInterfaceId: 'eni-1' }],
    },
    {
      ...place,
      arn: 'arn:aws:ec2:us-east-1:111122223333:natgateway/nat-2',
      id: 'nat-2',
      vpcId: 'vpc-1',
      subnetId: null,
      state: 'deleted',
      connectivityType: 'private',
      addresses: [],
    },
  ]);
});
