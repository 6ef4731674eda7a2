import ipaddr from 'ipaddr.js';
import { rulePart } from '../model/change-parts.ts';
import { isFields, textsAt, valuesAt } from './mapping/request-values.ts';
import type { TrailEvent } from './mapping/trail-event.ts';

/** How a request says the traffic of rules and where it may come from. */
interface RuleForm {
  /** Where the rules lie in the request; null: it is one itself. */
  readonly rules: string | null;
  readonly peers: readonly string[];
}

/**
 * https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_AuthorizeSecurityGroupIngress.html
 * https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_ModifySecurityGroupRules.html
 */
const FORMS: readonly RuleForm[] = [
  {
    rules: 'ipPermissions',
    peers: ['ipRanges.cidrIp', 'ipv6Ranges.cidrIpv6', 'prefixListIds.prefixListId', 'groups.groupId'],
  },
  { rules: null, peers: ['cidrIp', 'cidrIpv6'] },
  {
    rules: 'securityGroupRule.securityGroupRule',
    peers: ['cidrIpv4', 'cidrIpv6', 'prefixListId', 'referencedGroupId'],
  },
];

/**
 * Rules of a security group that a request makes, as the group has them then. None where one is for a group by its name
 * alone: a part that is not told must not tell the event apart.
 */
export function ruleParts({ requestParameters: request }: TrailEvent): readonly string[] {
  const asked = FORMS.flatMap(({ rules, peers }) =>
    (rules === null ? [request] : valuesAt(request, rules))
      .filter((rule) => isFields(rule) && textsAt(rule, 'ipProtocol').length > 0)
      .map((rule) => ({ rule, peers: peers.flatMap((each) => textsAt(rule, each)) })),
  );
  if (asked.some(({ peers }) => peers.length === 0)) return [];
  return asked.flatMap(({ rule, peers }) =>
    peers.map((peer) => rulePart(`${trafficOf(rule)} ${canonical(peer)}`)),
  );
}

/**
 * EC2 keeps the network of the address: `198.51.100.7/0` becomes `0.0.0.0/0`.
 * https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_IpRange.html
 */
function canonical(peer: string): string {
  if (ipaddr.IPv4.isValidCIDR(peer)) return kept(ipaddr.IPv4.networkAddressFromCIDR(peer), peer);
  if (ipaddr.IPv6.isValidCIDR(peer)) return kept(ipaddr.IPv6.networkAddressFromCIDR(peer), peer);
  return peer;
}

function kept(network: ipaddr.IPv4 | ipaddr.IPv6, cidr: string): string {
  return `${network.toString()}${cidr.slice(cidr.indexOf('/'))}`;
}

/** By IANA's numbers, which a request may have: https://www.iana.org/assignments/protocol-numbers */
const PROTOCOLS: Readonly<Record<string, string>> = { 1: 'icmp', 6: 'tcp', 17: 'udp', 58: 'icmpv6' };

/** As evidence says it: `tcp 22`, `icmp type 8`, `protocol 50`. */
function trafficOf(rule: unknown): string {
  const asked = textsAt(rule, 'ipProtocol')[0]?.toLowerCase() ?? '';
  const protocol = PROTOCOLS[asked] ?? asked;
  const [from = null, to = null] = ['fromPort', 'toPort'].map((path) => numberAt(rule, path));
  switch (protocol) {
    case '-1':
      return 'all traffic';
    case 'tcp':
    case 'udp':
      return `${protocol} ${portsText(from, to)}`;
    case 'icmp':
    case 'icmpv6':
      return `${protocol} ${icmpText(from, to)}`;
    default:
      return `protocol ${protocol}`;
  }
}

function numberAt(rule: unknown, path: string): number | null {
  const value = valuesAt(rule, path)[0];
  return typeof value === 'number' ? value : null;
}

function portsText(from: number | null, to: number | null): string {
  if (from === null || to === null || (from === 0 && to === 65_535)) return 'all ports';
  return from === to ? String(from) : `${from}-${to}`;
}

/** -1: all. */
function icmpText(type: number | null, code: number | null): string {
  if (type === null || type < 0) return 'all types';
  return code === null || code < 0 ? `type ${type}` : `type ${type} code ${code}`;
}
