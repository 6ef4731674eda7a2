import type { Prefix } from '../../model/address-range.ts';
import { type Reading, read, type Unread } from '../../model/reading.ts';
import type {
  NetworkAcl,
  NetworkAclEntry,
  SecurityGroup,
  SecurityGroupRule,
} from '../../model/resources/ec2.ts';
import { blockOf } from '../address.ts';
import type { Network } from '../network.ts';
import type { Direction } from '../network-acl.ts';
import { hasPorts, isIcmp, protocolNumber } from '../protocol.ts';
import type { AddressLine } from './address-line.ts';
import { type Intervals, intersect, NOTHING, union, unionOfSorted, without } from './intervals.ts';
import { LAST_PORT, type Line, type TrafficTable, tableOf } from './traffic-table.ts';

interface AddressedLine extends Line {
  readonly interval: readonly [from: number, to: number];
}

interface DecidingLine extends AddressedLine {
  readonly allows: boolean;
}

export interface CompiledGroup {
  readonly group: SecurityGroup;
  readonly table: TrafficTable;
  /** Prefix lists that were not read: it may admit more. */
  readonly missing: readonly Unread[];
}

/** What a group admits from or to addresses; rules that name groups are about the inside, and left out. */
export function compileGroup(
  network: Network,
  group: SecurityGroup,
  direction: Direction,
  line: AddressLine,
): CompiledGroup {
  const missing: Unread[] = [];
  const lines: AddressedLine[] = [];
  for (const rule of group[direction]) {
    const cidrs = cidrsOfRule(network, group, rule);
    if (cidrs.status === 'unread') missing.push(cidrs);
    else addLines(lines, rule, cidrs.value, line);
  }
  lines.sort((a, b) => a.interval[0] - b.interval[0]);
  return { group, table: tableOf(lines, admitted), missing };
}

/** Most ports are one rule's. */
function admitted(holding: readonly AddressedLine[]): Intervals {
  const [first] = holding;
  return first && holding.length === 1 ? first.interval : unionOfSorted(holding.map((each) => each.interval));
}

function cidrsOfRule(
  network: Network,
  group: SecurityGroup,
  { peer }: SecurityGroupRule,
): Reading<readonly string[]> {
  if (peer.kind === 'group') return NO_CIDRS;
  return peer.kind === 'prefix-list' ? network.cidrsOf(peer.prefixListId, group) : read([peer.cidr]);
}

const NO_CIDRS = read<readonly string[]>([]);

export function blocksIn(cidrs: readonly string[]): readonly Prefix[] {
  return cidrs.flatMap((cidr) => blockOf(cidr) ?? []);
}

function addLines(
  lines: AddressedLine[],
  rule: SecurityGroupRule,
  cidrs: readonly string[],
  line: AddressLine,
): void {
  const { protocol, from, to } = lineOf(rule);
  for (const cidr of cidrs) {
    const interval = line.intervalOf(cidr);
    if (interval) lines.push({ protocol, from, to, interval });
  }
}

/** A rule's traffic, whomever it names. */
export function lineOf({ protocol, fromPort, toPort }: SecurityGroupRule): Line {
  const number = protocolNumber(protocol);
  const { from, to } = portsOf(number, fromPort ?? -1, toPort ?? fromPort ?? -1);
  return { protocol: number, from, to };
}

/** -1 is any. */
function portsOf(
  protocol: number | null,
  first: number,
  second: number,
): { readonly from: number; readonly to: number } {
  if (protocol === null || first === -1) return { from: 0, to: LAST_PORT };
  if (isIcmp(protocol))
    return second === -1
      ? { from: first * 256, to: first * 256 + 255 }
      : { from: first * 256 + second, to: first * 256 + second };
  return hasPorts(protocol) ? { from: first, to: second } : { from: 0, to: LAST_PORT };
}

/** What an ACL allows in a direction: of the entries that match, the first decides. */
export function compileAcl(acl: NetworkAcl, direction: Direction, line: AddressLine): TrafficTable {
  const lines = acl.entries
    .filter((entry) => entry.egress === (direction === 'egress'))
    .toSorted((a, b) => a.ruleNumber - b.ruleNumber)
    .flatMap((entry) => entryLine(entry, line));
  return tableOf(lines, (holding) => firstDecides(holding, line));
}

function entryLine(entry: NetworkAclEntry, line: AddressLine): readonly DecidingLine[] {
  const text = line.family === 'ipv4' ? entry.cidrBlock : entry.ipv6CidrBlock;
  const interval = text === null ? null : line.intervalOf(text);
  if (interval === null) return [];
  const protocol = protocolNumber(entry.protocol);
  const { portRange, icmpTypeCode } = entry;
  const ports =
    protocol !== null && isIcmp(protocol)
      ? portsOf(protocol, icmpTypeCode?.type ?? -1, icmpTypeCode?.code ?? -1)
      : portsOf(protocol, portRange?.from ?? -1, portRange?.to ?? -1);
  return [{ protocol, ...ports, interval, allows: entry.ruleAction === 'allow' }];
}

function firstDecides(holding: readonly DecidingLine[], line: AddressLine): Intervals {
  let undecided = line.all;
  let allowed = NOTHING;
  for (const { interval, allows } of holding) {
    if (undecided.length === 0) break;
    if (allows) allowed = union(allowed, intersect(undecided, interval));
    undecided = without(undecided, interval);
  }
  return allowed;
}

/** Blocks that groups, ACLs and routes tell addresses apart by, of both families. */
export function cidrsOf(network: Network): readonly string[] {
  const cidrs: string[] = [];
  for (const { ingress, egress } of network.all('AWS::EC2::SecurityGroup')) {
    addCidrs(cidrs, ingress);
    addCidrs(cidrs, egress);
  }
  for (const { entries } of network.all('AWS::EC2::NetworkAcl'))
    for (const { cidrBlock, ipv6CidrBlock } of entries) cidrs.push(cidrBlock ?? ipv6CidrBlock ?? '');
  for (const { routes } of network.all('AWS::EC2::RouteTable'))
    for (const { destinationCidrBlock, destinationIpv6CidrBlock } of routes)
      cidrs.push(destinationCidrBlock ?? destinationIpv6CidrBlock ?? '');
  for (const { cidrs: listed } of network.all('AWS::EC2::PrefixList'))
    if (listed.status === 'read') for (const cidr of listed.value) cidrs.push(cidr);
  for (const { ipv6CidrBlocks } of network.all('AWS::EC2::VPC'))
    for (const cidr of ipv6CidrBlocks) cidrs.push(cidr);
  return cidrs;
}

function addCidrs(cidrs: string[], rules: readonly SecurityGroupRule[]): void {
  for (const { peer } of rules) if (peer.kind === 'ipv4' || peer.kind === 'ipv6') cidrs.push(peer.cidr);
}
