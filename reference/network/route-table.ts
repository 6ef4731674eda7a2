import type { NetworkFacts } from '../../src/model/network-facts.ts';
import type { Route, RouteTable, Subnet, Vpc } from '../../src/model/resources/ec2.ts';
import { holds, isIpv6, isOnTheInternet, prefixLength } from './address.ts';
import { allOf, homeOf, isWhole, named } from './lookup.ts';

/**
 * "If you don't explicitly associate a subnet with a particular route table, the subnet is implicitly associated with
 * the main route table": https://docs.aws.amazon.com/vpc/latest/userguide/subnet-route-tables.html. Null: not read.
 */
export function tableOfSubnet(facts: NetworkFacts, subnet: Subnet): RouteTable | null {
  const tables = allOf(facts, 'AWS::EC2::RouteTable').filter((each) => each.vpcId === subnet.vpcId);
  const explicit = tables.find((each) => each.subnetIds.includes(subnet.id));
  if (explicit) return explicit;
  if (!isWhole(facts, 'AWS::EC2::RouteTable', homeOf(subnet))) return null;
  return tables.find((each) => each.main) ?? null;
}

/** https://docs.aws.amazon.com/vpc/latest/userguide/gateway-route-tables.html */
export function tableOfGateway(
  facts: NetworkFacts,
  vpc: Vpc,
  gatewayId: string,
): RouteTable | 'none' | 'unread' {
  const tables = allOf(facts, 'AWS::EC2::RouteTable').filter((each) => each.vpcId === vpc.id);
  const associated = tables.find((each) => each.gatewayIds.includes(gatewayId));
  if (associated) return associated;
  return isWhole(facts, 'AWS::EC2::RouteTable', homeOf(vpc)) ? 'none' : 'unread';
}

/** Static routes before those of prefix lists before propagated ones, where the prefix is equally long. */
export type Rank = 0 | 1 | 2;

export interface Candidate<Of> {
  readonly route: Of;
  readonly length: number;
  readonly rank: Rank;
}

/** The routes that AWS may take, one but for chance; none; or null where a prefix list was not read. */
export function routesTo(
  facts: NetworkFacts,
  table: RouteTable,
  destination: string,
): readonly Route[] | null {
  const found = table.routes.map((route) => candidate(facts, route, destination));
  if (found.includes('unread')) return null;
  const candidates = found.filter((each) => each !== null && each !== 'unread');
  return differentTargets(best(withoutOvertakers(candidates)).map((each) => each.route));
}

function candidate(
  facts: NetworkFacts,
  route: Route,
  destination: string,
): Candidate<Route> | 'unread' | null {
  if (route.destinationPrefixListId !== null) {
    const block = longestEntry(facts, route.destinationPrefixListId, destination);
    if (block === 'unread' && isServiceRoute(facts, route) && !isOnTheInternet(destination)) return null;
    return block === 'unread' || block === null ? block : { route, length: prefixLength(block), rank: 1 };
  }
  const block = isIpv6(destination) ? route.destinationIpv6CidrBlock : route.destinationCidrBlock;
  if (block === null || !holds(block, destination)) return null;
  return { route, length: prefixLength(block), rank: isPropagated(route) ? 2 : 0 };
}

/** Of a gateway endpoint, whose list AWS keeps: it holds public addresses of the service alone. */
function isServiceRoute({ resources }: NetworkFacts, { target }: Route): boolean {
  const endpoint = resources.find((each) => each.type === 'AWS::EC2::VPCEndpoint' && each.id === target.id);
  return endpoint?.type === 'AWS::EC2::VPCEndpoint' && endpoint.vpcEndpointType === 'Gateway';
}

export function longestEntry(
  facts: NetworkFacts,
  prefixListId: string,
  destination: string,
): string | 'unread' | null {
  const list = named(facts, 'AWS::EC2::PrefixList', prefixListId);
  if (list && list.addressFamily === (isIpv6(destination) ? 'IPv4' : 'IPv6')) return null;
  if (!list || list.cidrs.status === 'unread') return 'unread';
  const entries = list.cidrs.value.filter((each) => holds(each, destination));
  return entries.toSorted((a, b) => prefixLength(b) - prefixLength(a))[0] ?? null;
}

function isPropagated(route: Route): boolean {
  return route.origin === 'EnableVgwRoutePropagation';
}

/**
 * "If propagated routes … overlap with the local route for your VPC, the local route is most preferred even if the
 * propagated routes are more specific": https://docs.aws.amazon.com/vpn/latest/s2svpn/vpn-route-priority.html
 */
function withoutOvertakers(candidates: readonly Candidate<Route>[]): readonly Candidate<Route>[] {
  if (!candidates.some((each) => each.route.target.kind === 'local')) return candidates;
  return candidates.filter((each) => each.rank !== 2);
}

/**
 * Longest prefix, then rank; "if your route table references multiple prefix lists that have overlapping CIDR blocks to
 * different targets, we randomly choose which route takes priority", also where another route is in between:
 * https://docs.aws.amazon.com/vpc/latest/userguide/route-tables-priority.html
 */
export function best<Of>(candidates: readonly Candidate<Of>[]): readonly Candidate<Of>[] {
  const sorted = candidates.toSorted((a, b) => b.length - a.length || a.rank - b.rank);
  const [first] = sorted;
  if (!first) return [];
  const equal = sorted.filter((each) => each.length === first.length && each.rank === first.rank);
  if (first.rank !== 1) return equal;
  return sorted.slice(0, sorted.findLastIndex((each) => each.rank === 1) + 1);
}

function differentTargets(routes: readonly Route[]): readonly Route[] {
  return [
    ...new Map(routes.map((each) => [`${each.target.kind} ${each.target.id} ${each.state}`, each])).values(),
  ];
}
