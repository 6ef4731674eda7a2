import { expect, test } from 'vitest';
import { apiOf } from '../../../../../test/api-of.ts';
import { collectors } from './vpc-peering-connection.ts';

const [peerings] = collectors;

test('a connection, its ARN that of the requester', async () => {
  const VpcPeeringConnections = [
    {
      VpcPeeringConnectionId: 'pcx-1',
      Status: { Code: 'active', Message: 'Active' },
      RequesterVpcInfo: {
        VpcId: 'vpc-9',
        OwnerId: '999999999999',
        Region: 'eu-west-1',
        CidrBlock: '10.9.0.0/16',
        CidrBlockSet: [{ CidrBlock: '10.9.0.0/16' }, { CidrBlock: '10.10.0.0/16' }],
        Ipv6CidrBlockSet: [{ Ipv6CidrBlock: '2001:db8::/56' }],
      },
      AccepterVpcInfo: { VpcId: 'vpc-1', OwnerId: '111122223333', CidrBlock: '10.0.0.0/16' },
    },
  ];
  const api = apiOf('ec2', { DescribeVpcPeeringConnections: { VpcPeeringConnections } });
  expect((await peerings?.collect(api))?.resources).toEqual([
    {
      type: 'AWS::EC2::VPCPeeringConnection',
      account: '111122223333',
      region: 'us-east-1',
      arn: 'arn:aws:ec2:eu-west-1:999999999999:vpc-peering-connection/pcx-1',
      id: 'pcx-1',
      tags: {},
      statusCode: 'active',
      requester: {
        vpcId: 'vpc-9',
        ownerId: '999999999999',
        region: 'eu-west-1',
        cidrBlocks: ['10.9.0.0/16', '10.10.0.0/16'],
        ipv6CidrBlocks: ['2001:db8::/56'],
      },
      accepter: {
        vpcId: 'vpc-1',
        ownerId: '111122223333',
        region: 'us-east-1',
        cidrBlocks: ['10.0.0.0/16'],
        ipv6CidrBlocks: [],
      },
    },
  ]);
});
