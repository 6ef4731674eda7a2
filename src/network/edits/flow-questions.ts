import type { Family } from '../../model/address-range.ts';
import type { SecurityGroupRule } from '../../model/resources/ec2.ts';
import type { Network } from '../network.ts';
import { FIRST_CLIENT_PORT, hasPorts, protocolNumber, TCP, UDP, USUAL_CLIENT_PORT } from '../protocol.ts';
import type { NetworkEdit } from './edit.ts';
import type { ClosingTarget } from './edits-against.ts';
import { type FlowEnd, INTERNET, type Kind, kindsOf } from './flow-ends.ts';
import type { Touched } from './touched.ts';

/** One kind of traffic from one end to another. */
export interface Asked {
  readonly from: FlowEnd;
  readonly to: FlowEnd;
  readonly family: Family;
  readonly protocol: number;
  readonly port: number;
  readonly clientPorts: readonly number[];
}

export interface EditsAsked {
  readonly before: Network;
  readonly edits: readonly NetworkEdit[];
  readonly touched: Touched;
  readonly target: ClosingTarget;
  /** Everything in the target's VPC, and in others with interfaces that the edits change. */
  readonly vpc: readonly Kind[];
}

/** What the edits may cut within these VPCs, and of their ways to the internet. */
export function* askedWithin(asked: EditsAsked): Iterable<Asked> {
  for (const edit of asked.edits) {
    yield* withPeers(asked, edit, asked.vpc);
    yield* toInternet(asked, edit);
  }
}

/** What they may cut of what others outside them send them, take from them, or send through them. */
export function* askedBeyond(asked: EditsAsked, others: readonly FlowEnd[]): Iterable<Asked> {
  const { vpc, target, touched } = asked;
  for (const edit of asked.edits) {
    yield* withPeers(asked, edit, others);
    const isAttached = touched.hasAttachment(edit);
    if (isAttached || touched.hasNatGateway(edit)) yield* leaving(others, edit, target);
    if (!isAttached || edit.kind !== 'add-network-acl-entry') continue;
    yield* throughAcl(others, vpc, target);
    yield* throughAcl(vpc, others, target);
  }
}

function* withPeers(asked: EditsAsked, edit: NetworkEdit, peers: readonly FlowEnd[]): Iterable<Asked> {
  const { before, touched, target } = asked;
  const { family } = target;
  const own = kindsOf(touched.by([edit]));
  switch (edit.kind) {
    case 'revoke-security-group-rule':
    case 'narrow-security-group-rule':
      yield* between(peers, own, FAMILIES, trafficOf([edit.rule], target));
      break;
    case 'detach-security-group': {
      const group = before.find('AWS::EC2::SecurityGroup', edit.groupId);
      yield* between(peers, own, FAMILIES, trafficOf(group?.ingress ?? [], target));
      yield* between(own, peers, FAMILIES, trafficOf(group?.egress ?? [], target));
      break;
    }
    case 'disassociate-address':
    case 'replace-route':
    case 'remove-route':
      // Neighbours speak with it by the same IPv6 address, and may do so by the internet.
      if (family === 'ipv6') {
        yield* between(peers, own, [family], [portOf(target)]);
        yield* between(own, peers, [family], USUAL);
      }
      break;
    case 'add-network-acl-entry':
      yield* throughAcl(peers, own, target);
  }
}

/** Questions at the ports that an entry names, and answers to clients at them. */
function* throughAcl(
  from: readonly FlowEnd[],
  to: readonly FlowEnd[],
  target: ClosingTarget,
): Iterable<Asked> {
  yield* between(from, to, [target.family], [portOf(target)]);
  const ports = portsAnswered(target);
  if (ports.length > 0) yield* between(to, from, [target.family], USUAL, ports);
}

function* toInternet(asked: EditsAsked, edit: NetworkEdit): Iterable<Asked> {
  const { before, touched, target, vpc } = asked;
  const own = kindsOf(touched.by([edit]));
  switch (edit.kind) {
    case 'revoke-security-group-rule':
    case 'narrow-security-group-rule':
      break;
    case 'detach-security-group': {
      const group = before.find('AWS::EC2::SecurityGroup', edit.groupId);
      yield* outwards(own, FAMILIES, trafficOf(group?.egress ?? [], target));
      break;
    }
    case 'disassociate-address':
      yield* outwards(own, [target.family], USUAL);
      break;
    case 'add-network-acl-entry':
    case 'replace-route':
    case 'remove-route':
      if (touched.hasNatGateway(edit) || touched.hasAttachment(edit)) yield* leaving(vpc, edit, target);
      else yield* leaving(own, edit, target, []);
  }
}

/** By the subnets of an entry or a route; `through` them: what the entry names, too. */
function* leaving(
  from: readonly FlowEnd[],
  { kind }: NetworkEdit,
  target: ClosingTarget,
  through = [portOf(target)],
): Iterable<Asked> {
  const { family } = target;
  if (kind !== 'add-network-acl-entry') {
    yield* outwards(from, [family], USUAL);
    return;
  }
  if (through.length > 0) yield* outwards(from, [family], [...through, ...USUAL]);
  const ports = portsAnswered(target);
  if (ports.length > 0) yield* outwards(from, [family], USUAL, ports);
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

function* between(
  from: readonly FlowEnd[],
  to: readonly FlowEnd[],
  families: readonly Family[],
  traffic: readonly Traffic[],
  clientPorts: readonly number[] = ANY_PORT,
): Iterable<Asked> {
  for (const sender of from)
    for (const taker of to)
      for (const each of traffic)
        for (const family of families) yield { from: sender, to: taker, family, clientPorts, ...each };
}

function outwards(
  from: readonly FlowEnd[],
  families: readonly Family[],
  traffic: readonly Traffic[],
  clientPorts: readonly number[] = ANY_PORT,
): Iterable<Asked> {
  return between(from, [INTERNET], families, traffic, clientPorts);
}
