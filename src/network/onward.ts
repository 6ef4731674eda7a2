import { type Unread, unread } from '../model/reading.ts';
import type { NetworkInterface } from '../model/resources/ec2.ts';
import { type Address, addressText, parseAddress, sameAddress } from './address.ts';
import { Course, NO_MEMORY } from './course.ts';
import { type Flight, replyTo } from './flight.ts';
import type { Hop } from './hop.ts';
import type { Network } from './network.ts';
import { type Arrival, missingOf, outcomeOf } from './place.ts';
import { hasPorts } from './protocol.ts';
import { type Target, targetsOf } from './targets.ts';
import { walk } from './walk.ts';

/** What a load balancer's node hands a connection to, and how far that comes. */
export interface OnwardTarget {
  readonly targetId: string;
  readonly address: string;
  readonly port: number;
  readonly outcome: 'delivered' | 'stopped' | 'unknown';
  /** The interface that takes it; null: none does. */
  readonly networkInterfaceId: string | null;
  readonly hops: readonly Hop[];
  readonly missing: readonly Unread[];
}

export interface Onward {
  readonly targets: readonly OnwardTarget[];
  /** Why there may be more targets. */
  readonly missing: readonly Unread[];
}

const NOWHERE: Onward = { targets: [], missing: [] };

export function onwardFrom(network: Network, arrival: Arrival): Onward {
  const { end, flight } = arrival;
  if (end.kind !== 'listener') return NOWHERE;
  const { networkInterface: node, loadBalancerArn, port } = end;
  const { known, missing } = targetsOf(network, { node, loadBalancerArn, port, protocol: flight.protocol });
  return { targets: known.map((target) => handedTo(network, node, flight, target)), missing };
}

function handedTo(network: Network, node: NetworkInterface, taken: Flight, target: Target): OnwardTarget {
  const attempts = target.preserves.map((preserves) => attempt(network, node, taken, target, preserves));
  const [first] = attempts;
  if (first && attempts.every((each) => each.outcome === first.outcome)) return first;
  const why = `NotModelled: whether ${target.id} sees the client's address was not read, and it decides`;
  const missing = unread('elasticloadbalancing:DescribeTargetGroupAttributes', why);
  return { ...told(target, []), outcome: 'unknown', missing: [missing] };
}

function told({ id, address, port }: Target, hops: readonly Hop[]) {
  return { targetId: id, address: addressText(address), port, networkInterfaceId: null, hops };
}

function attempt(
  network: Network,
  node: NetworkInterface,
  taken: Flight,
  target: Target,
  preserves: boolean,
): OnwardTarget {
  const isSeen = preserves && taken.source.family === target.address.family;
  const source = isSeen ? taken.source : nodeAddress(node, target.address);
  if (source === null) {
    const missing = unread(
      'ec2:DescribeNetworkInterfaces',
      `NotListed: ${node.id} has no address to send from`,
    );
    return { ...told(target, []), outcome: 'unknown', missing: [missing] };
  }
  const flight = flightTo(taken, target, source);
  const memory = isSeen ? { ...NO_MEMORY, sentBy: node } : NO_MEMORY;
  const forward = walk(new Course(network, 'forward', memory), {
    at: 'interface',
    networkInterface: node,
    flight,
  });
  return answered(network, node, target, forward);
}

function flightTo(taken: Flight, { address, port, protocol }: Target, source: Address): Flight {
  const sourcePort = hasPorts(protocol) ? Math.max(taken.sourcePort ?? 1024, 1024) : null;
  return { source, destination: address, protocol, sourcePort, destinationPort: port, icmp: null };
}

function nodeAddress(node: NetworkInterface, { family }: Address): Address | null {
  const texts =
    family === 'ipv4' ? node.privateIpAddresses.map((each) => each.privateIpAddress) : node.ipv6Addresses;
  return parseAddress(texts[0] ?? '');
}

function answered(network: Network, node: NetworkInterface, target: Target, forward: Arrival): OnwardTarget {
  const { end, course } = forward;
  if (end.kind !== 'interface' && end.kind !== 'listener') return notHere(target, forward);
  const back = walk(new Course(network, 'reply', course.memory), {
    at: 'interface',
    networkInterface: end.networkInterface,
    flight: replyTo(forward.flight),
  });
  return {
    ...told(target, [...course.hops, ...back.course.hops]),
    networkInterfaceId: end.networkInterface.id,
    outcome: outcomeBack(node, target, forward, back),
    missing: [...missingOf(forward), ...missingOf(back)],
  };
}

function outcomeBack(
  node: NetworkInterface,
  target: Target,
  forward: Arrival,
  back: Arrival,
): OnwardTarget['outcome'] {
  const outcome = outcomeOf(back);
  if (outcome === 'stopped') return 'stopped';
  const isBack = back.end.kind === 'interface' && back.end.networkInterface.id === node.id;
  if (outcome === 'delivered' && !(isBack && sameAddress(back.flight.source, target.address)))
    return 'stopped';
  return outcomeOf(forward) === 'unknown' ? 'unknown' : outcome;
}

/** A target outside AWS is beyond what was read. */
function notHere(target: Target, forward: Arrival): OnwardTarget {
  const { end, course } = forward;
  const outside = `NotModelled: ${target.id} is outside AWS (${end.kind})`;
  if (end.kind === 'stopped') return { ...told(target, course.hops), outcome: 'stopped', missing: [] };
  const missing = end.kind === 'unknown' ? missingOf(forward) : [unread('rampart/network', outside)];
  return { ...told(target, course.hops), outcome: 'unknown', missing };
}
