import type { Family } from '../../model/address-range.ts';
import type { NetworkInterface, SecurityGroupRule } from '../../model/resources/ec2.ts';
import { DOCUMENTATION } from '../address.ts';
import { flightText } from '../flight.ts';
import { InvalidPacket } from '../invalid-packet.ts';
import type { Network } from '../network.ts';
import { hasPorts, ICMP, isIcmp, protocolNumber, TCP, UDP } from '../protocol.ts';
import { type TraceAnswer, trace } from '../trace.ts';
import { flightOf } from '../trace-packet.ts';
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
  /** A packet that gets through before. */
  readonly packet: string;
  /** `all`: no answer comes back; `some`: none to some of the ports that clients use. */
  readonly cut: 'all' | 'some';
}

export interface FlowsQuestion {
  readonly before: Network;
  /** Made where it is needed: all that was read, edited. */
  readonly after: () => Network;
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
}

/** Interfaces that no filter and no route tells apart. */
interface Kind {
  readonly one: NetworkInterface;
  readonly count: number;
}

const MOST_QUESTIONS = 400;

/** Asks one packet for each pair of kinds and what the edits are about, before and after. */
export const cutFlows: FlowsCut = (question) => {
  const asked = onceEach(question.edits.flatMap((each) => askedFor(question, each)));
  if (asked.length === 0) return { flows: [], isBounded: false };
  const after = question.after();
  const flows = asked.slice(0, MOST_QUESTIONS).flatMap((each) => cutFlow(question.before, after, each) ?? []);
  return { flows, isBounded: asked.length > MOST_QUESTIONS };
};

function askedFor(question: FlowsQuestion, edit: NetworkEdit): readonly Asked[] {
  const { before, touched, target } = question;
  const vpc = kindsOf(
    before.all('AWS::EC2::NetworkInterface').filter((each) => each.vpcId === target.networkInterface.vpcId),
  );
  const own = kindsOf(touched.by([edit]));
  switch (edit.kind) {
    case 'revoke-security-group-rule':
    case 'narrow-security-group-rule':
      return inwards(vpc, own, trafficOf([edit.rule], target));
    case 'detach-security-group': {
      const group = before.find('AWS::EC2::SecurityGroup', edit.groupId);
      return [
        ...inwards(vpc, own, trafficOf(group?.ingress ?? [], target)),
        ...inwards(own, vpc, trafficOf(group?.egress ?? [], target)),
        ...outwards(own, FAMILIES, trafficOf(group?.egress ?? [], target)),
      ];
    }
    case 'disassociate-address':
      return outwards(own, [edit.family], USUAL);
    case 'add-network-acl-entry': {
      const family = target.family;
      const reached = inwards(vpc, own, [{ family, ...portOf(target) }]);
      const answers = inwards(
        own,
        vpc,
        USUAL.map((each) => ({ family, ...each })),
      );
      return [...reached, ...answers, ...outwards(behind(question, edit, vpc, own), [family], USUAL)];
    }
    case 'replace-route':
    case 'remove-route':
      return outwards(behind(question, edit, vpc, own), [target.family], USUAL);
  }
}

/** What leaves by a NAT gateway of the subnets goes by their ACL and table too. */
function behind(
  { touched }: FlowsQuestion,
  edit: NetworkEdit,
  vpc: readonly Kind[],
  own: readonly Kind[],
): readonly Kind[] {
  const hasGateway = touched.by([edit]).some((each) => each.interfaceType === 'nat_gateway');
  return hasGateway ? vpc : own;
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

function portOf({ protocol, from }: ClosingTarget): Traffic {
  return { protocol: protocol ?? TCP, port: from };
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

function inwards(
  from: readonly Kind[],
  to: readonly Kind[],
  traffic: readonly (Traffic & { readonly family?: Family })[],
): readonly Asked[] {
  return from.flatMap((sender) =>
    to.flatMap((taker) =>
      traffic.flatMap(({ family, ...each }) =>
        (family ? [family] : FAMILIES).map((one) => ({ from: sender, to: taker, family: one, ...each })),
      ),
    ),
  );
}

function outwards(
  from: readonly Kind[],
  families: readonly Family[],
  traffic: readonly Traffic[],
): readonly Asked[] {
  return from.flatMap((sender) =>
    families.flatMap((family) =>
      traffic.map((each) => ({ from: sender, to: 'internet' as const, family, ...each })),
    ),
  );
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

function onceEach(asked: readonly Asked[]): readonly Asked[] {
  const keyed = asked
    .filter(({ from, to }) => to === 'internet' || to.one.id !== from.one.id)
    .map((each) => [keyOf(each), each] as const);
  return [...new Map(keyed).values()];
}

function keyOf({ from, to, family, protocol, port }: Asked): string {
  return [from.one.id, to === 'internet' ? to : to.one.id, family, protocol, port].join(' ');
}

function cutFlow(before: Network, after: Network, asked: Asked): CutFlow | null {
  const was = answerTo(before, asked);
  if (was?.verdict !== 'reachable') return null;
  const is = answerTo(after, asked);
  const cut = is === null || is.verdict === 'blocked' ? 'all' : narrower(was, is) ? 'some' : null;
  if (cut === null) return null;
  const { from, to } = asked;
  return {
    networkInterfaceId: from.one.id,
    alike: from.count,
    to: to === 'internet' ? to : to.one.id,
    packet: flightText(flightOf(was.packet)),
    cut,
  };
}

function narrower(was: TraceAnswer, is: TraceAnswer): boolean {
  return was.clientPorts === 'all' && is.clientPorts === 'some';
}

/** Null: one of both has no such address. */
function answerTo(network: Network, { from, to, family, protocol, port }: Asked): TraceAnswer | null {
  const source = addressOf(from.one, family);
  const destination = to === 'internet' ? SOMEBODY[family] : addressOf(to.one, family);
  if (source === null || destination === null) return null;
  const ported = hasPorts(protocol);
  const number = isIcmp(protocol) ? ICMP : protocol;
  try {
    return trace(network, {
      from: from.one.id,
      to: destination,
      protocol: String(number),
      ...(ported ? { toPort: port } : {}),
    });
  } catch (error) {
    if (error instanceof InvalidPacket) return null;
    throw error;
  }
}

/** Out of the blocks that are kept for documentation. */
const SOMEBODY: Readonly<Record<Family, string>> = {
  ipv4: DOCUMENTATION.ipv4.replace('.0/24', '.1'),
  ipv6: DOCUMENTATION.ipv6.replace('/32', '1'),
};

function addressOf({ privateIpAddresses, ipv6Addresses }: NetworkInterface, family: Family): string | null {
  const all = family === 'ipv4' ? privateIpAddresses.map((each) => each.privateIpAddress) : ipv6Addresses;
  return all[0] ?? null;
}
