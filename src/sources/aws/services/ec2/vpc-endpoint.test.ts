import { expect, test } from 'vitest';
import { apiOf } from '../../../../../test/api-of.ts';
import { collectors } from './vpc-endpoint.ts';

const [endpoints] = collectors;

test('an interface endpoint', async () => {
  const VpcEndpoints = [
    {
      VpcEndpointId: 'vpce-1',
      VpcEndpointType: 'Interface',
      VpcId: 'vpc-1',
      ServiceName: 'com.amazonaws.us-east-1.kms',
      State: 'available',
      PolicyDocument: '{"Statement":[]}',
      RouteTableIds: [],
      SubnetIds: ['subnet-1'],
      Groups: [{ GroupId: 'sg-1', GroupName: 'endpoints' }],
      NetworkInterfaceIds: ['eni-1'],
      PrivateDnsEnabled: true,
      OwnerId: '111122223333',
    },
  ];
  const collected = await endpoints?.collect(apiOf('ec2', { DescribeVpcEndpoints: { VpcEndpoints } }));
  expect(collected?.resources).toEqual([
    {
      type: 'AWS::EC2::VPCEndpoint',
      account: '111122223333',
      region: 'us-east-1',
      arn: 'arn:aws:ec2:us-east-1:111122223333:vpc-endpoint/vpce-1',
      id: 'vpce-1',
      tags: {},
      vpcId: 'vpc-1',
      serviceName: 'com.amazonaws.us-east-1.kms',
      vpcEndpointType: 'Interface',
      state: 'available',
      policyDocument: '{"Statement":[]}',
      routeTableIds: [],
      subnetIds: ['subnet-1'],
      securityGroupIds: ['sg-1'],
      networkInterfaceIds: ['eni-1'],
      privateDnsEnabled: true,
    },
  ]);
});
