import type { NetworkFacts } from '../../src/model/network-facts.ts';
import type { NetworkInterface, SecurityGroupRule } from '../../src/model/resources/ec2.ts';
import { holds } from './address.ts';
import { type FilterVerdict, type Header, PASS, type Way } from './journey.ts';
import { allOf, homeOf, interfaceWith, isWhole, named } from './lookup.ts';
import type { Direction } from './network-acl.ts';
import {
  type Answer,
  hasPorts,
  isAnyProtocol,
  isIcmp,
  isIcmpKind,
  isInPrefixList,
  isPortWithin,
  isProtocol,
} from './rule-match.ts';

/**
 * "You can specify allow rules, but not deny rules"; of several groups "the rules from each security group are
 * effectively aggregated": https://docs.aws.amazon.com/vpc/latest/userguide/vpc-security-groups.html. NAT gateways,
 * and Network Load Balancers made without any, have no groups and filter nothing.
 */
export function securityGroups(
  facts: NetworkFacts,
  own: NetworkInterface,
  direction: Direction,
  header: Header,
  way: Way,
): FilterVerdict {
  if (own.securityGroupIds.length === 0) return PASS;
  const answers = new Set(
    own.securityGroupIds.map((id) => groupAllows(facts, id, own, direction, header, way)),
  );
  if (answers.has('yes')) return PASS;
  const what = `${own.securityGroupIds.join(', ')} of ${own.id}`;
  if (answers.has('perhaps'))
    return { verdict: 'perhaps', cause: 'security group', why: `what ${what} allow was not read whole` };
  return { verdict: 'stop', cause: 'security group', why: `no rule of ${what} allows it ${direction}` };
}

function groupAllows(
  facts: NetworkFacts,
  groupId: string,
  own: NetworkInterface,
  direction: Direction,
  header: Header,
  way: Way,
): Answer {
  const group = named(facts, 'AWS::EC2::SecurityGroup', groupId);
  if (!group) return 'perhaps';
  const rules = direction === 'in' ? group.ingress : group.egress;
  const other = direction === 'in' ? header.source : header.destination;
  const found = rules
    .filter((rule) => isTraffic(rule, header))
    .map((rule) => isPeer(facts, rule, own, direction, other, way));
  const answers = new Set(found);
  return answers.has('yes') ? 'yes' : answers.has('perhaps') ? 'perhaps' : 'no';
}

/** Of ICMP "from" is the type and "to" the code: https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html */
function isTraffic(rule: SecurityGroupRule, header: Header): boolean {
  if (isAnyProtocol(rule.protocol)) return true;
  if (!isProtocol(rule.protocol, header)) return false;
  if (hasPorts(header)) return isPortWithin(header, rule.fromPort, rule.toPort);
  if (isIcmp(header)) return isIcmpKind(header, rule.fromPort, rule.toPort);
  return true;
}

function isPeer(
  facts: NetworkFacts,
  { peer }: SecurityGroupRule,
  own: NetworkInterface,
  direction: Direction,
  other: string,
  way: Way,
): Answer {
  if (peer.kind === 'prefix-list') return isInPrefixList(facts, peer.prefixListId, other);
  if (peer.kind === 'group') return isMember(facts, peer.groupId, own, direction, other, way);
  return holds(peer.cidr, other) ? 'yes' : 'no';
}

/**
 * "Incoming traffic is allowed based on the private IP addresses of the network interfaces that are associated with the
 * source security group (and not the public IP or Elastic IP addresses)", in the same VPC or a peered one:
 * https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html#security-group-referencing
 */
function isMember(
  facts: NetworkFacts,
  groupId: string,
  own: NetworkInterface,
  direction: Direction,
  address: string,
  way: Way,
): Answer {
  const seen = vpcSeen(facts, own, direction, way);
  if (seen === 'perhaps') return 'perhaps';
  if (seen === null)
    return direction === 'out' && isElsewhere(facts, groupId, own, address) ? 'perhaps' : 'no';
  const found = interfaceWith(facts, seen, address);
  if (found) return found.securityGroupIds.includes(groupId) ? 'yes' : 'no';
  const vpc = named(facts, 'AWS::EC2::VPC', seen);
  return vpc && isWhole(facts, 'AWS::EC2::NetworkInterface', homeOf(vpc)) ? 'no' : 'perhaps';
}

/** Whether a rule that names a group of the VPC, or of a peered one, lets out what goes to its members by another way is not said. */
function isElsewhere(facts: NetworkFacts, groupId: string, own: NetworkInterface, address: string): boolean {
  const has = (vpcId: string): boolean =>
    interfaceWith(facts, vpcId, address)?.securityGroupIds.includes(groupId) === true;
  return has(own.vpcId) || peersOf(facts, own).some(has);
}

function peersOf(facts: NetworkFacts, own: NetworkInterface): readonly string[] {
  return allOf(facts, 'AWS::EC2::VPCPeeringConnection').flatMap(({ statusCode, requester, accepter }) => {
    const isNear = statusCode === 'active' && requester.region === accepter.region;
    const [a, b] = [requester.vpcId, accepter.vpcId];
    const other = a === own.vpcId ? b : b === own.vpcId ? a : null;
    return isNear && other !== null ? [other] : [];
  });
}

/**
 * The VPC whose groups a rule knows for this traffic. Peered: "only in the same Region",
 * https://docs.aws.amazon.com/vpc/latest/peering/vpc-peering-security-groups.html. Over a transit gateway: "in inbound
 * rules only", by opt-in, not across peered gateways,
 * https://docs.aws.amazon.com/vpc/latest/tgw/tgw-vpc-attachments.html#vpc-attachment-security
 */
function vpcSeen(
  facts: NetworkFacts,
  own: NetworkInterface,
  direction: Direction,
  way: Way,
): string | 'perhaps' | null {
  if (way.by === 'local') return own.vpcId;
  if (way.by === 'peering') return way.sameRegion ? way.fromVpcId : null;
  if (way.by === 'unread') return 'perhaps';
  if (way.by === 'edge' || direction === 'out') return null;
  const [gatewayId, ...more] = way.gatewayIds;
  if (gatewayId === undefined || more.length > 0 || way.fromVpcId === null) return null;
  const gateway = named(facts, 'AWS::EC2::TransitGateway', gatewayId);
  if (!gateway) return 'perhaps';
  return gateway.securityGroupReferencing ? way.fromVpcId : null;
}
