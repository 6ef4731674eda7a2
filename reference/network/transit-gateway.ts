import type { NetworkFacts } from '../../src/model/network-facts.ts';
import type {
  Subnet,
  TransitGatewayAttachment,
  TransitGatewayRouteTable,
  Vpc,
} from '../../src/model/resources/ec2.ts';
import { holds, prefixLength } from './address.ts';
import {
  arrive,
  type FilterVerdict,
  go,
  type Journey,
  notRead,
  type Place,
  type Step,
  stop,
  through,
  undecided,
} from './journey.ts';
import { allOf, type Home, homeOf, isWhole, named } from './lookup.ts';
import { networkAcl } from './network-acl.ts';
import { best, type Candidate, longestEntry } from './route-table.ts';

type At = Extract<Place, { kind: 'transit-gateway' }>;

/** A route of a subnet to a transit gateway. */
export function toTransitGateway(
  facts: NetworkFacts,
  journey: Journey,
  vpc: Vpc,
  from: Subnet,
  gatewayId: string,
): readonly Step[] {
  const attachment = allOf(facts, 'AWS::EC2::TransitGatewayAttachment').find(
    (each) =>
      each.transitGatewayId === gatewayId && each.resourceType === 'vpc' && each.resourceId === vpc.id,
  );
  const filters = [
    networkAcl(facts, from.id, 'out', journey.header),
    ...(attachment ? [attachmentAcl(facts, journey, from, attachment)] : []),
  ];
  return through(journey, filters, (past) => {
    if (!attachment && !isWhole(facts, 'AWS::EC2::TransitGatewayAttachment', homeOf(vpc)))
      return notRead(past, `the attachment of ${vpc.id} to ${gatewayId}`);
    if (attachment?.state !== 'available')
      return stop(past, 'transit gateway', `${vpc.id} is not attached to ${gatewayId}`);
    const place: At = {
      kind: 'transit-gateway',
      cameBy: attachment,
      fromVpcId: vpc.id,
      zone: from.availabilityZone,
      gatewayIds: [gatewayId],
    };
    return go(past, place, `into ${gatewayId}`);
  });
}

/**
 * "Traffic is forwarded to the transit gateway only when the transit gateway has an attachment in a subnet in the same
 * Availability Zone": https://docs.aws.amazon.com/vpc/latest/tgw/tgw-vpc-attachments.html. Of that subnet "inbound rules
 * use the source IP address to evaluate traffic from the instances to the transit gateway", also where it is the
 * instance's own: https://docs.aws.amazon.com/vpc/latest/tgw/tgw-nacls.html
 */
function attachmentAcl(
  facts: NetworkFacts,
  journey: Journey,
  from: Subnet,
  { id, subnetIds }: TransitGatewayAttachment,
): FilterVerdict {
  const unread = {
    verdict: 'perhaps',
    cause: 'transit gateway',
    why: `the subnets of ${id} were not read`,
  } as const;
  if (subnetIds.status === 'unread') return unread;
  const subnets = subnetIds.value.map((each) => named(facts, 'AWS::EC2::Subnet', each));
  const inZone = subnets.find((each) => each?.availabilityZone === from.availabilityZone);
  if (inZone) return networkAcl(facts, inZone.id, 'in', journey.header);
  if (subnets.includes(null)) return unread;
  return {
    verdict: 'stop',
    cause: 'transit gateway',
    why: `${id} has no subnet in ${from.availabilityZone}`,
  };
}

type TransitRoute = Extract<TransitGatewayRouteTable['routes'], { status: 'read' }>['value'][number];

/**
 * The attachment by which a packet comes in is associated with the table that routes it:
 * https://docs.aws.amazon.com/vpc/latest/tgw/how-transit-gateways-work.html
 */
export function atTransitGateway(facts: NetworkFacts, journey: Journey, at: At): readonly Step[] {
  const { cameBy } = at;
  const owner: Home = { account: cameBy.transitGatewayOwnerId, region: cameBy.region };
  const tableId = cameBy.associatedRouteTableId;
  if (tableId === null)
    return stop(journey, 'transit gateway', `${cameBy.id} is associated with no route table`);
  const table = named(facts, 'AWS::EC2::TransitGatewayRouteTable', tableId);
  if (!table && isWhole(facts, 'AWS::EC2::TransitGatewayRouteTable', owner))
    return stop(journey, 'transit gateway', `there is no route table ${tableId}`);
  if (table?.routes.status !== 'read') return notRead(journey, `the routes of ${tableId}`);
  const routes = routesOf(facts, table.routes.value, journey.header.destination);
  if (routes === null) return notRead(journey, `a prefix list of ${tableId}`);
  if (routes.length === 0) return stop(journey, 'transit gateway', `${tableId} has no route to it`);
  return routes.flatMap((route) => follow(facts, journey, at, tableId, route));
}

/** "Static routes … prefix list referenced routes … VPC-propagated routes": Route evaluation order, on the same page. */
function routesOf(
  facts: NetworkFacts,
  routes: readonly TransitRoute[],
  destination: string,
): readonly TransitRoute[] | null {
  const found = routes.map((route): Candidate<TransitRoute> | 'unread' | null => {
    const block =
      route.destinationCidrBlock ??
      (route.prefixListId === null ? null : longestEntry(facts, route.prefixListId, destination));
    if (block === 'unread' || block === null) return block;
    const rank = route.type === 'propagated' ? 2 : route.prefixListId === null ? 0 : 1;
    return holds(block, destination) ? { route, length: prefixLength(block), rank } : null;
  });
  if (found.includes('unread')) return null;
  return best(found.filter((each) => each !== null && each !== 'unread')).map((each) => each.route);
}

function follow(
  facts: NetworkFacts,
  journey: Journey,
  at: At,
  tableId: string,
  route: TransitRoute,
): readonly Step[] {
  if (route.state === 'blackhole') return stop(journey, 'blackhole', `${tableId} drops it`);
  if (route.attachmentIds.length === 0)
    return stop(journey, 'transit gateway', `a route of ${tableId} leads nowhere`);
  return route.attachmentIds.flatMap((id) => {
    const gatewayId = at.cameBy.transitGatewayId;
    const attachment = allOf(facts, 'AWS::EC2::TransitGatewayAttachment').find(
      (each) => each.id === id && each.transitGatewayId === gatewayId,
    );
    const owner: Home = { account: at.cameBy.transitGatewayOwnerId, region: at.cameBy.region };
    if (!attachment && !isWhole(facts, 'AWS::EC2::TransitGatewayAttachment', owner))
      return notRead(journey, id);
    if (attachment?.state !== 'available') return stop(journey, 'transit gateway', `${id} is not there`);
    return outOf(facts, journey, at, attachment);
  });
}

const ON_PREMISES = new Set(['vpn', 'direct-connect-gateway', 'connect']);

function outOf(
  facts: NetworkFacts,
  journey: Journey,
  at: At,
  attachment: TransitGatewayAttachment,
): readonly Step[] {
  if (attachment.resourceType === 'vpc') return intoVpc(facts, journey, at, attachment);
  if (attachment.resourceType === 'peering') return toPeer(facts, journey, at, attachment);
  if (ON_PREMISES.has(attachment.resourceType))
    return arrive(journey, { kind: 'on-premises', gatewayId: attachment.id });
  return undecided(
    journey,
    'appliance',
    `${attachment.id} (${attachment.resourceType}) has rules of its own`,
  );
}

/**
 * "Attempts to keep traffic flowing between VPC attachments in the originating Availability Zone"; in appliance mode, and
 * from elsewhere, into any of the attachment's subnets:
 * https://docs.aws.amazon.com/vpc/latest/tgw/transit-gateway-appliance-scenario.html
 */
function intoVpc(
  facts: NetworkFacts,
  journey: Journey,
  at: At,
  { id, resourceId, subnetIds, applianceMode }: TransitGatewayAttachment,
): readonly Step[] {
  if (subnetIds.status === 'unread') return notRead(journey, `the subnets of ${id}`);
  if (subnetIds.value.length === 0) return stop(journey, 'transit gateway', `${id} has no subnets`);
  const subnets = subnetIds.value.flatMap((each) => named(facts, 'AWS::EC2::Subnet', each) ?? []);
  if (subnets.length < subnetIds.value.length) return notRead(journey, `a subnet of ${id}`);
  const near = applianceMode ? [] : subnets.filter((each) => each.availabilityZone === at.zone);
  return (near.length > 0 ? near : subnets).flatMap((subnet) => {
    const way = { by: 'transit-gateway', fromVpcId: at.fromVpcId, gatewayIds: at.gatewayIds } as const;
    return go(journey, { kind: 'subnet', subnet, way }, `by ${id} into ${resourceId}`);
  });
}

/**
 * "A transit gateway peering attachment" has the same id on both sides, each in its gateway's account and Region:
 * https://docs.aws.amazon.com/vpc/latest/tgw/tgw-peering.html
 */
function toPeer(
  facts: NetworkFacts,
  journey: Journey,
  at: At,
  attachment: TransitGatewayAttachment,
): readonly Step[] {
  const gatewayId = at.cameBy.transitGatewayId;
  const sides = allOf(facts, 'AWS::EC2::TransitGatewayAttachment').filter(
    (each) => each.resourceType === 'peering' && each.transitGatewayId === attachment.resourceId,
  );
  const other =
    sides.find((each) => each.id === attachment.id) ?? sides.find((each) => each.resourceId === gatewayId);
  if (!other) return notRead(journey, `the side of ${attachment.id} at ${attachment.resourceId}`);
  if (other.state !== 'available') return stop(journey, 'transit gateway', `${other.id} is not there`);
  const place: At = {
    ...at,
    zone: null,
    cameBy: other,
    gatewayIds: [...at.gatewayIds, other.transitGatewayId],
  };
  return go(journey, place, `by ${attachment.id} to ${other.transitGatewayId}`);
}
