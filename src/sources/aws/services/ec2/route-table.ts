import type { Route as SdkRoute, RouteTable as SdkTable } from '@aws-sdk/client-ec2';
import type { Route, RouteTable } from '../../../../model/resources/ec2.ts';
import { defineCollector, mapListed, type ServiceApi } from '../../collector.ts';
import { ec2Resource, inEffect, present } from '../../ec2-resource.ts';

/** https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeRouteTables.html */
const routeTables = defineCollector({
  type: 'AWS::EC2::RouteTable',
  service: 'ec2',
  scope: 'regional',
  calls: ['ec2:DescribeRouteTables'],
  async collect(api) {
    const listed = await api.list<SdkTable>('DescribeRouteTables', { MaxResults: 100 }, 'RouteTables');
    return mapListed(listed, (table) => toRouteTable(api, table));
  },
});

function toRouteTable(api: ServiceApi, table: SdkTable): RouteTable {
  const associations = (table.Associations ?? []).filter((each) => inEffect(each.AssociationState?.State));
  const origin = { tags: table.Tags, owner: table.OwnerId };
  return {
    ...ec2Resource(api, 'AWS::EC2::RouteTable', 'route-table', table.RouteTableId, origin),
    vpcId: table.VpcId ?? '',
    main: associations.some((each) => each.Main === true),
    subnetIds: present(associations.map((each) => each.SubnetId)),
    gatewayIds: present(associations.map((each) => each.GatewayId)),
    routes: (table.Routes ?? []).map(toRoute),
    propagatingGatewayIds: present((table.PropagatingVgws ?? []).map((each) => each.GatewayId)),
  };
}

function toRoute(route: SdkRoute): Route {
  return {
    destinationCidrBlock: route.DestinationCidrBlock ?? null,
    destinationIpv6CidrBlock: route.DestinationIpv6CidrBlock ?? null,
    destinationPrefixListId: route.DestinationPrefixListId ?? null,
    target: targetOf(route),
    state: route.State ?? 'active',
    origin: route.Origin ?? '',
  };
}

/** A route to an instance names its network interface too, and that is where the packets go: it comes first. */
const TARGETS: readonly (readonly [Route['target']['kind'], (route: SdkRoute) => string | undefined])[] = [
  ['nat-gateway', (route) => route.NatGatewayId],
  ['egress-only-internet-gateway', (route) => route.EgressOnlyInternetGatewayId],
  ['transit-gateway', (route) => route.TransitGatewayId],
  ['vpc-peering-connection', (route) => route.VpcPeeringConnectionId],
  ['local-gateway', (route) => route.LocalGatewayId],
  ['carrier-gateway', (route) => route.CarrierGatewayId],
  ['core-network', (route) => route.CoreNetworkArn],
  ['network-interface', (route) => route.NetworkInterfaceId],
  ['instance', (route) => route.InstanceId],
  ['gateway', (route) => route.GatewayId],
  ['other', (route) => route.OdbNetworkArn ?? route.IpAddress],
];

function targetOf(route: SdkRoute): Route['target'] {
  if (route.GatewayId === 'local') return { kind: 'local', id: '' };
  for (const [kind, idOf] of TARGETS) {
    const id = idOf(route);
    if (id) return { kind, id };
  }
  return { kind: 'other', id: '' };
}

export const collectors = [routeTables];
