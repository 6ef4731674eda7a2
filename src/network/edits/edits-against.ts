import type { Family } from '../../model/address-range.ts';
import type { Packet } from '../../model/network-facts.ts';
import type {
  NetworkAcl,
  NetworkAclEntry,
  NetworkInterface,
  Route,
  RouteTable,
  SecurityGroup,
  SecurityGroupRule,
  Subnet,
} from '../../model/resources/ec2.ts';
import { blockOf, parseAddress, within, withinAny } from '../address.ts';
import type { Flight } from '../flight.ts';
import { balancerAt } from '../load-balancer.ts';
import type { Network } from '../network.ts';
import { hasPorts, isIcmp, protocolNumber, TCP } from '../protocol.ts';
import { routeFor } from '../route-lookup.ts';
import { ruleIsFor } from '../security-group.ts';
import { flightOf } from '../trace-packet.ts';
import type { NetworkEdit } from './edit.ts';

/** What is to be closed: traffic from the internet to one address of one interface. */
export interface ClosingTarget {
  readonly networkInterface: NetworkInterface;
  readonly address: string;
  readonly family: Family;
  /** Null: every protocol that is not named. */
  readonly protocol: number | null;
  readonly from: number;
  readonly to: number;
}

/**
 * Every single edit that stops one packet of the target: each stands for something that the packet needs, so that
 * whatever closes the target holds one of them.
 */
export function editsAgainst(
  networks: Networks,
  target: ClosingTarget,
  packet: Packet,
): readonly NetworkEdit[] {
  const { edited } = networks;
  const taker = edited.find('AWS::EC2::NetworkInterface', target.networkInterface.id);
  const subnet = taker && edited.find('AWS::EC2::Subnet', taker.subnetId);
  if (!taker || !subnet) return [];
  return [
    ...groupEdits(networks, taker, target, flightOf(packet)),
    ...addressEdits(edited, taker, target),
    ...aclEdits(edited, subnet, target),
    ...(packet.protocol === TCP ? routeEdits(networks, subnet, packet) : []),
  ];
}

/** All that was read, and what the packet meets of it after the edits that were made before. */
export interface Networks {
  readonly whole: Network;
  readonly edited: Network;
}

function groupEdits(
  networks: Networks,
  taker: NetworkInterface,
  target: ClosingTarget,
  flight: Flight,
): readonly NetworkEdit[] {
  const admitting = admittingRule(networks.edited, taker, flight);
  if (admitting === null) return [];
  const { group, rule } = admitting;
  return [...ruleEdits(group, rule, target), ...detaching(networks.whole, taker, group.id)];
}

/** Without the rule, or, if it is for more ports, without these. */
export function ruleEdits(
  group: SecurityGroup,
  rule: SecurityGroupRule,
  target: ClosingTarget,
): readonly NetworkEdit[] {
  const base = { account: group.account, region: group.region, groupId: group.id, rule };
  const keeps = portsAround(rule, target);
  return [
    { kind: 'revoke-security-group-rule', ...base },
    ...(keeps.length === 0 ? [] : [{ kind: 'narrow-security-group-rule', ...base, keeps } as const]),
  ];
}

/** Of the rules that admit the packet that of the widest block: it is the one that makes a stranger's way. */
function admittingRule(network: Network, { securityGroupIds }: NetworkInterface, flight: Flight) {
  const admitting = securityGroupIds.flatMap((id) => {
    const group = network.find('AWS::EC2::SecurityGroup', id);
    const rules = (group?.ingress ?? []).filter((each) => ruleIsFor(each, flight));
    return rules.flatMap((rule) => {
      const width = group === null ? null : admittedWidth(network, group, rule, flight);
      return group === null || width === null ? [] : [{ group, rule, width }];
    });
  });
  return admitting.toSorted((a, b) => a.width - b.width)[0] ?? null;
}

/** The length of the prefix by which a rule names the packet's sender; null: it does not. */
function admittedWidth(
  network: Network,
  group: SecurityGroup,
  { peer }: SecurityGroupRule,
  { source }: Flight,
): number | null {
  if (peer.kind === 'group') return null;
  if (peer.kind === 'prefix-list') {
    const cidrs = network.cidrsOf(peer.prefixListId, group);
    return cidrs.status === 'read' && withinAny(source, cidrs.value) ? 0 : null;
  }
  return within(source, peer.cidr) ? (blockOf(peer.cidr)?.bits.length ?? null) : null;
}

const LAST_PORT = 65_535;

/** What is left of a rule's ports. A rule for all protocols cannot be written as one for all but some. */
function portsAround(rule: SecurityGroupRule, { from, to }: ClosingTarget): readonly SecurityGroupRule[] {
  const number = protocolNumber(rule.protocol);
  if (number === null || !hasPorts(number)) return [];
  const first = Math.max(rule.fromPort ?? 0, 0);
  const last = rule.fromPort === null || rule.fromPort < 0 ? LAST_PORT : (rule.toPort ?? first);
  return [
    ...(first < from ? [{ ...rule, fromPort: first, toPort: from - 1 }] : []),
    ...(to < last ? [{ ...rule, fromPort: to + 1, toPort: last }] : []),
  ];
}

/** An interface keeps at least one group, and one that AWS manages is not ours to change. */
export function detaching(
  network: Network,
  taker: NetworkInterface,
  groupId: string,
): readonly NetworkEdit[] {
  if (taker.securityGroupIds.length < 2) return [];
  const { account, region } = taker;
  const balancer = balancerAt(network, taker);
  if (balancer.status === 'unread') return [];
  if (balancer.value === null && taker.requesterManaged) return [];
  const loadBalancerArn = balancer.value?.arn ?? null;
  const networkInterfaceIds =
    loadBalancerArn === null ? [taker.id] : nodesOf(network, taker, loadBalancerArn, groupId);
  return [{ kind: 'detach-security-group', account, region, groupId, networkInterfaceIds, loadBalancerArn }];
}

function nodesOf(network: Network, one: NetworkInterface, arn: string, groupId: string): readonly string[] {
  const alike = network
    .membersOf(groupId)
    .filter(({ description, region }) => description === one.description && region === one.region);
  return alike.flatMap((each) => {
    const balancer = balancerAt(network, each);
    return balancer.status === 'read' && balancer.value?.arn === arn ? [each.id] : [];
  });
}

/** A load balancer's addresses are given by the service, as those of other managed interfaces are. */
function addressEdits(
  network: Network,
  taker: NetworkInterface,
  { address, family }: ClosingTarget,
): readonly NetworkEdit[] {
  if (taker.requesterManaged || taker.description.startsWith('ELB ')) return [];
  const { account, region, id: networkInterfaceId } = taker;
  const isElastic = network.all('AWS::EC2::EIP').some((each) => each.publicIp === address);
  return [{ kind: 'disassociate-address', account, region, networkInterfaceId, family, address, isElastic }];
}

const EVERYONE: Readonly<Record<Family, string>> = { ipv4: '0.0.0.0/0', ipv6: '::/0' };

/** Before the first entry that allows any of it. https://docs.aws.amazon.com/vpc/latest/userguide/nacl-rules.html */
export function aclEdits(network: Network, subnet: Subnet, target: ClosingTarget): readonly NetworkEdit[] {
  const acl = network.networkAclOf(subnet);
  if (acl.status === 'unread') return [];
  const { account, region, id: networkAclId } = acl.value;
  const ruleNumber = freeNumber(acl.value, target);
  if (ruleNumber === null) return [];
  const entry = denial(ruleNumber, target);
  return [{ kind: 'add-network-acl-entry', account, region, networkAclId, entry }];
}

function freeNumber({ entries }: NetworkAcl, target: ClosingTarget): number | null {
  const inbound = entries.filter((each) => !each.egress);
  const first = Math.min(...inbound.filter((each) => allows(each, target)).map((each) => each.ruleNumber));
  if (!Number.isFinite(first)) return null;
  const taken = new Set(inbound.map((each) => each.ruleNumber));
  const before = Array.from({ length: Math.max(0, first - 1) }, (_, index) => first - 1 - index);
  const free = before.filter((number) => !taken.has(number));
  // As AWS advises: leaving room for what comes between.
  return free.find((number) => number % 10 === 0) ?? free[0] ?? null;
}

function allows(entry: NetworkAclEntry, { family, protocol }: ClosingTarget): boolean {
  const block = family === 'ipv4' ? entry.cidrBlock : entry.ipv6CidrBlock;
  const number = protocolNumber(entry.protocol);
  return (
    entry.ruleAction === 'allow' &&
    block !== null &&
    (protocol === null || number === null || number === protocol)
  );
}

function denial(ruleNumber: number, { family, protocol, from, to }: ClosingTarget): NetworkAclEntry {
  const isOneType = from >> 8 === to >> 8;
  const icmp = { type: isOneType ? from >> 8 : -1, code: from === to ? from & 255 : -1 };
  return {
    ruleNumber,
    ruleAction: 'deny',
    egress: false,
    protocol: String(protocol ?? -1),
    cidrBlock: family === 'ipv4' ? EVERYONE.ipv4 : null,
    ipv6CidrBlock: family === 'ipv6' ? EVERYONE.ipv6 : null,
    portRange: protocol !== null && hasPorts(protocol) ? { from, to } : null,
    icmpTypeCode: protocol !== null && isIcmp(protocol) ? icmp : null,
  };
}

/** Answers take the route of the subnet's table; of other protocols than TCP one packet does harm without. */
function routeEdits({ whole, edited }: Networks, subnet: Subnet, packet: Packet): readonly NetworkEdit[] {
  const client = parseAddress(packet.source.address);
  const table = edited.routeTableOf(subnet);
  if (client === null || table.status === 'unread') return [];
  const found = routeFor(edited, table.value, client);
  const route = found.status === 'read' ? found.value : null;
  if (route === null || !isOurs(route)) return [];
  const { account, region, id: routeTableId } = table.value;
  const base = { account, region, routeTableId, route };
  const outOnly = outboundOnly(whole, table.value, client.family);
  return [
    ...outOnly.map((target) => ({ kind: 'replace-route', ...base, target }) as const),
    { kind: 'remove-route', ...base },
  ];
}

/** Propagated routes come back, and those that a table is made with stay. */
function isOurs({ origin }: Route): boolean {
  return origin !== 'EnableVgwRoutePropagation' && origin !== 'CreateRouteTable';
}

/** A NAT gateway whose own answers do not come by this table, or an egress-only gateway: the first of them, if any. */
function outboundOnly(network: Network, table: RouteTable, family: Family): readonly Route['target'][] {
  if (family === 'ipv6') {
    const gateways = network.all('AWS::EC2::EgressOnlyInternetGateway');
    const gateway = gateways.find((each) => each.vpcIds.includes(table.vpcId));
    return gateway ? [{ kind: 'egress-only-internet-gateway', id: gateway.id }] : [];
  }
  const nat = network
    .all('AWS::EC2::NatGateway')
    .find((each) => each.vpcId === table.vpcId && each.connectivityType === 'public' && isBeyond(each));
  return nat ? [{ kind: 'nat-gateway', id: nat.id }] : [];

  function isBeyond({ subnetId, state }: { readonly subnetId: string | null; readonly state: string }) {
    const subnet = subnetId === null ? null : network.find('AWS::EC2::Subnet', subnetId);
    const its = subnet && network.routeTableOf(subnet);
    return state === 'available' && its?.status === 'read' && its.value.id !== table.id;
  }
}
