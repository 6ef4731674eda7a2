import type { Family } from '../../model/address-range.ts';
import type { Packet } from '../../model/network-facts.ts';
import type { NetworkInterface, SecurityGroupRule } from '../../model/resources/ec2.ts';
import { DOCUMENTATION } from '../address.ts';
import type { Network } from '../network.ts';
import {
  FIRST_CLIENT_PORT,
  hasPorts,
  ICMP,
  ICMPV6,
  isIcmp,
  protocolNumber,
  TCP,
  UDP,
  USUAL_CLIENT_PORT,
} from '../protocol.ts';
import { tracePacket } from '../trace-packet.ts';
import type { NetworkEdit } from './edit.ts';
import type { ClosingTarget } from './edits-against.ts';
import type { Touched } from './touched.ts';

/** Traffic from an interface that gets through, and would not any more. */
export interface CutFlow {
  readonly networkInterfaceId: string;
  /** Interfaces that are like it: in its subnet, with its groups; itself counts. */
  readonly alike: number;
  /** An interface, or `internet`. */
  readonly to: string;
  /** One that gets through before. */
  readonly packet: Packet;
  /** `all`: no answer comes back; `some`: none to some of the ports that clients use. */
  readonly cut: 'all' | 'some';
}

export interface FlowsQuestion {
  /** Of these interfaces, as it would be: what decides about flows between them and to the internet. */
  readonly after: (interfaces: readonly NetworkInterface[]) => Network;
  readonly edits: readonly NetworkEdit[];
  readonly touched: Touched;
  readonly target: ClosingTarget;
}

/** Which other flows some edits cut. All pairs at once may answer it in the place of single packets. */
export type FlowsCut = (question: FlowsQuestion) => {
  readonly flows: readonly CutFlow[];
  readonly isBounded: boolean;
};

interface Asked {
  readonly from: Kind;
  readonly to: Kind | 'internet';
  readonly family: Family;
  readonly protocol: number;
  readonly port: number;
  readonly clientPorts: readonly number[];
}

/** Interfaces that no filter and no route tells apart. */
interface Kind {
  readonly one: NetworkInterface;
  readonly count: number;
}

const MOST_QUESTIONS = 150;

/** Asks one packet for each pair of kinds and what the edits are about, before and after. */
export function flowsCutIn(before: Network): FlowsCut {
  const byVpc = Map.groupBy(before.all('AWS::EC2::NetworkInterface'), (each) => each.vpcId);
  const kinds = new Map<string, readonly Kind[]>();
  const known = new Map<string, boolean>();
  return (question) => {
    const { vpcId } = question.target.networkInterface;
    const vpc = kinds.get(vpcId) ?? kindsOf(byVpc.get(vpcId) ?? []);
    kinds.set(vpcId, vpc);
    const { some, isBounded } = onceEach(askedBy(before, vpc, question));
    const asked = some.flatMap((each) => through(before, each, known));
    if (asked.length === 0) return { flows: [], isBounded };
    const after = question.after(endsOf(asked));
    const flows = asked.flatMap((each) => cutFlow(after, each) ?? []);
    return { flows, isBounded };
  };
}

function endsOf(asked: readonly Through[]): readonly NetworkInterface[] {
  const ends = asked.flatMap(({ asked: { from, to } }) => (to === 'internet' ? [from] : [from, to]));
  return [...new Set(ends.map((each) => each.one))];
}

function* askedBy(before: Network, vpc: readonly Kind[], question: FlowsQuestion): Iterable<Asked> {
  for (const edit of question.edits) yield* askedFor(before, vpc, question, edit);
}

function* askedFor(
  before: Network,
  vpc: readonly Kind[],
  question: FlowsQuestion,
  edit: NetworkEdit,
): Iterable<Asked> {
  const { touched, target } = question;
  const { family } = target;
  const own = kindsOf(touched.by([edit]));
  switch (edit.kind) {
    case 'revoke-security-group-rule':
    case 'narrow-security-group-rule':
      yield* inwards(vpc, own, trafficOf([edit.rule], target));
      break;
    case 'detach-security-group': {
      const group = before.find('AWS::EC2::SecurityGroup', edit.groupId);
      const sent = trafficOf(group?.egress ?? [], target);
      yield* outwards(own, FAMILIES, sent);
      yield* inwards(vpc, own, trafficOf(group?.ingress ?? [], target));
      yield* inwards(own, vpc, sent);
      break;
    }
    case 'disassociate-address':
      yield* outwards(own, [family], USUAL);
      break;
    case 'add-network-acl-entry': {
      const ports = portsAnswered(target);
      const usual = ports.length === 0 ? [] : USUAL;
      yield* inwards(vpc, own, [{ family, ...portOf(target) }]);
      if (hasGateway(question, edit)) yield* outwards(vpc, [family], [portOf(target), ...USUAL]);
      yield* outwards(own, [family], usual, ports);
      yield* inwards(
        own,
        vpc,
        usual.map((each) => ({ family, ...each })),
        ports,
      );
      break;
    }
    case 'replace-route':
    case 'remove-route':
      yield* outwards(hasGateway(question, edit) ? vpc : own, [family], USUAL);
  }
}

const ANY_PORT = [USUAL_CLIENT_PORT];

/**
 * An entry stops answers to clients by their ports. None: clients use none that it names. Otherwise one that it names and
 * some at the ends of those that clients use.
 */
function portsAnswered({ protocol, from, to }: ClosingTarget): readonly number[] {
  if (protocol === null) return ANY_PORT;
  if (!hasPorts(protocol) || to < FIRST_CLIENT_PORT) return [];
  const ends = from === to ? [USUAL_CLIENT_PORT] : [USUAL_CLIENT_PORT, FIRST_CLIENT_PORT, 65_535];
  return [...new Set([...ends, Math.max(from, FIRST_CLIENT_PORT)])];
}

/** What leaves by a NAT gateway of the subnets goes by their ACL and table too. */
function hasGateway({ touched }: FlowsQuestion, edit: NetworkEdit): boolean {
  return touched.by([edit]).some((each) => each.interfaceType === 'nat_gateway');
}

const FAMILIES: readonly Family[] = ['ipv4', 'ipv6'];

interface Traffic {
  readonly protocol: number;
  readonly port: number;
}

/** What nearly everything sends: requests, and questions for names. */
const USUAL: readonly Traffic[] = [
  { protocol: TCP, port: 443 },
  { protocol: UDP, port: 53 },
];

/** Of a range HTTPS, if it is there. */
function portOf({ protocol, from, to }: ClosingTarget): Traffic {
  return { protocol: protocol ?? TCP, port: from <= 443 && 443 <= to ? 443 : from };
}

/** Of each rule its first port; of a rule for everything that which is usual, and the target's. */
function trafficOf(rules: readonly SecurityGroupRule[], target: ClosingTarget): readonly Traffic[] {
  const all = rules.flatMap(({ protocol, fromPort }): readonly Traffic[] => {
    const number = protocolNumber(protocol);
    if (number === null) return [...USUAL, portOf(target)];
    return [{ protocol: number, port: Math.max(fromPort ?? 0, 0) }];
  });
  return [...all, portOf(target)];
}

function* inwards(
  from: readonly Kind[],
  to: readonly Kind[],
  traffic: readonly (Traffic & { readonly family?: Family })[],
  clientPorts: readonly number[] = ANY_PORT,
): Iterable<Asked> {
  for (const sender of from)
    for (const taker of to)
      for (const { family, ...each } of traffic)
        for (const one of family ? [family] : FAMILIES)
          yield { from: sender, to: taker, family: one, clientPorts, ...each };
}

function* outwards(
  from: readonly Kind[],
  families: readonly Family[],
  traffic: readonly Traffic[],
  clientPorts: readonly number[] = ANY_PORT,
): Iterable<Asked> {
  for (const sender of from)
    for (const family of families)
      for (const each of traffic) yield { from: sender, to: 'internet', family, clientPorts, ...each };
}

function kindsOf(interfaces: readonly NetworkInterface[]): readonly Kind[] {
  const speaking = interfaces.filter((each) => !PASSES_ON.has(each.interfaceType));
  const byKind = Map.groupBy(speaking, kindOf);
  return [...byKind.values()].flatMap((all) => (all[0] ? [{ one: all[0], count: all.length }] : []));
}

/** What speaks only for others. */
const PASSES_ON: ReadonlySet<string> = new Set([
  'nat_gateway',
  'transit_gateway',
  'gateway_load_balancer_endpoint',
]);

function kindOf(each: NetworkInterface): string {
  const { subnetId, securityGroupIds, interfaceType, privateIpAddresses, ipv6Addresses } = each;
  const hasPublic = privateIpAddresses.some(({ publicIp }) => publicIp !== null);
  return [subnetId, [...securityGroupIds].sort(), interfaceType, hasPublic, ipv6Addresses.length > 0].join(
    ' ',
  );
}

/** Those of pairs that have addresses, as many as are asked. */
function onceEach(asked: Iterable<Asked>): { readonly some: readonly Asked[]; readonly isBounded: boolean } {
  const some = new Map<string, Asked>();
  for (const each of asked) {
    if (packetsOf(each).length === 0) continue;
    const key = keyOf(each);
    if (some.has(key)) continue;
    if (some.size === MOST_QUESTIONS) return { some: [...some.values()], isBounded: true };
    some.set(key, each);
  }
  return { some: [...some.values()], isBounded: false };
}

function keyOf({ from, to, family, protocol, port, clientPorts }: Asked): string {
  return [from.one.id, to === 'internet' ? to : to.one.id, family, protocol, port, ...clientPorts].join(' ');
}

/** The packets of a question that get through: by each of the client's ports that may make a difference. */
interface Through {
  readonly asked: Asked;
  readonly packets: readonly Packet[];
}

function through(before: Network, asked: Asked, known: Map<string, boolean>): readonly Through[] {
  const packets = packetsOf(asked).filter((each) => {
    const key = `${keyOf(asked)} ${each.sourcePort}`;
    const isThrough = known.get(key) ?? getsThrough(before, each);
    known.set(key, isThrough);
    return isThrough;
  });
  return packets.length === 0 ? [] : [{ asked, packets }];
}

function getsThrough(network: Network, packet: Packet): boolean {
  return tracePacket(network, packet).verdict === 'reachable';
}

function cutFlow(after: Network, { asked, packets }: Through): CutFlow | null {
  const stopped = packets.filter((each) => tracePacket(after, each).verdict === 'blocked');
  const [first] = stopped;
  if (!first) return null;
  const { from, to } = asked;
  return {
    networkInterfaceId: from.one.id,
    alike: from.count,
    to: to === 'internet' ? to : to.one.id,
    packet: first,
    cut: stopped.length === packets.length ? 'all' : 'some',
  };
}

/** None: it is the same, or one of both has no such address. */
function packetsOf({ from, to, family, protocol, port, clientPorts }: Asked): readonly Packet[] {
  if (to !== 'internet' && to.one.id === from.one.id) return [];
  const address = addressOf(from.one, family);
  const destination = to === 'internet' ? SOMEBODY[family] : addressOf(to.one, family);
  if (address === null || destination === null) return [];
  const source = { kind: 'interface', networkInterfaceId: from.one.id, address } as const;
  const ported = hasPorts(protocol);
  const number = isIcmp(protocol) ? (family === 'ipv4' ? ICMP : ICMPV6) : protocol;
  return (ported ? clientPorts : [null]).map((sourcePort) => ({
    source,
    destination,
    protocol: number,
    sourcePort,
    destinationPort: ported ? port : null,
    icmp: isIcmp(number) ? ECHO[family] : null,
  }));
}

const ECHO: Readonly<Record<Family, { readonly type: number; readonly code: number }>> = {
  ipv4: { type: 8, code: 0 },
  ipv6: { type: 128, code: 0 },
};

/** Out of the blocks that are kept for documentation. */
const SOMEBODY: Readonly<Record<Family, string>> = {
  ipv4: DOCUMENTATION.ipv4.replace('.0/24', '.1'),
  ipv6: DOCUMENTATION.ipv6.replace('/32', '1'),
};

function addressOf({ privateIpAddresses, ipv6Addresses }: NetworkInterface, family: Family): string | null {
  const all = family === 'ipv4' ? privateIpAddresses.map((each) => each.privateIpAddress) : ipv6Addresses;
  return all[0] ?? null;
}
