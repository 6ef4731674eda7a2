import type { Prefix } from '../model/address-range.ts';
import { type Reading, read, type Unread, unread } from '../model/reading.ts';
import type { Route, RouteTable, Subnet } from '../model/resources/ec2.ts';
import { type Address, blockOf, isPublic, narrowestOf, within } from './address.ts';
import type { Network } from './network.ts';

interface Candidate {
  readonly route: Route;
  readonly block: Prefix;
}

/**
 * The route that a table has for an address; null: none. The longest prefix wins, and at equal length a static route
 * before a propagated one, and a CIDR before a prefix list's; but no propagated route stands before the local one.
 * https://docs.aws.amazon.com/vpc/latest/userguide/route-tables-priority.html,
 * https://docs.aws.amazon.com/vpn/latest/s2svpn/vpn-route-priority.html
 */
export function routeFor(network: Network, table: RouteTable, address: Address): Reading<Route | null> {
  const candidates: Candidate[] = [];
  const missing: Unread[] = [];
  for (const route of table.routes) {
    const block = blockFor(network, table, route, address);
    if (block.status === 'unread') missing.push(block);
    else if (block.value) candidates.push({ route, block: block.value });
  }
  const [unreadList] = missing;
  return unreadList ?? best(table, withoutOvertakers(candidates));
}

/** The route that a subnet's table has for an address; null: none. */
export function routeOf(network: Network, subnet: Subnet, address: Address): Reading<Route | null> {
  const table = network.routeTableOf(subnet);
  return table.status === 'read' ? routeFor(network, table.value, address) : table;
}

/** The narrowest block of a route that holds the address; null: none does. */
function blockFor(
  network: Network,
  table: RouteTable,
  route: Route,
  address: Address,
): Reading<Prefix | null> {
  if (route.destinationPrefixListId === null) {
    const cidr = address.family === 'ipv4' ? route.destinationCidrBlock : route.destinationIpv6CidrBlock;
    return read(cidr !== null && within(address, cidr) ? blockOf(cidr) : null);
  }
  const cidrs = network.cidrsOf(route.destinationPrefixListId, table);
  if (cidrs.status === 'unread') return isService(network, route) && !isPublic(address) ? read(null) : cidrs;
  return read(narrowestOf(cidrs.value, address));
}

/** A gateway endpoint's list is AWS's own, and holds public addresses of the service alone. */
function isService(network: Network, { target }: Route): boolean {
  return network.find('AWS::EC2::VPCEndpoint', target.id)?.vpcEndpointType === 'Gateway';
}

function withoutOvertakers(candidates: readonly Candidate[]): readonly Candidate[] {
  if (candidates.length < 2) return candidates;
  const isLocal = candidates.some(({ route }) => route.target.kind === 'local');
  return isLocal ? candidates.filter(({ route }) => !isPropagated(route)) : candidates;
}

/**
 * Between overlapping prefix lists AWS "randomly chooses", and elsewhere on the page the more specific one always wins:
 * where a list's route would win and another list's leads elsewhere, nobody knows.
 */
function best(table: RouteTable, candidates: readonly Candidate[]): Reading<Route | null> {
  const [only] = candidates;
  if (!only) return read(null);
  if (candidates.length === 1) return read(only.route);
  const [first = only] = candidates.toSorted((a, b) => rank(b) - rank(a));
  const isList = ({ route }: Candidate): boolean => route.destinationPrefixListId !== null;
  const rival = candidates.find((each) => isList(each) && leadsElsewhere(each.route, first.route));
  if (isList(first) && rival)
    return unread(
      'ec2:DescribeRouteTables',
      `Undefined: two prefix lists of ${table.id} hold the address and AWS does not say which of their routes wins`,
    );
  return read(first.route);
}

function leadsElsewhere(a: Route, b: Route): boolean {
  return a.target.id !== b.target.id || a.state !== b.state;
}

function rank({ route, block }: Candidate): number {
  return routeRank(route, block.bits.length);
}

/** Of two routes for an address the one of the higher rank wins: by the length of its prefix, and then as above. */
export function routeRank(route: Route, length: number): number {
  return length * 4 + (isPropagated(route) ? 0 : 2) + (route.destinationPrefixListId === null ? 1 : 0);
}

export function isPropagated({ origin }: Route): boolean {
  return origin === 'EnableVgwRoutePropagation';
}
