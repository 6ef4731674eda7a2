import { addressText } from '../address.ts';
import { type Network, ownAddresses } from '../network.ts';

/** Blocks by which routes and gateways tell addresses apart, of both families. */
export function routeCidrs(network: Network): readonly string[] {
  const ofTables = network
    .all('AWS::EC2::RouteTable')
    .flatMap(({ routes }) =>
      routes.flatMap((each) => each.destinationCidrBlock ?? each.destinationIpv6CidrBlock ?? []),
    );
  const ofTransitGateways = network
    .all('AWS::EC2::TransitGatewayRouteTable')
    .flatMap(({ routes }) =>
      routes.status === 'read' ? routes.value.flatMap((each) => each.destinationCidrBlock ?? []) : [],
    );
  const ofLists = network
    .all('AWS::EC2::PrefixList')
    .flatMap(({ cidrs }) => (cidrs.status === 'read' ? cidrs.value : []));
  const ofVpcs = network
    .all('AWS::EC2::VPC')
    .flatMap(({ cidrBlocks, ipv6CidrBlocks }) => [...cidrBlocks, ...ipv6CidrBlocks]);
  return [
    ...ofTables,
    ...ofTransitGateways,
    ...ofLists,
    ...ofVpcs,
    ...ofAttachments(network),
    ...ofRouters(network),
  ];
}

/** What is for a router itself ends there: interfaces that routes lead to, and NAT gateways. */
function ofRouters(network: Network): readonly string[] {
  const targets = new Set(
    network
      .all('AWS::EC2::RouteTable')
      .flatMap(({ routes }) =>
        routes.flatMap(({ target }) =>
          target.kind === 'network-interface' || target.kind === 'instance' ? target.id : [],
        ),
      ),
  );
  return network
    .all('AWS::EC2::NetworkInterface')
    .filter(
      ({ id, attachment, interfaceType }) =>
        interfaceType === 'nat_gateway' || targets.has(id) || targets.has(attachment?.instanceId ?? ''),
    )
    .flatMap((each) => ownAddresses(each).map(addressText));
}

/** What comes in by an attachment is in its subnet already, if it is for that. */
function ofAttachments(network: Network): readonly string[] {
  return network.all('AWS::EC2::TransitGatewayAttachment').flatMap(({ subnetIds }) =>
    (subnetIds.status === 'read' ? subnetIds.value : []).flatMap((id) => {
      const subnet = network.find('AWS::EC2::Subnet', id);
      return subnet ? [subnet.cidrBlock ?? [], subnet.ipv6CidrBlocks].flat() : [];
    }),
  );
}
