import { type Reading, read, type Unread } from '../../model/reading.ts';
import type { NetworkAcl, Route, RouteTable, Subnet, Vpc } from '../../model/resources/ec2.ts';
import { isBlocked } from '../block-public-access.ts';
import type { Network } from '../network.ts';
import { TCP } from '../protocol.ts';
import type { AddressLine } from './address-line.ts';
import { blocksIn, compileAcl } from './filters.ts';
import { type Intervals, intersect, isWithin, NOTHING, union, without } from './intervals.ts';
import { LAST_PORT, type Segments, segmentsOf, type TrafficTable } from './traffic-table.ts';

/** What stands between the internet and the interfaces of a subnet, whatever their groups say. */
export interface Doorway {
  /** Two subnets with one key have one doorway. */
  readonly key: string;
  readonly gatewayId: string;
  /** What the network ACL lets in. */
  readonly ingress: TrafficTable;
  /** The internet, but for the VPC's own addresses. */
  readonly everyone: Intervals;
  /** Clients that TCP answers get back to: from some of their ports, and from each of them. */
  readonly answeredSome: Intervals;
  readonly answeredAll: Intervals;
  /** Whoever is answered at some port is at every one. */
  readonly isAnsweredWhole: boolean;
  /** What the ACL lets out to them, by client port. */
  readonly answers: Segments;
  /** Clients of whom that hangs on what decides by its own rules. */
  readonly unsure: Intervals;
  /** What was not read: it may be shut. */
  readonly doubts: readonly Unread[];
}

/** Null: shut. Unread: not known, and no more to be said. */
export type DoorwayReading = Reading<Doorway | null>;

/** Ports that clients use. https://docs.aws.amazon.com/vpc/latest/userguide/custom-network-acl.html#nacl-ephemeral-ports */
const FIRST_CLIENT_PORT = 1024;
const USUAL_CLIENT_PORT = 49_152;

export class Doorways {
  readonly #network: Network;
  readonly #line: AddressLine;
  readonly #bySubnet = new Map<string, DoorwayReading>();
  readonly #byKey = new Map<string, Doorway>();

  constructor(network: Network, line: AddressLine) {
    this.#network = network;
    this.#line = line;
  }

  of(subnet: Subnet): DoorwayReading {
    const known = this.#bySubnet.get(subnet.id) ?? this.#read(subnet);
    this.#bySubnet.set(subnet.id, known);
    return known;
  }

  #read(subnet: Subnet): DoorwayReading {
    const network = this.#network;
    const vpc = network.vpcOf(subnet);
    if (vpc.status === 'unread') return vpc;
    const gateway = network.internetGatewayOf(vpc.value);
    if (gateway.status === 'unread') return gateway;
    if (gateway.value === null) return read(null);
    const blocked = isBlocked(network, vpc.value, subnet, 'direct');
    if (blocked.status === 'read' && blocked.value) return read(null);
    const acl = network.networkAclOf(subnet);
    if (acl.status === 'unread') return acl;
    const table = network.routeTableOf(subnet);
    if (table.status === 'unread') return table;
    const doubts = blocked.status === 'unread' ? [blocked] : [];
    return read(this.#built(vpc.value, gateway.value.id, acl.value, table.value, doubts));
  }

  #built(
    vpc: Vpc,
    gatewayId: string,
    acl: NetworkAcl,
    table: RouteTable,
    doubts: readonly Unread[],
  ): Doorway {
    const key = [vpc.id, gatewayId, acl.id, table.id, doubts.length].join(' ');
    const known = this.#byKey.get(key);
    if (known) return known;
    const line = this.#line;
    const routes = answersBy(this.#network, table, gatewayId, line);
    const out = segmentsOf(compileAcl(acl, 'egress', line), TCP);
    const { some, all } = clientsAnswered(out);
    const answeredSome = intersect(some, routes.toInternet);
    const answeredAll = intersect(all, routes.toInternet);
    const doorway: Doorway = {
      key,
      gatewayId,
      ingress: compileAcl(acl, 'ingress', line),
      everyone: without(line.public, routes.local),
      answeredSome,
      answeredAll,
      isAnsweredWhole: isWithin(answeredSome, answeredAll),
      answers: out,
      unsure: intersect(some, routes.unsure),
      doubts: [...doubts, ...routes.missing],
    };
    this.#byKey.set(key, doorway);
    return doorway;
  }
}

/** One port that some of these clients get answers at, and those who do: any, where all ports are answered. */
export function answeredClients(
  { answers, answeredAll }: Doorway,
  addresses: Intervals,
): { readonly port: number; readonly addresses: Intervals } {
  if (isWithin(addresses, answeredAll)) return { port: USUAL_CLIENT_PORT, addresses };
  for (const { from, to, addresses: allowed } of answers) {
    const answered = intersect(addresses, allowed);
    if (to >= FIRST_CLIENT_PORT && answered.length > 0)
      return { port: Math.max(from, FIRST_CLIENT_PORT), addresses: answered };
  }
  return { port: USUAL_CLIENT_PORT, addresses };
}

/** By the ACL alone: clients that it lets answers out to at some port of theirs, and at every one. */
function clientsAnswered(out: Segments): { readonly some: Intervals; readonly all: Intervals } {
  const used = out.filter(({ to }) => to >= FIRST_CLIENT_PORT);
  const some = used.reduce<Intervals>((sum, each) => union(sum, each.addresses), NOTHING);
  let all = some;
  let next = FIRST_CLIENT_PORT;
  for (const { from, to, addresses } of used) {
    if (from > next) return { some, all: NOTHING };
    all = intersect(all, addresses);
    next = to + 1;
  }
  return { some, all: next > LAST_PORT ? all : NOTHING };
}

interface RoutedClients {
  readonly local: Intervals;
  readonly toInternet: Intervals;
  readonly unsure: Intervals;
  readonly missing: readonly Unread[];
}

/** Clients whose answers the table sends to the internet gateway: each address by the route that wins for it. */
function answersBy(network: Network, table: RouteTable, gatewayId: string, line: AddressLine): RoutedClients {
  const { candidates, missing } = candidatesOf(network, table, line);
  let undecided = line.all;
  let local = NOTHING;
  let toInternet = NOTHING;
  let unsure = NOTHING;
  for (const { route, interval } of candidates.toSorted((a, b) => b.rank - a.rank)) {
    const won = intersect(undecided, interval);
    if (won.length === 0) continue;
    undecided = without(undecided, won);
    const way = wayOf(route, gatewayId);
    if (way === 'local') local = union(local, won);
    if (way === 'internet') toInternet = union(toInternet, won);
    if (way === 'appliance') unsure = union(unsure, won);
  }
  return { local, toInternet, unsure, missing };
}

interface Candidate {
  readonly route: Route;
  readonly interval: readonly [number, number];
  readonly rank: number;
}

function candidatesOf(network: Network, table: RouteTable, line: AddressLine) {
  const missing: Unread[] = [];
  const candidates = table.routes.flatMap((route): readonly Candidate[] => {
    const cidrs = cidrsOf(network, table, route);
    if (cidrs.status === 'unread') missing.push(cidrs);
    const blocks = cidrs.status === 'read' ? blocksIn(cidrs.value) : [];
    return blocks
      .filter(({ family }) => family === line.family)
      .map((block) => ({ route, interval: line.intervalOf(block), rank: rankOf(route, block.bits.length) }));
  });
  return { candidates, missing };
}

function cidrsOf(network: Network, table: RouteTable, route: Route): Reading<readonly string[]> {
  const { destinationPrefixListId: listId } = route;
  if (listId === null) return read([route.destinationCidrBlock ?? route.destinationIpv6CidrBlock ?? '']);
  const list = network.named('AWS::EC2::PrefixList', listId, table);
  return list.status === 'read' ? list.value.cidrs : list;
}

/** Longest prefix, static before propagated, CIDR before prefix list: as `route-lookup.ts`, for all addresses at once. */
function rankOf(route: Route, length: number): number {
  const isStatic = route.origin !== 'EnableVgwRoutePropagation';
  return length * 4 + (isStatic ? 2 : 0) + (route.destinationPrefixListId === null ? 1 : 0);
}

const BY_ITSELF: ReadonlySet<string> = new Set([
  'network-interface',
  'instance',
  'local-gateway',
  'carrier-gateway',
  'core-network',
  'other',
]);

function wayOf(
  { state, target }: Route,
  gatewayId: string,
): 'local' | 'internet' | 'appliance' | 'elsewhere' {
  if (target.kind === 'local') return 'local';
  if (state !== 'active') return 'elsewhere';
  if (target.kind === 'gateway' && target.id === gatewayId) return 'internet';
  const isEndpoint = target.kind === 'gateway' && target.id.startsWith('vpce-');
  return isEndpoint || BY_ITSELF.has(target.kind) ? 'appliance' : 'elsewhere';
}
