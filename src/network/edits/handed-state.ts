import { read } from '../../model/reading.ts';
import type { NetworkInterface, SecurityGroup, SecurityGroupRule } from '../../model/resources/ec2.ts';
import { type Address, parseAddress, withinAny } from '../address.ts';
import type { InternetExposure } from '../exposed/exposed.ts';
import { type HandedOn, handedOn } from '../exposed/handed-on.ts';
import { together } from '../exposed/together.ts';
import { type Network, ownAddresses } from '../network.ts';
import { TCP } from '../protocol.ts';
import { ruleIsFor } from '../security-group.ts';
import type { ClosingState } from './closing-search.ts';
import type { NetworkEdit } from './edit.ts';
import {
  aclEdits,
  type ClosingTarget,
  detaching,
  editsAgainst,
  type Networks,
  ruleEdits,
} from './edits-against.ts';

/** Whoever it is that the target admits. */
const NARROWEST = 129;

/**
 * Whether a load balancer's node still hands on what the internet sends it to one target: closed by what closes the node
 * to it, or by what stops it between the node and the target.
 */
export function handedState(whole: Network, edited: InternetExposure, handed: HandedOn): ClosingState {
  const { network } = edited;
  const { exposure, traffic } = handed;
  const node = network.find('AWS::EC2::NetworkInterface', exposure.networkInterface.id);
  const open = node ? edited.of(node).find((each) => each.address === exposure.address) : undefined;
  if (!open) return { kind: 'closed' };
  const still = together(open).filter(
    ({ protocol, from }) => protocol === traffic.protocol && from === traffic.from,
  );
  const found = still.map((each) => handedOn(edited, open, each, NARROWEST));
  const left = found.flatMap((each) => each.handed).find((each) => isSameTarget(each, handed));
  if (left) return { kind: 'open', next: () => editsAlong({ whole, edited: network }, left) };
  const unsure = open.unsure.flatMap((each) => each.traffic.flatMap(({ hangsOn }) => hangsOn ?? []));
  const missing = [...open.missing, ...unsure, ...found.flatMap((each) => each.missing)];
  return missing.length === 0 ? { kind: 'closed' } : { kind: 'unknown', missing };
}

function isSameTarget(a: HandedOn, b: HandedOn): boolean {
  return (
    a.networkInterfaceId === b.networkInterfaceId &&
    a.target.address === b.target.address &&
    a.target.port === b.target.port
  );
}

function editsAlong(networks: Networks, handed: HandedOn): readonly NetworkEdit[] {
  const { exposure, traffic, trace } = handed;
  const { networkInterface, address, family } = exposure;
  const { protocol, from, to } = traffic;
  const node: ClosingTarget = { networkInterface, address, family, protocol, from, to };
  return [...editsAgainst(networks, node, trace.packet), ...editsAtTarget(networks, handed)];
}

/** By its groups, and by its subnet's ACL unless the node is in it too. */
function editsAtTarget({ whole, edited }: Networks, handed: HandedOn): readonly NetworkEdit[] {
  const taker = edited.find('AWS::EC2::NetworkInterface', handed.networkInterfaceId);
  const subnet = taker && edited.find('AWS::EC2::Subnet', taker.subnetId);
  const node = edited.find('AWS::EC2::NetworkInterface', handed.exposure.networkInterface.id);
  const destination = parseAddress(handed.target.address);
  if (!taker || !subnet || !node || !destination) return [];
  const { address, port } = handed.target;
  const { protocol } = handed.traffic;
  const at: ClosingTarget = {
    networkInterface: taker,
    address,
    family: destination.family,
    protocol,
    from: port,
    to: port,
  };
  const senders = [...ownAddresses(node), parseAddress(handed.trace.packet.source.address)];
  const admitting = admittingRules(edited, taker, at, (group, rule) =>
    mayName(edited, group, rule, node, senders),
  );
  return [
    ...admitting.flatMap(({ group, rule }) => [
      ...ruleEdits(group, rule, at),
      ...detaching(whole, taker, group.id),
    ]),
    ...(taker.subnetId === node.subnetId ? [] : aclEdits(edited, subnet, at)),
  ];
}

function admittingRules(
  network: Network,
  { securityGroupIds }: NetworkInterface,
  { protocol, from }: ClosingTarget,
  isFor: (group: SecurityGroup, rule: SecurityGroupRule) => boolean,
) {
  const sent = { protocol: protocol ?? TCP, destinationPort: from, icmp: null };
  const groups = securityGroupIds.flatMap((id) => network.find('AWS::EC2::SecurityGroup', id) ?? []);
  return groups.flatMap((group) =>
    group.ingress
      .filter((rule) => ruleIsFor(rule, sent) && isFor(group, rule))
      .map((rule) => ({ group, rule })),
  );
}

/** The node, or, where it keeps its clients' addresses, the client; which of both the engine says. */
function mayName(
  network: Network,
  group: SecurityGroup,
  { peer }: SecurityGroupRule,
  node: NetworkInterface,
  senders: readonly (Address | null)[],
): boolean {
  if (peer.kind === 'group') return node.securityGroupIds.includes(peer.groupId);
  const cidrs = peer.kind === 'prefix-list' ? network.cidrsOf(peer.prefixListId, group) : read([peer.cidr]);
  if (cidrs.status === 'unread') return true;
  return senders.some((each) => each !== null && withinAny(each, cidrs.value));
}
