import { expect, test } from 'vitest';
import { apiOf } from '../../../../../test/api-of.ts';
import { collectors } from './subnet.ts';

const [subnets] = collectors;

test('a subnet', async () => {
  const Subnets = [
    {
      SubnetId: 'subnet-1',
      SubnetArn: 'arn:aws:ec2:us-east-1:999999999999:subnet/subnet-1',
      OwnerId: '999999999999',
      VpcId: 'vpc-1',
      CidrBlock: '10.0.1.0/24',
      AvailabilityZone: 'us-east-1a',
      AvailableIpAddressCount: 250,
      MapPublicIpOnLaunch: true,
      AssignIpv6AddressOnCreation: false,
      DefaultForAz: false,
      Ipv6CidrBlockAssociationSet: [
        { Ipv6CidrBlock: '2001:db8::/64', Ipv6CidrBlockState: { State: 'associated' } },
        { Ipv6CidrBlock: '2001:db8:1::/64', Ipv6CidrBlockState: { State: 'disassociated' } },
      ],
    },
  ];
  const collected = await subnets?.collect(apiOf('ec2', { DescribeSubnets: { Subnets } }));
  expect(collected?.resources).toEqual([
    {
      type: 'AWS::EC2::Subnet',
      account: '111122223333',
      region: 'us-east-1',
      arn: 'arn:aws:ec2:us-east-1:999999999999:subnet/subnet-1',
      id: 'subnet-1',
      tags: {},
      vpcId: 'vpc-1',
      ownerId: '999999999999',
      cidrBlock: '10.0.1.0/24',
      ipv6CidrBlocks: ['2001:db8::/64'],
      availabilityZone: 'us-east-1a',
      availableIpAddressCount: 250,
      mapPublicIpOnLaunch: true,
      assignIpv6AddressOnCreation: false,
      defaultForAz: false,
    },
  ]);
});
