import { unread } from '../../model/reading.ts';
import type { NetworkInterface, Route, RouteTable, Subnet } from '../../model/resources/ec2.ts';
import { sameAddress, withinAny } from '../address.ts';
import type { Course } from '../course.ts';
import type { Flight } from '../flight.ts';
import type { DecidingRule } from '../hop.ts';
import { type Network, ownAddresses } from '../network.ts';
import { lost, on, type Routed, type Step, stopped } from '../place.ts';
import { routeFor } from '../route-lookup.ts';
import { crossEdge, crossGroups } from './crossing.ts';
import { throughEgressOnlyGateway, throughInternetGateway } from './internet-gateway.ts';
import { throughNatGateway } from './nat-gateway.ts';
import { throughPeering } from './peering.ts';
import { throughGatewayEndpoint, throughVpnGateway } from './private-gateway.ts';
import { intoTransitGateway } from './transit-gateway.ts';

/**
 * Where the subnet's route table sends a packet: across the subnet's edge, unless the route leads to what is in the subnet
 * itself. https://docs.aws.amazon.com/vpc/latest/userguide/VPC_Route_Tables.html
 */
export function route(course: Course, place: Routed): Step {
  const { subnet, flight } = place;
  const table = course.network.routeTableOf(subnet);
  if (table.status === 'unread') return lost(course, 'route-table', subnet.id, flight, table);
  const chosen = routeFor(course.network, table.value, flight.destination);
  if (chosen.status === 'unread') return lost(course, 'route-table', table.value.id, flight, chosen);
  if (chosen.value && mayStay(course.network, subnet, table.value, chosen.value))
    return byRoute(course, place, table.value, chosen.value);
  const out = crossEdge(course, subnet, 'egress', flight);
  if (out.kind === 'end') return out;
  if (chosen.value) return byRoute(out.course, place, table.value, chosen.value);
  const says = 'it has no route to the destination';
  const note = { code: 'NO_ROUTE_TO_DESTINATION' } as const;
  return stopped(out.course.stops('route-table', table.value.id, flight, says, note), flight);
}

/** ACLs do not look at "traffic routed within a subnet": https://docs.aws.amazon.com/vpc/latest/userguide/nacl-basics.html */
function mayStay(network: Network, { id: subnetId }: Subnet, table: RouteTable, { target }: Route): boolean {
  if (target.kind === 'network-interface' || target.kind === 'instance') {
    const appliance = applianceAt(network, table, target.id);
    return appliance.status === 'unread' || appliance.value.subnetId === subnetId;
  }
  const endpoint = network.find('AWS::EC2::VPCEndpoint', target.id);
  if (endpoint === null && target.id.startsWith('vpce-'))
    return network.gap('AWS::EC2::VPCEndpoint', table) !== null;
  return endpoint?.vpcEndpointType === 'GatewayLoadBalancer' && endpoint.subnetIds.includes(subnetId);
}

function byRoute(course: Course, place: Routed, table: RouteTable, chosen: Route): Step {
  const { flight } = place;
  const rule = routeNote(chosen);
  if (chosen.state !== 'active') {
    const says = `its route to ${rule.destination} leads nowhere: ${rule.target} is gone`;
    return stopped(
      course.stops('route-table', table.id, flight, says, { rule, code: 'BAD_STATE_ROUTE' }),
      flight,
    );
  }
  const says = `${rule.destination} leads to ${rule.target}`;
  return to(course.passes('route-table', table.id, flight, says, { rule }), place, table, chosen);
}

type RouteNote = Extract<DecidingRule, { kind: 'route' }>;

function routeNote(chosen: Route): RouteNote {
  const destination =
    chosen.destinationCidrBlock ?? chosen.destinationIpv6CidrBlock ?? chosen.destinationPrefixListId ?? '';
  return { kind: 'route', destination, target: chosen.target.id || chosen.target.kind };
}

function to(course: Course, place: Routed, table: RouteTable, { target }: Route): Step {
  const { vpc, subnet, flight, bearer } = place;
  if (OUT.has(target.kind) && isBackAgain(place)) return backAgain(course, place, target.id);
  switch (target.kind) {
    case 'local':
      return on(course, { at: 'vpc', vpc, from: subnet, flight, bearer });
    case 'gateway':
      return toGateway(course, place, target.id);
    case 'egress-only-internet-gateway':
      return throughEgressOnlyGateway(course, place, target.id);
    case 'nat-gateway':
      return throughNatGateway(course, place, target.id);
    case 'vpc-peering-connection':
      return throughPeering(course, place, target.id);
    case 'transit-gateway':
      return intoTransitGateway(course, place, target.id);
    case 'network-interface':
    case 'instance':
      return throughAppliance(course, place, table, target.id);
    case 'local-gateway':
    case 'carrier-gateway':
    case 'core-network':
    case 'other':
      return notModelled(course, target.id, flight);
  }
}

const OUT: ReadonlySet<string> = new Set(['gateway', 'egress-only-internet-gateway']);

/** A transit gateway has brought back what the VPC itself sent into it. */
function isBackAgain({ vpc, sender, flight }: Routed): boolean {
  return sender === null && withinAny(flight.source, [...vpc.cidrBlocks, ...vpc.ipv6CidrBlocks]);
}

/** Gateways are for what their own VPC sends; whether also by this detour AWS does not say. */
function backAgain(course: Course, { vpc, flight }: Routed, id: string): Step {
  const why = `Undefined: AWS does not say whether ${id} takes what ${vpc.id} sent into a transit gateway and got back`;
  return lost(course, 'route-table', id, flight, unread('rampart/network', why));
}

/** A `GatewayId` may be an internet gateway, a virtual private gateway or an endpoint. */
function toGateway(course: Course, place: Routed, id: string): Step {
  if (id.startsWith('igw-')) return throughInternetGateway(course, place, id);
  if (id.startsWith('vgw-')) return throughVpnGateway(course, place, id);
  if (id.startsWith('vpce-')) return throughGatewayEndpoint(course, place, id);
  return notModelled(course, id, place.flight);
}

function notModelled(course: Course, id: string, flight: Flight): Step {
  const missing = unread('rampart/network', `NotModelled: what ${id} does with a packet is not known`);
  return lost(course, 'route-table', id, flight, missing);
}

/** An interface that packets for others are sent to: a router, a firewall, an old NAT instance. */
function throughAppliance(course: Course, place: Routed, table: RouteTable, id: string): Step {
  const { flight } = place;
  const appliance = applianceAt(course.network, table, id);
  if (appliance.status === 'unread') return lost(course, 'network-interface', id, flight, appliance);
  const found = appliance.value;
  if (isOwn(found, flight))
    return on(course, { at: 'vpc', vpc: place.vpc, from: place.subnet, flight, bearer: place.bearer });
  const entered = enter(course, place, found);
  if (entered.kind === 'end') return entered;
  if (found.sourceDestCheck) {
    const says = 'its source/destination check drops what is not addressed to it';
    const code = 'ENI_SOURCE_DEST_CHECK_RESTRICTION';
    return stopped(entered.course.stops('network-interface', found.id, flight, says, { code }), flight);
  }
  const why = `NotModelled: ${found.attachment?.instanceId ?? found.id} decides by its own rules what it passes on`;
  return lost(entered.course, 'network-interface', found.id, flight, unread('rampart/network', why));
}

function applianceAt(network: Network, table: RouteTable, id: string) {
  if (id.startsWith('eni-')) return network.named('AWS::EC2::NetworkInterface', id, table);
  const first = network.all('AWS::EC2::NetworkInterface').find((each) => each.attachment?.instanceId === id);
  return network.named('AWS::EC2::NetworkInterface', first?.id ?? id, table);
}

function isOwn(appliance: NetworkInterface, { destination }: Flight): boolean {
  const { ipv4Prefixes, ipv6Prefixes } = appliance;
  return (
    ownAddresses(appliance).some((own) => sameAddress(own, destination)) ||
    withinAny(destination, [...ipv4Prefixes, ...ipv6Prefixes])
  );
}

function enter(course: Course, { subnet, flight, bearer }: Routed, appliance: NetworkInterface) {
  let here = course;
  if (appliance.subnetId !== subnet.id) {
    const its = course.network.named('AWS::EC2::Subnet', appliance.subnetId, appliance);
    if (its.status === 'unread') return lost(course, 'network-interface', appliance.id, flight, its);
    const inside = crossEdge(course, its.value, 'ingress', flight);
    if (inside.kind === 'end') return inside;
    here = inside.course;
  }
  return crossGroups(here, appliance, 'ingress', flight, bearer);
}
