import type { NetworkFacts, Packet, PacketSource } from '../model/network-facts.ts';
import { unread } from '../model/reading.ts';
import type { NetworkInterface } from '../model/resources/ec2.ts';
import {
  type Address,
  addressText,
  DOCUMENTATION,
  isPublic,
  parseAddress,
  sameAddress,
  withinAny,
} from './address.ts';
import { blocksOnTheWay, clientPorts, publicAddresses } from './address-classes.ts';
import { InvalidPacket } from './invalid-packet.ts';
import { Network, ownAddresses } from './network.ts';
import { hasPorts, ICMP, ICMPV6, isIcmp, protocolNumber } from './protocol.ts';
import { type Trace, tracePacket } from './trace-packet.ts';

/** Who sends what to whom. */
export interface TraceQuestion {
  /** `internet`, an interface's or instance's id, or an address: a public one that nobody here has is on the internet. */
  readonly from: string;
  /** An interface's or instance's id, or an address. */
  readonly to: string;
  /** `tcp`, `udp`, `icmp`, `icmpv6` or IANA's number. */
  readonly protocol: string;
  /** The client's port. Without one, those that clients use. */
  readonly fromPort?: number;
  readonly toPort?: number;
  /** Without one, an echo request: type 8 (128 in IPv6), code 0. */
  readonly icmp?: { readonly type: number; readonly code: number };
}

/** Of TCP and UDP, for how many of the ports that clients use (1024 to 65535) the answer is the verdict. */
export type ClientPorts = 'all' | 'some' | 'none';

export interface TraceAnswer extends Trace {
  /** Null: neither TCP nor UDP, or the question names the port, or there were more packets to try. */
  readonly clientPorts: ClientPorts | null;
}

/**
 * One packet through the network, hop by hop, and the answer to it. Where the question leaves open who on the internet
 * sends, from which port, or to which of an interface's addresses, the packet is one that gets through, if any does.
 * Throws `InvalidPacket` for a question that names nothing that was read.
 */
export function trace(facts: NetworkFacts | Network, question: TraceQuestion): TraceAnswer {
  const network = facts instanceof Network ? facts : new Network(facts);
  const answers = endsOf(network, question.from, question.to).map((ends) =>
    bestOver(network, question, ends),
  );
  const best = answers.toSorted((a, b) => RANK[b.verdict] - RANK[a.verdict])[0];
  if (!best) throw new InvalidPacket(`${question.from} and ${question.to} have no addresses of one family`);
  return best;
}

const RANK: Readonly<Record<Trace['verdict'], number>> = { reachable: 2, unknown: 1, blocked: 0 };

export interface Ends {
  /** Null: anyone on the internet. */
  readonly source: PacketSource | null;
  readonly destination: Address;
}

/** Each way of reading the two names as addresses of one family. */
export function endsOf(network: Network, from: string, to: string): readonly Ends[] {
  const isOutside = from === 'internet' || isOnInternet(network, from);
  const destinations = destinationsOf(network, to, isOutside);
  if (from === 'internet') return destinations.map((destination) => ({ source: null, destination }));
  const sources = sourcesOf(network, from);
  return destinations.flatMap((destination) =>
    sources.flatMap((source) =>
      parseAddress(source.address)?.family === destination.family ? [{ source, destination }] : [],
    ),
  );
}

function isOnInternet(network: Network, text: string): boolean {
  const address = parseAddress(text);
  return address !== null && isPublic(address) && network.onInternet(address) === null;
}

function destinationsOf(network: Network, to: string, fromOutside: boolean): readonly Address[] {
  const address = parseAddress(to);
  if (address) return [address];
  const taker = interfaceNamed(network, to);
  const own = ownAddresses(taker);
  const shown = network.shownAddresses(taker).flatMap((each) => parseAddress(each.shown) ?? []);
  return fromOutside && shown.length > 0 ? shown : own;
}

function sourcesOf(network: Network, from: string): readonly PacketSource[] {
  const address = parseAddress(from);
  if (address === null) {
    const sender = interfaceNamed(network, from);
    return ownAddresses(sender).map((each) => fromInterface(sender, each));
  }
  if (isOnInternet(network, from)) return [{ kind: 'internet', address: from }];
  const owners = ownersOf(network, address);
  if (owners.length === 0)
    throw new InvalidPacket(`${from}: no network interface that was read has this address`);
  return owners;
}

/** By a private address, maybe in several VPCs; by a public one, the interface behind it. */
function ownersOf(network: Network, address: Address): readonly PacketSource[] {
  const shown = network.onInternet(address);
  if (shown) return [fromInterface(shown.networkInterface, shown.address)];
  return network
    .all('AWS::EC2::NetworkInterface')
    .filter((each) => ownAddresses(each).some((own) => sameAddress(own, address)))
    .map((each) => fromInterface(each, address));
}

function fromInterface({ id }: NetworkInterface, address: Address): PacketSource {
  return { kind: 'interface', networkInterfaceId: id, address: addressText(address) };
}

/** An interface by its own id, or the first of an instance. */
function interfaceNamed(network: Network, id: string): NetworkInterface {
  const all = network.all('AWS::EC2::NetworkInterface');
  const ofInstance = all.filter((each) => each.attachment?.instanceId === id);
  const primary = network.find('AWS::EC2::Instance', id)?.networkInterfaceIds[0];
  const found =
    network.find('AWS::EC2::NetworkInterface', id) ??
    ofInstance.find((each) => each.id === primary) ??
    ofInstance[0];
  if (!found) throw new InvalidPacket(`${id}: no network interface or instance of this id was read`);
  return found;
}

const MOST_PACKETS = 4096;

/**
 * The best over all senders and client ports that are told apart by anything met on the way: each further packet may
 * meet more, until there is nothing new. With more to send than `most`, what none of them showed is unknown.
 */
export function bestOver(
  network: Network,
  question: TraceQuestion,
  { source, destination }: Ends,
  most = MOST_PACKETS,
): TraceAnswer {
  const protocol = protocolOf(question.protocol);
  const asksPort = hasPorts(protocol) && question.fromPort === undefined;
  const traces = new Map<string, Trace>();
  for (let before = -1; before < traces.size; ) {
    before = traces.size;
    const hops = [...traces.values()].flatMap((each) => [...each.forward.hops, ...(each.reply?.hops ?? [])]);
    const senders = source ? [source] : sendersOf(network, destination, hops);
    const ports = asksPort ? clientPorts(network, hops) : [question.fromPort ?? null];
    for (const sender of senders)
      for (const port of ports) {
        const key = `${sender.address} ${port}`;
        if (traces.has(key)) continue;
        if (traces.size >= most) return cutOff(bestOf([...traces.values()], asksPort), most);
        traces.set(key, tracePacket(network, packetOf(question, protocol, sender, destination, port)));
      }
  }
  return bestOf([...traces.values()], asksPort);
}

/** One that gets through does so whatever the others do; that none does is shown by all of them alone. */
function cutOff(best: TraceAnswer, most: number): TraceAnswer {
  if (best.verdict === 'reachable')
    return { ...best, clientPorts: best.clientPorts === 'all' ? 'some' : best.clientPorts };
  const why = `TooMany: more packets are told apart than the ${most} that were tried`;
  const missing = [...best.missing, unread('rampart/network', why)];
  return { ...best, verdict: 'unknown', clientPorts: null, blockedAt: null, missing };
}

function sendersOf(
  network: Network,
  destination: Address,
  hops: Trace['forward']['hops'],
): readonly PacketSource[] {
  const classes = publicAddresses(destination.family, [...WITNESSES, ...blocksOnTheWay(network, hops)]);
  return classes
    .toSorted((a, b) => Number(withinAny(b, WITNESSES)) - Number(withinAny(a, WITNESSES)))
    .map((address) => ({ kind: 'internet', address: addressText(address) }));
}

const WITNESSES = Object.values(DOCUMENTATION);

function bestOf(traces: readonly Trace[], asksPort: boolean): TraceAnswer {
  const [best] = traces.toSorted((a, b) => RANK[b.verdict] - RANK[a.verdict]);
  if (!best) throw new InvalidPacket('no packet answers the question');
  if (!asksPort) return { ...best, clientPorts: null };
  const alike = traces.filter((each) => each.packet.source.address === best.packet.source.address);
  const through = alike.filter((each) => each.verdict === 'reachable').length;
  return { ...best, clientPorts: through === 0 ? 'none' : through === alike.length ? 'all' : 'some' };
}

function protocolOf(text: string): number {
  const number = protocolNumber(text);
  if (number === null || !Number.isInteger(number) || number < 0 || number > 255)
    throw new InvalidPacket(`${text}: expected tcp, udp, icmp, icmpv6 or a number from 0 to 255`);
  return number;
}

function packetOf(
  { toPort, icmp }: TraceQuestion,
  protocol: number,
  source: PacketSource,
  destination: Address,
  sourcePort: number | null,
): Packet {
  const ported = hasPorts(protocol);
  if (ported && toPort === undefined) throw new InvalidPacket('tcp and udp need a destination port');
  const number = protocol === ICMP && destination.family === 'ipv6' ? ICMPV6 : protocol;
  return {
    source,
    destination: addressText(destination),
    protocol: number,
    sourcePort: ported ? sourcePort : null,
    destinationPort: ported ? (toPort ?? null) : null,
    icmp: isIcmp(number) ? (icmp ?? { type: number === ICMP ? 8 : 128, code: 0 }) : null,
  };
}
