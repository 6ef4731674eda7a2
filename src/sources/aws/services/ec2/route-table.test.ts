import { expect, test } from 'vitest';
import { apiOf } from '../../../../../test/api-of.ts';
import { collectors } from './route-table.ts';

const [tables] = collectors;

async function collect(table: object) {
  const api = apiOf('ec2', { DescribeRouteTables: { RouteTables: [table] } });
  return (await tables?.collect(api))?.resources[0];
}

test('a main table with a subnet, a gateway and a propagating gateway', async () => {
  const table = await collect({
    RouteTableId: 'rtb-1',
    VpcId: 'vpc-1',
    OwnerId: '111122223333',
    Associations: [
      { Main: true, RouteTableId: 'rtb-1' },
      { Main: false, SubnetId: 'subnet-1', AssociationState: { State: 'associated' } },
      { Main: false, SubnetId: 'subnet-2', AssociationState: { State: 'disassociated' } },
      { Main: false, GatewayId: 'igw-1' },
    ],
    PropagatingVgws: [{ GatewayId: 'vgw-1' }],
    Routes: [
      {
        DestinationCidrBlock: '10.0.0.0/16',
        GatewayId: 'local',
        Origin: 'CreateRouteTable',
        State: 'active',
      },
    ],
  });
  expect(table).toEqual({
    type: 'AWS::EC2::RouteTable',
    account: '111122223333',
    region: 'us-east-1',
    arn: 'arn:aws:ec2:us-east-1:111122223333:route-table/rtb-1',
    id: 'rtb-1',
    tags: {},
    vpcId: 'vpc-1',
    main: true,
    subnetIds: ['subnet-1'],
    gatewayIds: ['igw-1'],
    routes: [
      {
        destinationCidrBlock: '10.0.0.0/16',
        destinationIpv6CidrBlock: null,
        destinationPrefixListId: null,
        target: { kind: 'local', id: '' },
        state: 'active',
        origin: 'CreateRouteTable',
      },
    ],
    propagatingGatewayIds: ['vgw-1'],
  });
});

test.each([
  [{ GatewayId: 'igw-1' }, { kind: 'gateway', id: 'igw-1' }],
  [
    { GatewayId: 'vpce-1', DestinationPrefixListId: 'pl-1' },
    { kind: 'gateway', id: 'vpce-1' },
  ],
  [{ NatGatewayId: 'nat-1' }, { kind: 'nat-gateway', id: 'nat-1' }],
  [{ EgressOnlyInternetGatewayId: 'eigw-1' }, { kind: 'egress-only-internet-gateway', id: 'eigw-1' }],
  [
    { InstanceId: 'i-1', NetworkInterfaceId: 'eni-1' },
    { kind: 'network-interface', id: 'eni-1' },
  ],
  [{ InstanceId: 'i-1' }, { kind: 'instance', id: 'i-1' }],
  [{ NetworkInterfaceId: 'eni-1' }, { kind: 'network-interface', id: 'eni-1' }],
  [{ TransitGatewayId: 'tgw-1' }, { kind: 'transit-gateway', id: 'tgw-1' }],
  [{ VpcPeeringConnectionId: 'pcx-1' }, { kind: 'vpc-peering-connection', id: 'pcx-1' }],
  [{ LocalGatewayId: 'lgw-1' }, { kind: 'local-gateway', id: 'lgw-1' }],
  [{ CarrierGatewayId: 'cagw-1' }, { kind: 'carrier-gateway', id: 'cagw-1' }],
  [{ CoreNetworkArn: 'arn:core' }, { kind: 'core-network', id: 'arn:core' }],
  [{ OdbNetworkArn: 'arn:odb' }, { kind: 'other', id: 'arn:odb' }],
  [{}, { kind: 'other', id: '' }],
])('the target of %j', async (route, target) => {
  const Routes = [{ DestinationIpv6CidrBlock: '::/0', State: 'blackhole', ...route }];
  expect(await collect({ RouteTableId: 'rtb-1', Routes })).toMatchObject({
    routes: [{ destinationIpv6CidrBlock: '::/0', state: 'blackhole', target }],
  });
});

test('asks for no more than AWS allows on a page', async () => {
  const api = apiOf('ec2', { DescribeRouteTables: { RouteTables: [] } });
  await tables?.collect(api);
  expect(api.calls).toEqual(['ec2:DescribeRouteTables {"MaxResults":100}']);
});
