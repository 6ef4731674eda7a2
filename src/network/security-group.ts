import { mapReading, type Reading, read, type Unread, unread } from '../model/reading.ts';
import type { NetworkInterface, SecurityGroup, SecurityGroupRule } from '../model/resources/ec2.ts';
import { type Address, sameAddress, within, withinAny } from './address.ts';
import type { Flight } from './flight.ts';
import { type Network, ownAddresses } from './network.ts';
import { type Direction, icmpMatches, inPorts } from './network-acl.ts';
import { hasPorts, isIcmp, protocolNumber } from './protocol.ts';

/**
 * The VPCs whose interfaces' private addresses the other end's address may be, which is what rules that name groups
 * look at. None: it is outside, or the way there does not carry groups along.
 */
export interface Bearer {
  readonly vpcIds: readonly string[];
  /** Those of which AWS does not say whether it looks there too. */
  readonly unsureVpcIds: readonly string[];
  /** A load balancer that sends on a packet with its client's address: rules that name its group admit it too. */
  readonly sentBy: NetworkInterface | null;
}

export const NOBODY: Bearer = { vpcIds: [], unsureVpcIds: [], sentBy: null };

export interface AdmittingRule {
  readonly groupId: string;
  readonly rule: SecurityGroupRule;
}

export type GroupAnswer =
  | { readonly kind: 'admitted'; readonly by: AdmittingRule | null }
  | { readonly kind: 'refused' }
  | { readonly kind: 'unknown'; readonly missing: Unread };

/**
 * What the interface's groups say of a packet: they only admit, and any rule of any of them does.
 * https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html
 */
export function groupsAnswer(
  network: Network,
  networkInterface: NetworkInterface,
  direction: Direction,
  flight: Flight,
  bearer: Bearer,
): GroupAnswer {
  if (networkInterface.securityGroupIds.length === 0) return withoutGroups(networkInterface);
  const missing: Unread[] = [];
  for (const id of networkInterface.securityGroupIds) {
    const group = network.named('AWS::EC2::SecurityGroup', id, networkInterface);
    if (group.status === 'unread') missing.push(group);
    else {
      const answer = groupAnswer(network, group.value, direction, flight, bearer);
      if (answer.kind === 'admitted') return answer;
      if (answer.kind === 'unknown') missing.push(answer.missing);
    }
  }
  const [first] = missing;
  return first ? { kind: 'unknown', missing: first } : { kind: 'refused' };
}

/** Kinds of interface that AWS makes without groups, which then nothing filters. */
const FILTERLESS: ReadonlySet<string> = new Set([
  'nat_gateway',
  'transit_gateway',
  'network_load_balancer',
  'gateway_load_balancer',
  'gateway_load_balancer_endpoint',
]);

/** Of an interface that has none. */
export function withoutGroups({ id, interfaceType, description }: NetworkInterface): GroupAnswer {
  if (FILTERLESS.has(interfaceType) || description.startsWith('ELB net/'))
    return { kind: 'admitted', by: null };
  const why = `NotListed: ${id} has no security group, which AWS makes no interface of type ${interfaceType} without`;
  return { kind: 'unknown', missing: unread('ec2:DescribeNetworkInterfaces', why) };
}

function groupAnswer(
  network: Network,
  group: SecurityGroup,
  direction: Direction,
  flight: Flight,
  bearer: Bearer,
): GroupAnswer {
  const peer = direction === 'ingress' ? flight.source : flight.destination;
  let missing: Unread | null = null;
  for (const rule of group[direction]) {
    if (!ruleIsFor(rule, flight)) continue;
    const names = namesPeer(network, group, rule, peer, bearer);
    if (names.status === 'unread') missing = names;
    else if (names.value) return { kind: 'admitted', by: { groupId: group.id, rule } };
  }
  return missing ? { kind: 'unknown', missing } : { kind: 'refused' };
}

/** Whether a rule is about such packets, whoever its peer is. */
export function ruleIsFor(
  { protocol, fromPort, toPort }: SecurityGroupRule,
  flight: Pick<Flight, 'protocol' | 'destinationPort' | 'icmp'>,
): boolean {
  const number = protocolNumber(protocol);
  if (number === null) return true;
  if (number !== flight.protocol) return false;
  if (hasPorts(number)) return fromPort === null || inPorts(fromPort, toPort ?? fromPort, flight);
  return !isIcmp(number) || icmpMatches(fromPort ?? -1, toPort ?? -1, flight);
}

function namesPeer(
  network: Network,
  group: SecurityGroup,
  { peer: named }: SecurityGroupRule,
  peer: Address,
  bearer: Bearer,
): Reading<boolean> {
  switch (named.kind) {
    case 'ipv4':
    case 'ipv6':
      return read(within(peer, named.cidr));
    case 'prefix-list':
      return listHolds(network, named.prefixListId, group, peer);
    case 'group':
      return isMember(network, named.groupId, peer, bearer);
  }
}

function listHolds(network: Network, id: string, by: SecurityGroup, peer: Address): Reading<boolean> {
  return mapReading(network.cidrsOf(id, by), (cidrs) => withinAny(peer, cidrs));
}

/**
 * The group's members count by their private addresses, in the VPC where the packet set out.
 * https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html#security-group-referencing
 */
function isMember(network: Network, groupId: string, peer: Address, bearer: Bearer): Reading<boolean> {
  if (bearer.sentBy?.securityGroupIds.includes(groupId)) return read(true);
  const members = network.membersOf(groupId);
  const isIn = (vpcIds: readonly string[]): boolean =>
    members.some((member) => vpcIds.includes(member.vpcId) && hasAddress(member, peer));
  if (isIn(bearer.vpcIds)) return read(true);
  if (!isIn(bearer.unsureVpcIds)) return read(false);
  return unread(
    'ec2:DescribeSecurityGroups',
    `Undefined: a member of ${groupId} has the address, but the route leads elsewhere, and AWS does not say whether the rule is for it`,
  );
}

function hasAddress(member: NetworkInterface, address: Address): boolean {
  const delegated = address.family === 'ipv4' ? member.ipv4Prefixes : member.ipv6Prefixes;
  return withinAny(address, delegated) || ownAddresses(member).some((own) => sameAddress(own, address));
}
