import type { Packet, PacketSource } from '../model/network-facts.ts';
import { eachOnce, type Reading, read, type Unread, unread } from '../model/reading.ts';
import { addressText, parseAddress, sameAddress } from './address.ts';
import { Course, NO_MEMORY } from './course.ts';
import { type Flight, replyTo } from './flight.ts';
import type { ExplanationCode, Hop, HopKind } from './hop.ts';
import { InvalidPacket } from './invalid-packet.ts';
import type { Network } from './network.ts';
import { type Onward, onwardFrom } from './onward.ts';
import { type Arrival, missingOf, outcomeOf, type Place } from './place.ts';
import { hasPorts, TCP } from './protocol.ts';
import { NOBODY } from './security-group.ts';
import { atChosenPorts } from './steps/chosen-ports.ts';
import { agreed, walk } from './walk.ts';

/** Where one leg ended. */
export type LegEnd =
  | { readonly kind: 'network-interface'; readonly id: string }
  | { readonly kind: 'load-balancer'; readonly id: string; readonly arn: string; readonly port: number }
  | { readonly kind: 'internet' }
  | { readonly kind: 'on-premises'; readonly id: string }
  | { readonly kind: 'vpc-endpoint'; readonly id: string }
  | { readonly kind: 'stopped'; readonly by: HopKind; readonly id: string }
  | { readonly kind: 'unknown'; readonly missing: Unread };

export interface Leg {
  readonly outcome: 'delivered' | 'stopped' | 'unknown';
  readonly end: LegEnd;
  readonly hops: readonly Hop[];
  /** Of an unknown outcome: what was not read. */
  readonly missing: readonly Unread[];
}

export interface BlockedAt {
  readonly leg: Hop['leg'];
  readonly kind: HopKind;
  readonly id: string;
  readonly code: ExplanationCode | null;
  readonly says: string;
}

export interface Trace {
  /**
   * `reachable`: it arrives, and of TCP, which opens nothing without one, an answer comes back. Of other protocols an
   * answer may be stopped all the same: `reply` tells.
   */
  readonly verdict: 'reachable' | 'blocked' | 'unknown';
  readonly packet: Packet;
  readonly forward: Leg;
  /** Null: there is nothing to answer. */
  readonly reply: Leg | null;
  /** What a load balancer hands on, target by target. */
  readonly onward: Onward;
  /** The first hop that stops it; null: none does, or it is not known. */
  readonly blockedAt: BlockedAt | null;
  /** What was not read, and would have to be for an answer. */
  readonly missing: readonly Unread[];
}

/** One packet, hop by hop, and its answer. */
export function tracePacket(network: Network, packet: Packet): Trace {
  const flight = flightOf(packet);
  const place = startOf(network, packet.source, flight);
  if (place.status === 'unread') return lostAtStart(packet, place);
  const forward = walk(new Course(network, 'forward', NO_MEMORY), place.value);
  const back = replyOf(network, forward);
  const reply = back && recognised(back, packet);
  const legs = [legOf(forward), ...(reply ? [reply] : [])];
  return {
    verdict: verdictOf(packet, legs),
    packet,
    forward: legOf(forward),
    reply,
    onward: onwardFrom(network, forward),
    blockedAt: blockedAt(packet, legs),
    missing: verdictOf(packet, legs) === 'unknown' ? eachOnce(legs.flatMap((leg) => leg.missing)) : [],
  };
}

/** Throws `InvalidPacket`. */
export function flightOf(packet: Packet): Flight {
  const source = parseAddress(packet.source.address);
  const destination = parseAddress(packet.destination);
  if (!source) throw new InvalidPacket(`from: ${packet.source.address} is no address`);
  if (!destination) throw new InvalidPacket(`to: ${packet.destination} is no address`);
  if (source.family !== destination.family)
    throw new InvalidPacket(
      `${packet.source.address} and ${packet.destination} are not of one address family`,
    );
  const { protocol, icmp } = packet;
  const ported = hasPorts(protocol);
  return {
    source,
    destination,
    protocol,
    sourcePort: ported ? packet.sourcePort : null,
    destinationPort: ported ? packet.destinationPort : null,
    icmp,
  };
}

function startOf(network: Network, source: PacketSource, flight: Flight): Reading<Place> {
  switch (source.kind) {
    case 'internet':
      return read({ at: 'internet', isFromThere: true, flight });
    case 'interface': {
      const found = network.find('AWS::EC2::NetworkInterface', source.networkInterfaceId);
      if (!found) throw new InvalidPacket(`from: no network interface ${source.networkInterfaceId} was read`);
      return read({ at: 'interface', networkInterface: found, flight });
    }
    case 'on-premises':
      return entryBy(network, source.gatewayId, flight);
  }
}

/** In by a virtual private gateway, or by a transit gateway's attachment. */
function entryBy(network: Network, id: string, flight: Flight): Reading<Place> {
  const attachment = network.find('AWS::EC2::TransitGatewayAttachment', id);
  if (attachment) return read({ at: 'transit-gateway', attachment, zone: null, flight, bearer: NOBODY });
  const gateway = network.find('AWS::EC2::VPNGateway', id);
  const vpcId = gateway?.vpcIds[0];
  if (!gateway || vpcId === undefined)
    throw new InvalidPacket(`from: no attached VPN gateway or attachment ${id} was read`);
  const vpc = network.named('AWS::EC2::VPC', vpcId, gateway);
  if (vpc.status === 'unread') return vpc;
  const table = network.edgeTableOf(id, vpc.value);
  if (table.status === 'unread') return table;
  if (table.value)
    return unread('rampart/network', `NotModelled: ${table.value.id} redirects what comes in by ${id}`);
  return read({ at: 'vpc', vpc: vpc.value, from: null, flight, bearer: NOBODY });
}

function replyOf(network: Network, { end, flight, course }: Arrival): Arrival | null {
  const back = new Course(network, 'reply', course.memory);
  const answer = replyTo(flight);
  const isNats = course.memory.translations.length > 0;
  const answers = isNats ? atChosenPorts(network, answer) : [answer];
  const starts = answers.map((each) => replyStart(network, end, each));
  const arrivals = starts.flatMap((start): readonly Arrival[] => {
    if (start === null) return [];
    return start.status === 'read'
      ? [walk(back, start.value)]
      : [{ course, flight, end: { kind: 'unknown', missing: start } }];
  });
  return arrivals.length === 0 ? null : agreed(arrivals, back);
}

function replyStart(network: Network, end: Arrival['end'], flight: Flight): Reading<Place> | null {
  switch (end.kind) {
    case 'interface':
    case 'listener':
      return read({ at: 'interface', networkInterface: end.networkInterface, flight });
    case 'internet':
      return read({ at: 'internet', isFromThere: true, flight });
    case 'on-premises':
      return entryBy(network, end.gatewayId, flight);
    case 'service':
      return fromService(network, end.vpcEndpointId, flight);
    case 'stopped':
    case 'unknown':
      return null;
  }
}

function fromService(network: Network, id: string, flight: Flight): Reading<Place> | null {
  const endpoint = network.find('AWS::EC2::VPCEndpoint', id);
  if (!endpoint) return null;
  const vpc = network.vpcOf(endpoint);
  if (vpc.status === 'unread') return vpc;
  return read({ at: 'vpc', vpc: vpc.value, from: null, flight, bearer: NOBODY });
}

/** An answer counts only if it comes to who asked, from the address that was asked. */
function recognised(arrival: Arrival, packet: Packet): Leg {
  const leg = legOf(arrival);
  if (leg.end.kind === 'stopped' || leg.end.kind === 'unknown' || isAnswerTo(arrival, packet))
    return byAnotherGateway(leg, packet);
  const { course, flight } = arrival;
  const from = addressText(flight.source);
  const says = `an answer that comes ${comesTo(arrival.end)} from ${from} is none to who asked ${packet.destination}`;
  const last = course.hops.at(-1);
  const here = course.stops(last?.kind ?? 'vpc', last?.id ?? '', flight, says);
  return {
    outcome: 'stopped',
    end: { kind: 'stopped', by: last?.kind ?? 'vpc', id: last?.id ?? '' },
    hops: here.hops,
    missing: [],
  };
}

/** What on-premises networks make of an answer that does not come by where they sent nobody knows here. */
function byAnotherGateway(leg: Leg, { source }: Packet): Leg {
  const { end } = leg;
  if (source.kind !== 'on-premises' || end.kind !== 'on-premises' || end.id === source.gatewayId) return leg;
  const why = `NotModelled: the answer leaves by ${end.id}, and the packet came in by ${source.gatewayId}`;
  const missing = unread('rampart/network', why);
  return { ...leg, outcome: 'unknown', end: { kind: 'unknown', missing }, missing: [missing] };
}

function comesTo(end: Arrival['end']): string {
  return end.kind === 'interface' ? `to ${end.networkInterface.id}` : `to ${end.kind}`;
}

function isAnswerTo({ end, flight }: Arrival, { source, destination }: Packet): boolean {
  const asked = parseAddress(destination);
  const asker = parseAddress(source.address);
  if (!asked || !asker || !sameAddress(flight.source, asked) || !sameAddress(flight.destination, asker))
    return false;
  switch (source.kind) {
    case 'internet':
      return end.kind === 'internet';
    case 'interface':
      return end.kind === 'interface' && end.networkInterface.id === source.networkInterfaceId;
    case 'on-premises':
      return end.kind === 'on-premises';
  }
}

function legOf(arrival: Arrival): Leg {
  const { end, course } = arrival;
  return { outcome: outcomeOf(arrival), end: legEnd(end), hops: course.hops, missing: missingOf(arrival) };
}

function legEnd(end: Arrival['end']): LegEnd {
  switch (end.kind) {
    case 'interface':
      return { kind: 'network-interface', id: end.networkInterface.id };
    case 'listener':
      return { kind: 'load-balancer', id: end.networkInterface.id, arn: end.loadBalancerArn, port: end.port };
    case 'on-premises':
      return { kind: 'on-premises', id: end.gatewayId };
    case 'service':
      return { kind: 'vpc-endpoint', id: end.vpcEndpointId };
    case 'internet':
    case 'stopped':
    case 'unknown':
      return end;
  }
}

function needed(packet: Packet, legs: readonly Leg[]): readonly Leg[] {
  return packet.protocol === TCP ? legs : legs.slice(0, 1);
}

function verdictOf(packet: Packet, legs: readonly Leg[]): Trace['verdict'] {
  const outcomes = new Set(needed(packet, legs).map((leg) => leg.outcome));
  if (outcomes.has('stopped')) return 'blocked';
  return outcomes.has('unknown') ? 'unknown' : 'reachable';
}

function blockedAt(packet: Packet, legs: readonly Leg[]): BlockedAt | null {
  const leg = needed(packet, legs).find((each) => each.outcome === 'stopped');
  const hop = leg?.hops.at(-1);
  return hop ? { leg: hop.leg, kind: hop.kind, id: hop.id, code: hop.code, says: hop.says } : null;
}

function lostAtStart(packet: Packet, missing: Unread): Trace {
  const forward: Leg = {
    outcome: 'unknown',
    end: { kind: 'unknown', missing },
    hops: [],
    missing: [missing],
  };
  return {
    verdict: 'unknown',
    packet,
    forward,
    reply: null,
    onward: { targets: [], missing: [] },
    blockedAt: null,
    missing: [missing],
  };
}
