import { type Unread, unread } from '../../model/reading.ts';
import type { ResourceOf } from '../../model/resource-types.ts';
import type { NetworkInterface, Subnet, Vpc } from '../../model/resources/ec2.ts';
import { type Address, addressText, isPublic } from '../address.ts';
import type { Course } from '../course.ts';
import type { Flight } from '../flight.ts';
import type { HopKind } from '../hop.ts';
import { ended, lost, on, type Place, type Routed, type Step, stopped } from '../place.ts';
import { routeFor } from '../route-lookup.ts';
import { NOBODY } from '../security-group.ts';
import { crossBlock } from './crossing.ts';

/** Out: the gateway puts the public address in the place of the private one. https://docs.aws.amazon.com/vpc/latest/userguide/VPC_Internet_Gateway.html */
export function throughInternetGateway(course: Course, place: Routed, id: string): Step {
  const { vpc, subnet, sender, flight } = place;
  const gateway = course.network.named('AWS::EC2::InternetGateway', id, vpc);
  if (gateway.status === 'unread') return lost(course, 'internet-gateway', id, flight, gateway);
  const refused =
    notAttached(course, 'internet-gateway', gateway.value, vpc, flight) ??
    notToInternet(course, 'internet-gateway', id, flight);
  if (refused) return refused;
  const way = sender?.interfaceType === 'nat_gateway' ? 'outbound-only' : 'direct';
  const open = crossBlock(course, vpc, subnet, way, flight);
  if (open.kind === 'end') return open;
  const shown = sender && shownAs(course, sender, flight.source);
  if (!shown) {
    const says = `${addressText(flight.source)} has no public address to go out by`;
    const code = 'IGW_PUBLIC_IP_ASSOCIATION_FOR_EGRESS';
    return stopped(open.course.stops('internet-gateway', id, flight, says, { code }), flight);
  }
  return on(leaving(open.course, id, flight, shown), {
    at: 'internet',
    isFromThere: false,
    flight: { ...flight, source: shown },
  });
}

function shownAs({ network }: Course, sender: NetworkInterface, source: Address): Address | null {
  if (source.family === 'ipv4') return network.publicAddressOf(sender, source);
  return isPublic(source) ? source : null;
}

function leaving(course: Course, id: string, flight: Flight, shown: Address): Course {
  const outside = { ...flight, source: shown };
  return flight.source.family === 'ipv6'
    ? course.passes('internet-gateway', id, outside, 'lets it out to the internet')
    : course.rewrites(
        'internet-gateway',
        id,
        outside,
        `sends it from the public address ${addressText(shown)}`,
      );
}

/** IPv6 only, and in only what answers. https://docs.aws.amazon.com/vpc/latest/userguide/egress-only-internet-gateway.html */
export function throughEgressOnlyGateway(course: Course, place: Routed, id: string): Step {
  const { vpc, subnet, sender, flight } = place;
  const kind = 'egress-only-internet-gateway';
  const gateway = course.network.named('AWS::EC2::EgressOnlyInternetGateway', id, vpc);
  if (gateway.status === 'unread') return lost(course, kind, id, flight, gateway);
  const refused =
    notAttached(course, kind, gateway.value, vpc, flight) ?? notToInternet(course, kind, id, flight);
  if (refused) return refused;
  const cannot = outboundOnly(course, sender, flight);
  if (cannot)
    return stopped(course.stops(kind, id, flight, cannot, { code: 'PROTOCOL_RESTRICTION' }), flight);
  const open = crossBlock(course, vpc, subnet, 'outbound-only', flight);
  if (open.kind === 'end') return open;
  const gone = open.course
    .passes(kind, id, flight, 'lets it out, and its answers back')
    .remembering({ egressOnlyGatewayIds: [...course.memory.egressOnlyGatewayIds, id] });
  return on(gone, { at: 'internet', isFromThere: false, flight });
}

function outboundOnly(course: Course, sender: NetworkInterface | null, { source }: Flight): string | null {
  if (source.family === 'ipv4') return 'it carries IPv6 alone';
  if (!sender || !isPublic(source)) return `${addressText(source)} is no address that the internet answers`;
  return course.leg === 'reply' ? 'it lets no answer out to what came in by another way' : null;
}

/** In, to whom the address belongs; what nobody here has is out there. */
export function acrossInternet(course: Course, place: Extract<Place, { at: 'internet' }>): Step {
  const { flight, isFromThere } = place;
  const owner = course.network.onInternet(flight.destination);
  if (!owner)
    return isFromThere || course.network.isOfVpc(flight.destination)
      ? noOwner(course, flight)
      : outThere(course, flight);
  const inside = { ...flight, destination: owner.address };
  const vpc = course.network.vpcOf(owner.networkInterface);
  if (vpc.status === 'unread') return lost(course, 'vpc', owner.networkInterface.vpcId, inside, vpc);
  return intoVpc(course, vpc.value, owner.networkInterface, flight, inside);
}

function noOwner(course: Course, flight: Flight): Step {
  if (!isPublic(flight.destination)) {
    const says = `${addressText(flight.destination)} is a private address: the internet has no route to it`;
    return stopped(
      course.stops('internet', 'internet', flight, says, { code: 'NO_ROUTE_TO_DESTINATION' }),
      flight,
    );
  }
  const gap = course.network.anyGap('AWS::EC2::NetworkInterface') ?? redirection(course, flight);
  if (gap) return lost(course, 'internet', 'internet', flight, gap);
  const says = `no interface has ${addressText(flight.destination)}`;
  return stopped(
    course.stops('internet', 'internet', flight, says, { code: 'NO_POSSIBLE_DESTINATION' }),
    flight,
  );
}

/** What no interface has of a VPC's own IPv6 block its internet gateway's table may still send to an appliance. */
function redirection({ network }: Course, { destination }: Flight): Unread | null {
  const vpc = network.vpcHolding(destination);
  if (!vpc) return destination.family === 'ipv6' ? network.anyGap('AWS::EC2::VPC') : null;
  const gateway = network.internetGatewayOf(vpc);
  if (gateway.status === 'unread') return gateway;
  if (gateway.value === null) return null;
  const table = network.edgeTableOf(gateway.value.id, vpc);
  if (table.status === 'unread') return table;
  const target = table.value && routeFor(network, table.value, destination);
  if (target?.status === 'unread') return target;
  const { kind = 'local', id = '' } = target?.value?.target ?? {};
  return kind === 'local' ? null : redirectedTo(id, table.value?.id ?? '');
}

function redirectedTo(targetId: string, tableId: string): Unread {
  const why = `NotModelled: ${targetId}, to which ${tableId} sends what comes in, decides by its own rules`;
  return unread('rampart/network', why);
}

function outThere(course: Course, flight: Flight): Step {
  return ended(course.passes('internet', 'internet', flight, 'has left for the internet'), flight, {
    kind: 'internet',
  });
}

function intoVpc(course: Course, vpc: Vpc, taker: NetworkInterface, flight: Flight, inside: Flight): Step {
  if (!isPublic(flight.source)) {
    const says = `${addressText(flight.source)} is a private address: no internet gateway lets it in`;
    const code = 'IGW_SOURCE_ADDRESS_NOT_IN_RFC1918_INGRESS';
    return stopped(course.stops('internet', 'internet', flight, says, { code }), flight);
  }
  const subnet = course.network.named('AWS::EC2::Subnet', taker.subnetId, taker);
  if (subnet.status === 'unread') return lost(course, 'network-interface', taker.id, inside, subnet);
  const answered = byEgressOnlyGateway(course, vpc);
  if (answered) return answerIn(course, answered, vpc, subnet.value, inside);
  const gateway = course.network.internetGatewayOf(vpc);
  if (gateway.status === 'unread') return lost(course, 'internet-gateway', vpc.id, inside, gateway);
  if (gateway.value === null) {
    const says = `${vpc.id} has no internet gateway`;
    return stopped(course.stops('vpc', vpc.id, flight, says, { code: 'NO_ROUTE_TO_DESTINATION' }), flight);
  }
  const way = taker.interfaceType === 'nat_gateway' && course.leg === 'reply' ? 'outbound-only' : 'direct';
  const open = crossBlock(course, vpc, subnet.value, way, inside);
  if (open.kind === 'end') return open;
  return redirected(entering(open.course, gateway.value.id, flight, inside), vpc, gateway.value.id, inside);
}

function entering(course: Course, id: string, flight: Flight, inside: Flight): Course {
  return flight.destination.family === 'ipv6'
    ? course.passes('internet-gateway', id, inside, 'lets it in from the internet')
    : course.rewrites(
        'internet-gateway',
        id,
        inside,
        `sends it to the private address ${addressText(inside.destination)}`,
      );
}

function byEgressOnlyGateway(
  { network, leg, memory }: Course,
  vpc: Vpc,
): ResourceOf<'AWS::EC2::EgressOnlyInternetGateway'> | null {
  if (leg !== 'reply') return null;
  const known = memory.egressOnlyGatewayIds.map((id) =>
    network.find('AWS::EC2::EgressOnlyInternetGateway', id),
  );
  return known.find((each) => each?.vpcIds.includes(vpc.id)) ?? null;
}

function answerIn(
  course: Course,
  gateway: ResourceOf<'AWS::EC2::EgressOnlyInternetGateway'>,
  vpc: Vpc,
  subnet: Subnet,
  inside: Flight,
): Step {
  const open = crossBlock(course, vpc, subnet, 'outbound-only', inside);
  if (open.kind === 'end') return open;
  const here = open.course.passes('egress-only-internet-gateway', gateway.id, inside, 'lets the answer back');
  return on(here, { at: 'vpc', vpc, from: null, flight: inside, bearer: NOBODY });
}

/** A gateway's own route table may send what comes in to an appliance first. https://docs.aws.amazon.com/vpc/latest/userguide/gateway-route-tables.html */
function redirected(course: Course, vpc: Vpc, gatewayId: string, flight: Flight): Step {
  const table = course.network.edgeTableOf(gatewayId, vpc);
  if (table.status === 'unread') return lost(course, 'route-table', gatewayId, flight, table);
  const chosen = table.value ? routeFor(course.network, table.value, flight.destination) : null;
  if (table.value && chosen) {
    if (chosen.status === 'unread') return lost(course, 'route-table', table.value.id, flight, chosen);
    const target = chosen.value?.target;
    if (target && target.kind !== 'local')
      return lost(course, 'route-table', table.value.id, flight, redirectedTo(target.id, table.value.id));
  }
  return on(course, { at: 'vpc', vpc, from: null, flight, bearer: NOBODY });
}

function notAttached(
  course: Course,
  kind: HopKind,
  gateway: { readonly id: string; readonly vpcIds: readonly string[] },
  vpc: Vpc,
  flight: Flight,
): Step | null {
  if (gateway.vpcIds.includes(vpc.id)) return null;
  const says = `it is not attached to ${vpc.id}`;
  return stopped(course.stops(kind, gateway.id, flight, says, { code: 'BAD_STATE' }), flight);
}

function notToInternet(course: Course, kind: HopKind, id: string, flight: Flight): Step | null {
  if (isPublic(flight.destination)) return null;
  const says = `${addressText(flight.destination)} is a private address: no internet gateway lets it out`;
  const code = 'IGW_DESTINATION_ADDRESS_NOT_IN_RFC1918_EGRESS';
  return stopped(course.stops(kind, id, flight, says, { code }), flight);
}
