import type { NetworkFacts, Packet, PacketSource } from '../../src/model/network-facts.ts';
import type { ResourceType } from '../../src/model/resource-types.ts';
import { isIpv6, sameAddress } from './address.ts';
import { insideAddress, onTheInternet } from './internet.ts';
import {
  type Cause,
  type End,
  go,
  type Header,
  type Journey,
  notRead,
  PASS,
  type Place,
  type Receiver,
  type Step,
  stop,
} from './journey.ts';
import { enterVpc, leaveInterface, leaveSubnet } from './leave.ts';
import { named } from './lookup.ts';
import { fromOnPremises } from './on-premises.ts';
import { TCP } from './rule-match.ts';
import { atTransitGateway } from './transit-gateway.ts';

export interface Simulated {
  readonly verdict: 'reachable' | 'blocked' | 'unknown';
  /** What stopped it, or keeps it from being known; null: nothing. */
  readonly cause: Cause | null;
  /** The same in a sentence. */
  readonly why: string;
  /** Where the packet that says so went, and its answer after it. */
  readonly trail: readonly string[];
}

/**
 * What becomes of one packet, and of the answer where it is TCP: whether whoever has the destination gets it and whoever
 * sent it hears back.
 */
export function simulate(facts: NetworkFacts, packet: Packet): Simulated {
  const { source, ...rest } = packet;
  const header: Header = { ...rest, source: source.address };
  const ends = start(facts, packet, header).flatMap((step) => follow(facts, step));
  return together(ends.flatMap((end) => outcomes(facts, packet, end)));
}

function isWholeEverywhere({ listings }: NetworkFacts, type: ResourceType): boolean {
  const lists = listings.filter((each) => each.type === type);
  return listings.length === 0 || (lists.length > 0 && lists.every((each) => each.gap === null));
}

function start(facts: NetworkFacts, { source, destination }: Packet, header: Header): readonly Step[] {
  const journey: Journey = {
    header,
    isAnswer: false,
    place: { kind: 'internet' },
    memories: [],
    doubts: [],
    trail: [],
    seen: [],
  };
  if (source.kind === 'on-premises') {
    return go(
      journey,
      { kind: 'on-premises', gatewayId: source.gatewayId },
      `from beyond ${source.gatewayId}`,
    );
  }
  if (source.kind === 'internet') {
    if (insideAddress(facts, destination) !== null)
      return go(journey, { kind: 'internet' }, 'from the internet');
    // IPv6 addresses are told by the VPC's blocks too.
    return isWholeEverywhere(facts, 'AWS::EC2::NetworkInterface') &&
      (!isIpv6(destination) || isWholeEverywhere(facts, 'AWS::EC2::VPC'))
      ? stop(journey, 'receiver', `${destination} is no public address of an interface`)
      : notRead(journey, `whose address ${destination} is`);
  }
  const sender = named(facts, 'AWS::EC2::NetworkInterface', source.networkInterfaceId);
  if (!sender) return notRead(journey, source.networkInterfaceId);
  return go(journey, { kind: 'interface', sender }, `from ${sender.id}`);
}

function follow(facts: NetworkFacts, step: Step): readonly End[] {
  if ('kind' in step) return [step];
  return next(facts, step).flatMap((each) => follow(facts, each));
}

function next(facts: NetworkFacts, journey: Journey): readonly Step[] {
  const { place } = journey;
  switch (place.kind) {
    case 'interface':
      return leaveInterface(facts, journey, place.sender);
    case 'subnet':
      return leaveSubnet(facts, journey, place.subnet, () => PASS, place.way);
    case 'edge':
      return enterVpc(facts, journey, place.vpc, place.gatewayId, place.way);
    case 'internet':
      return onTheInternet(facts, journey);
    case 'transit-gateway':
      return atTransitGateway(facts, journey, place);
    case 'on-premises':
      return fromOnPremises(facts, journey, place.gatewayId);
  }
}

/** Of UDP, ICMP and the rest one packet that arrives is enough; TCP needs an answer to begin. */
function outcomes(facts: NetworkFacts, packet: Packet, end: End): readonly Simulated[] {
  if (end.kind !== 'arrived') return [failure(end)];
  if (packet.protocol !== TCP) return [success(end.journey)];
  return follow(facts, answerTo(end)).map((back) => judge(packet, back));
}

function answerTo({ journey, receiver }: Extract<End, { kind: 'arrived' }>): Step {
  const { header } = journey;
  const turned: Header = {
    ...header,
    source: header.destination,
    destination: header.source,
    sourcePort: header.destinationPort,
    destinationPort: header.sourcePort,
  };
  const trail = [...journey.trail, `answered by ${whoIs(receiver)}`];
  return { ...journey, header: turned, isAnswer: true, place: placeOf(receiver), trail };
}

function placeOf(receiver: Receiver): Place {
  switch (receiver.kind) {
    case 'interface':
      return { kind: 'interface', sender: receiver.receiver };
    case 'internet':
      return { kind: 'internet' };
    case 'on-premises':
      return receiver;
    case 'service':
      return { kind: 'edge', vpc: receiver.vpc, gatewayId: null, way: { by: 'edge' } };
  }
}

function whoIs(receiver: Receiver): string {
  if (receiver.kind === 'interface') return receiver.receiver.id;
  return receiver.kind === 'on-premises' ? `a host beyond ${receiver.gatewayId}` : `the ${receiver.kind}`;
}

/** The client takes an answer that comes from where it asked, to where it asked from. */
function judge({ source, destination, sourcePort, destinationPort }: Packet, end: End): Simulated {
  if (end.kind !== 'arrived') return failure(end);
  const { header } = end.journey;
  const isBack = isAsker(source, end.receiver);
  if (isBack === 'perhaps')
    return failure(undecidedEnd(end.journey, 'the answer comes out at another on-premises gateway'));
  const isTheAnswer =
    isBack === 'yes' &&
    sameAddress(header.source, destination) &&
    sameAddress(header.destination, source.address) &&
    header.sourcePort === destinationPort &&
    header.destinationPort === sourcePort;
  if (isTheAnswer) return success(end.journey);
  const why = `the answer comes from ${header.source} to ${header.destination} at ${whoIs(end.receiver)}`;
  return { verdict: 'blocked', cause: 'answer', why, trail: end.journey.trail };
}

function isAsker(source: PacketSource, receiver: Receiver): 'yes' | 'no' | 'perhaps' {
  if (source.kind === 'interface')
    return receiver.kind === 'interface' && receiver.receiver.id === source.networkInterfaceId ? 'yes' : 'no';
  if (source.kind !== receiver.kind) return 'no';
  // Two gateways may lead to one network, or to two.
  return receiver.kind === 'on-premises' &&
    source.kind === 'on-premises' &&
    receiver.gatewayId !== source.gatewayId
    ? 'perhaps'
    : 'yes';
}

function undecidedEnd(journey: Journey, why: string): Exclude<End, { kind: 'arrived' }> {
  return { kind: 'undecided', journey, cause: 'answer', why };
}

function success({ doubts, trail }: Journey): Simulated {
  const [why] = doubts;
  if (why !== undefined) return { verdict: 'unknown', cause: 'not read', why, trail };
  return { verdict: 'reachable', cause: null, why: 'nothing stops it', trail };
}

function failure({ kind, journey, cause, why }: Exclude<End, { kind: 'arrived' }>): Simulated {
  return { verdict: kind === 'stopped' ? 'blocked' : 'unknown', cause, why, trail: journey.trail };
}

/** Where AWS may choose, only what comes of every choice is known. */
function together(all: readonly Simulated[]): Simulated {
  const [first, ...others] = all;
  if (!first) return { verdict: 'unknown', cause: 'choice', why: 'there is no way to follow', trail: [] };
  const different = others.find((each) => each.verdict !== first.verdict);
  if (!different) return first;
  const unknown = all.find((each) => each.verdict === 'unknown');
  if (unknown) return unknown;
  const why = `AWS chooses the way: ${first.why}, or ${different.why}`;
  return { verdict: 'unknown', cause: 'choice', why, trail: first.trail };
}
