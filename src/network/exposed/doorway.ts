import { type Reading, read, type Unread, unread } from '../../model/reading.ts';
import type { NetworkAcl, Route, RouteTable, Subnet, Vpc } from '../../model/resources/ec2.ts';
import { isBlocked } from '../block-public-access.ts';
import type { Network } from '../network.ts';
import { FIRST_CLIENT_PORT, TCP, USUAL_CLIENT_PORT } from '../protocol.ts';
import { isPropagated, routeRank } from '../route-lookup.ts';
import type { AddressLine } from './address-line.ts';
import { blocksIn, compileAcl } from './filters.ts';
import type { Answers } from './group-exposure.ts';
import { type Intervals, intersect, isWithin, NOTHING, union, without } from './intervals.ts';
import {
  LAST_PORT,
  narrowed,
  type Segment,
  type Segments,
  segmentsOf,
  type TrafficTable,
} from './traffic-table.ts';

/** What stands between the internet and the interfaces of a subnet, whatever their groups say. */
export interface Doorway {
  /** The internet gateway's own route table; null: it has none. */
  readonly edgeTable: Reading<RouteTable | null>;
  /** What the network ACL lets in from the internet; TCP of those alone who are answered at some of their ports. */
  readonly ingress: TrafficTable;
  /** Clients that TCP answers get back to from each of their ports. */
  readonly answeredAll: Intervals;
  /** Whoever is answered at some port is at every one. */
  readonly isAnsweredWhole: boolean;
  /** What the ACL lets out to them, by client port. */
  readonly answers: Segments;
  /** Clients whose answers are sent to what decides by its own rules, and who that is; null: none are. */
  readonly unsure: UnsureAnswers | null;
  /** What was not read: it may be shut. */
  readonly doubts: readonly Unread[];
}

export interface UnsureAnswers {
  readonly addresses: Intervals;
  /** TCP that the ACL lets in from whoever is answered, or may be. */
  readonly ingress: Segments;
  readonly missing: Unread;
}

/** Null: shut. Unread: not known, and no more to be said. */
export type DoorwayReading = Reading<Doorway | null>;

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
    const routes = routedClients(this.#network, table, gatewayId, line);
    const out = segmentsOf(compileAcl(acl, 'egress', line), TCP);
    const { some, all } = clientsAnswered(out);
    const answeredSome = intersect(some, routes.toInternet);
    const answeredAll = intersect(all, routes.toInternet);
    const everyone = without(without(line.public, routes.local), this.#inside());
    const ingress = compileAcl(acl, 'ingress', line);
    const unsure = unsureAnswers(table, some, routes);
    const tcpFrom = (clients: Intervals): TrafficTable => {
      const answered = intersect(everyone, clients);
      return narrowed(ingress, (protocol) => (protocol === TCP ? answered : everyone));
    };
    const doorway: Doorway = {
      edgeTable: this.#network.edgeTableOf(gatewayId, vpc),
      ingress: tcpFrom(answeredSome),
      answeredAll,
      isAnsweredWhole: isWithin(answeredSome, answeredAll),
      answers: out,
      unsure: unsure && {
        ...unsure,
        ingress: segmentsOf(tcpFrom(union(answeredSome, unsure.addresses)), TCP),
      },
      doubts: [...doubts, ...routes.missing],
    };
    this.#byKey.set(key, doorway);
    return doorway;
  }

  /** What is of a VPC's IPv6 block is nobody's out on the internet. */
  #inside(): Intervals {
    const own = this.#network.all('AWS::EC2::VPC').flatMap((each) => each.ipv6CidrBlocks);
    return this.#line.intervalsOf(own).reduce<Intervals>(union, NOTHING);
  }
}

/** Of what gets in, to whom and to which of their ports TCP's answers get back. */
export function answersBy(doorway: Doorway): (segment: Segment, protocol: number | null) => Answers {
  return ({ addresses }, protocol) => {
    if (protocol !== TCP) return { clientPorts: null, answered: null, hangsOn: null };
    return doorway.isAnsweredWhole || isWithin(addresses, doorway.answeredAll)
      ? { clientPorts: 'all', answered: null, hangsOn: null }
      : { clientPorts: 'some', answered: answeredClients(doorway, addresses), hangsOn: null };
  };
}

/** The witness is one of those whose answers hang on others' rules. */
export function answersUnsure(unsure: UnsureAnswers): (segment: Segment) => Answers {
  return ({ addresses }) => ({
    clientPorts: null,
    answered: { port: USUAL_CLIENT_PORT, addresses: intersect(addresses, unsure.addresses) },
    hangsOn: unsure.missing,
  });
}

/** One port that some of these clients get answers at, and those who do: any, where all ports are answered. */
function answeredClients(
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
  readonly toAppliances: Intervals;
  /** Interfaces and endpoints: in a subnet of their own or in this one, whose ACL then does not look at the answers. */
  readonly toRouters: Intervals;
  readonly applianceIds: readonly string[];
  /** Two prefix lists hold them and lead to different targets. */
  readonly toEither: Intervals;
  readonly missing: readonly Unread[];
}

/** Clients whose answers the table sends to the internet gateway: each address by the route that wins for it. */
function routedClients(
  network: Network,
  table: RouteTable,
  gatewayId: string,
  line: AddressLine,
): RoutedClients {
  const { candidates, missing } = candidatesOf(network, table, line);
  let undecided = line.all;
  let local = NOTHING;
  const unovertaken = joined(candidates.filter(({ route }) => route.target.kind === 'local'));
  let toInternet = NOTHING;
  let toAppliances = NOTHING;
  let toRouters = NOTHING;
  let toEither = NOTHING;
  const applianceIds = new Set<string>();
  for (const { route, interval } of candidates.toSorted((a, b) => b.rank - a.rank)) {
    const open = isPropagated(route) ? without(undecided, unovertaken) : undecided;
    const held = intersect(open, interval);
    undecided = without(undecided, held);
    const contested = intersect(held, contestedBy(candidates, route));
    toEither = union(toEither, contested);
    const won = without(held, contested);
    if (won.length === 0) continue;
    const way = wayOf(network, table, route, gatewayId);
    if (way === 'local') local = union(local, won);
    if (way === 'internet') toInternet = union(toInternet, won);
    if (way === 'router') toRouters = union(toRouters, won);
    if (way === 'appliance') toAppliances = union(toAppliances, won);
    if (way === 'appliance' || way === 'router') applianceIds.add(route.target.id);
  }
  return { local, toInternet, toAppliances, toRouters, applianceIds: [...applianceIds], toEither, missing };
}

/** Where a prefix list's route wins, what other lists lead elsewhere: nobody knows which of them AWS takes. */
function contestedBy(
  candidates: readonly Candidate[],
  { destinationPrefixListId, target }: Route,
): Intervals {
  if (destinationPrefixListId === null) return NOTHING;
  return joined(
    candidates.filter(({ route }) => route.destinationPrefixListId !== null && route.target.id !== target.id),
  );
}

function joined(candidates: readonly Candidate[]): Intervals {
  return candidates.reduce<Intervals>((sum, { interval }) => union(sum, interval), NOTHING);
}

function unsureAnswers(
  { id }: RouteTable,
  some: Intervals,
  { toAppliances, toRouters, applianceIds, toEither }: RoutedClients,
): Omit<UnsureAnswers, 'ingress'> | null {
  const addresses = union(intersect(some, union(toAppliances, toEither)), toRouters);
  if (addresses.length === 0) return null;
  const why =
    toEither.length === 0
      ? `NotModelled: ${applianceIds.join(', ')}, to which ${id} sends answers, decides by its own rules`
      : `Undefined: two prefix lists of ${id} hold clients' addresses and AWS does not say which of their routes wins`;
  return { addresses, missing: unread('rampart/network', why) };
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
    return blocks.flatMap((block) => {
      const interval = line.intervalOf(block);
      return interval ? [{ route, interval, rank: routeRank(route, block.bits.length) }] : [];
    });
  });
  return { candidates, missing };
}

function cidrsOf(network: Network, table: RouteTable, route: Route): Reading<readonly string[]> {
  const { destinationPrefixListId: listId } = route;
  if (listId === null) return read([route.destinationCidrBlock ?? route.destinationIpv6CidrBlock ?? '']);
  return network.cidrsOf(listId, table);
}

const ROUTERS: ReadonlySet<string> = new Set(['network-interface', 'instance']);

const BY_ITSELF: ReadonlySet<string> = new Set(['local-gateway', 'carrier-gateway', 'core-network', 'other']);

function wayOf(
  network: Network,
  table: RouteTable,
  { state, target }: Route,
  gatewayId: string,
): 'local' | 'internet' | 'appliance' | 'router' | 'elsewhere' {
  if (target.kind === 'local') return 'local';
  if (state !== 'active') return 'elsewhere';
  if (target.kind === 'gateway' && target.id === gatewayId) return 'internet';
  const isEndpoint = target.kind === 'gateway' && target.id.startsWith('vpce-');
  if (isEndpoint) return isOfService(network, table, target.id) ? 'elsewhere' : 'router';
  if (ROUTERS.has(target.kind)) return 'router';
  return BY_ITSELF.has(target.kind) ? 'appliance' : 'elsewhere';
}

/** A gateway endpoint leads to S3 or DynamoDB, and no further; one of another type to an appliance. */
function isOfService(network: Network, table: RouteTable, id: string): boolean {
  const endpoint = network.named('AWS::EC2::VPCEndpoint', id, table);
  return endpoint.status === 'read' && endpoint.value.vpcEndpointType === 'Gateway';
}
