import type { Prefix } from '../../model/address-range.ts';
import { allRead, mapReading, type Reading, read, type Unread, unread } from '../../model/reading.ts';
import type {
  Subnet,
  TransitGatewayAttachment,
  TransitGatewayRouteTable,
  Vpc,
} from '../../model/resources/ec2.ts';
import { type Address, narrowestOf, within, withinAny } from '../address.ts';
import type { Course } from '../course.ts';
import type { Flight } from '../flight.ts';
import type { Network } from '../network.ts';
import { ended, lost, on, type Place, type Routed, type Step, stopped } from '../place.ts';
import { type Bearer, NOBODY } from '../security-group.ts';
import { crossEdge } from './crossing.ts';

type Inside = Extract<Place, { at: 'transit-gateway' }>;

/**
 * Into the transit gateway by the VPC's attachment, whose subnet in the sender's zone it crosses: inbound rules look at it
 * there even where it is the sender's own subnet. https://docs.aws.amazon.com/vpc/latest/tgw/tgw-nacls.html
 */
export function intoTransitGateway(course: Course, place: Routed, id: string): Step {
  const { vpc, subnet, flight } = place;
  const attachment = course.network.attachmentOf(id, vpc);
  if (attachment.status === 'unread') return lost(course, 'transit-gateway', id, flight, attachment);
  const found = attachment.value;
  if (!found || found.state !== 'available') {
    const says = found ? `${found.id} is ${found.state}` : `${vpc.id} is not attached to it`;
    return stopped(course.stops('transit-gateway', id, flight, says, { code: 'BAD_STATE' }), flight);
  }
  const subnets = subnetsOf(course.network, found);
  if (subnets.status === 'unread')
    return lost(course, 'transit-gateway-attachment', found.id, flight, subnets);
  const near = subnets.value.find((each) => each.availabilityZone === subnet.availabilityZone);
  if (!near) {
    const says = `it has no subnet in ${subnet.availabilityZone}, where ${subnet.id} is`;
    const code = 'TGW_ROUTE_AZ_RESTRICTION';
    return stopped(course.stops('transit-gateway-attachment', found.id, flight, says, { code }), flight);
  }
  return enter(course, place, found, near);
}

function enter(course: Course, place: Routed, attachment: TransitGatewayAttachment, near: Subnet): Step {
  const { flight, bearer, sender } = place;
  const inside = crossEdge(course, near, 'ingress', flight);
  if (inside.kind === 'end') return inside;
  const here = inside.course;
  const known = sender ? bearer : NOBODY;
  return on(here, { at: 'transit-gateway', attachment, zone: near.availabilityZone, flight, bearer: known });
}

function subnetsOf(network: Network, attachment: TransitGatewayAttachment): Reading<readonly Subnet[]> {
  if (attachment.subnetIds.status === 'unread') return attachment.subnetIds;
  return allRead(
    attachment.subnetIds.value.map((id) =>
      network.named('AWS::EC2::Subnet', id, {
        account: attachment.resourceOwnerId,
        region: attachment.region,
      }),
    ),
  );
}

/** Where the route table associated with the attachment sends a packet. https://docs.aws.amazon.com/vpc/latest/tgw/how-transit-gateways-work.html */
export function acrossTransitGateway(course: Course, place: Inside): Step {
  const { attachment, flight } = place;
  const { network } = course;
  if (attachment.state !== 'available') return notThere(course, attachment, flight);
  const tableId = attachment.associatedRouteTableId;
  if (tableId === null) {
    const code = 'TGW_ATTACH_MISSING_TGW_RTB_ASSOCIATION';
    const says = 'it is associated with no route table';
    return stopped(course.stops('transit-gateway-attachment', attachment.id, flight, says, { code }), flight);
  }
  const table = network.named('AWS::EC2::TransitGatewayRouteTable', tableId, {
    account: attachment.transitGatewayOwnerId,
    region: attachment.region,
  });
  if (table.status === 'unread') return lost(course, 'transit-gateway-route-table', tableId, flight, table);
  const chosen = chosenRoute(network, table.value, flight.destination);
  if (chosen.status === 'unread') return lost(course, 'transit-gateway-route-table', tableId, flight, chosen);
  return byTable(course, place, table.value, chosen.value);
}

function notThere(course: Course, { id, state }: TransitGatewayAttachment, flight: Flight): Step {
  const note = { code: 'BAD_STATE' } as const;
  return stopped(course.stops('transit-gateway-attachment', id, flight, `it is ${state}`, note), flight);
}

type TableRoute = Extract<TransitGatewayRouteTable['routes'], { status: 'read' }>['value'][number];

function byTable(
  course: Course,
  place: Inside,
  table: TransitGatewayRouteTable,
  chosen: TableRoute | null,
): Step {
  const { flight } = place;
  const kind = 'transit-gateway-route-table';
  if (!chosen) {
    const code = 'TGW_RTB_NO_ROUTE_TO_TGW_ATTACHMENT';
    return stopped(
      course.stops(kind, table.id, flight, 'it has no route to the destination', { code }),
      flight,
    );
  }
  const destination = chosen.destinationCidrBlock ?? chosen.prefixListId ?? '';
  if (chosen.state !== 'active') {
    const code = 'TGW_RTB_BAD_STATE_ROUTE';
    return stopped(course.stops(kind, table.id, flight, `${destination} is a blackhole`, { code }), flight);
  }
  const target = chosen.attachmentIds.join(', ');
  const here = course.passes(kind, table.id, flight, `${destination} leads to ${target}`, {
    rule: { kind: 'route', destination, target },
  });
  const steps = chosen.attachmentIds.map((id) => outBy(here, place, id));
  return oneOf(here, steps, flight, target);
}

/** Several attachments share a route: AWS chooses for each flow. */
function oneOf(course: Course, steps: readonly Step[], flight: Flight, target: string): Step {
  if (steps.length > 0) return { kind: 'choice', steps };
  const missing = unread(
    'rampart/network',
    `NotListed: ${target || 'the route'} leads to no attachment that was read`,
  );
  return lost(course, 'transit-gateway', target, flight, missing);
}

function outBy(course: Course, place: Inside, id: string): Step {
  const { attachment: from, flight, bearer } = place;
  const { network } = course;
  const ends = network.attachmentsNamed(id);
  const own = ends.find((each) => each.transitGatewayId === from.transitGatewayId);
  const kind = 'transit-gateway-attachment';
  if (!own) {
    const owner = { account: from.transitGatewayOwnerId, region: from.region };
    const missing = network.named(
      'AWS::EC2::TransitGatewayAttachment',
      `${id} of ${from.transitGatewayId}`,
      owner,
    );
    return lost(course, kind, id, flight, missing as Unread);
  }
  if (own.state !== 'available') return notThere(course, own, flight);
  switch (own.resourceType) {
    case 'vpc':
      return intoVpc(course, own, place, groupsCarried(network, own, bearer));
    case 'peering':
      return acrossPeering(course, place, own, ends);
    case 'vpn':
    case 'vpn-concentrator':
    case 'direct-connect-gateway':
    case 'connect':
      return ended(course.passes(kind, id, flight, 'leads to on premises'), flight, {
        kind: 'on-premises',
        gatewayId: id,
      });
    default:
      return lost(
        course,
        kind,
        id,
        flight,
        unread('rampart/network', `NotModelled: ${own.resourceType} behind ${id}`),
      );
  }
}

/** https://docs.aws.amazon.com/vpc/latest/tgw/tgw-vpc-attachments.html#vpc-attachment-security */
function groupsCarried(network: Network, attachment: TransitGatewayAttachment, bearer: Bearer): Bearer {
  const gateway = network.find('AWS::EC2::TransitGateway', attachment.transitGatewayId);
  return gateway?.securityGroupReferencing ? bearer : NOBODY;
}

function acrossPeering(
  course: Course,
  { flight }: Inside,
  own: TransitGatewayAttachment,
  ends: readonly TransitGatewayAttachment[],
): Step {
  const kind = 'transit-gateway-attachment';
  const far = ends.find((each) => each.transitGatewayId === own.resourceId);
  if (!far) {
    const why = `AccountNotRead: the far side of ${own.id}, ${own.resourceId}, was not read`;
    return lost(course, kind, own.id, flight, unread('ec2:DescribeTransitGatewayAttachments', why));
  }
  if (far.state !== 'available') return notThere(course, far, flight);
  const across = course.passes(kind, own.id, flight, `leads to ${far.transitGatewayId} in ${far.region}`);
  return on(across, { at: 'transit-gateway', attachment: far, zone: null, flight, bearer: NOBODY });
}

/**
 * "Attempts to keep traffic … in the originating Availability Zone", but in appliance mode.
 * https://docs.aws.amazon.com/vpc/latest/tgw/transit-gateway-appliance-scenario.html
 */
function intoVpc(course: Course, attachment: TransitGatewayAttachment, place: Inside, bearer: Bearer): Step {
  const { flight, zone } = place;
  const kind = 'transit-gateway-attachment';
  const owner = { account: attachment.resourceOwnerId, region: attachment.region };
  const vpc = course.network.named('AWS::EC2::VPC', attachment.resourceId, owner);
  if (vpc.status === 'unread') return lost(course, kind, attachment.id, flight, vpc);
  const subnets = subnetsOf(course.network, attachment);
  if (subnets.status === 'unread') return lost(course, kind, attachment.id, flight, subnets);
  const near = subnets.value.filter(
    ({ availabilityZone }) => availabilityZone === zone && !attachment.applianceMode,
  );
  const here = course.passes(kind, attachment.id, flight, `leads to ${vpc.value.id}`);
  const chosen = near.length > 0 ? near : subnets.value;
  const steps = chosen.map((subnet) => outOfSubnet(here, vpc.value, subnet, flight, bearer));
  return oneOf(here, steps, flight, attachment.id);
}

/** From the attachment's interface in a subnet: what is for that subnet is there. */
function outOfSubnet(course: Course, vpc: Vpc, subnet: Subnet, flight: Flight, bearer: Bearer): Step {
  const { destination } = flight;
  if (within(destination, subnet.cidrBlock) || withinAny(destination, subnet.ipv6CidrBlocks))
    return on(course, { at: 'vpc', vpc, from: subnet, flight, bearer });
  return on(course, { at: 'router', vpc, subnet, sender: null, flight, bearer });
}

interface Candidate {
  readonly route: TableRoute;
  readonly block: Prefix;
}

/** Longest prefix, then static before propagated. https://docs.aws.amazon.com/vpc/latest/tgw/how-transit-gateways-work.html#tgw-route-evaluation-overview */
function chosenRoute(
  network: Network,
  table: TransitGatewayRouteTable,
  address: Address,
): Reading<TableRoute | null> {
  if (table.routes.status === 'unread') return table.routes;
  const { named, lists } = network.routesOf(table, table.routes.value);
  const candidates: Candidate[] = [...named.holding(address)].map(({ block, value }) => ({
    block,
    route: value,
  }));
  for (const each of lists) {
    const block = mapReading(network.cidrsOf(each.prefixListId ?? '', table), (cidrs) =>
      narrowestOf(cidrs, address),
    );
    if (block.status === 'unread') return block;
    if (block.value) candidates.push({ route: each, block: block.value });
  }
  const [best] = candidates.toSorted((a, b) => rank(b) - rank(a));
  return read(best?.route ?? null);
}

function rank({ route, block }: Candidate): number {
  return block.bits.length * 2 + (route.type === 'static' ? 1 : 0);
}
