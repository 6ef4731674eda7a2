import type { NetworkAcl, NetworkInterface, SecurityGroup, Subnet } from '../../model/resources/ec2.ts';
import type { AddressLine } from '../exposed/address-line.ts';
import { compileAcl, compileGroup, lineOf } from '../exposed/filters.ts';
import { has, type Intervals, unionOfSorted } from '../exposed/intervals.ts';
import { type Line, type Segments, type TrafficTable, tableOf } from '../exposed/traffic-table.ts';
import { balancerAt, listens } from '../load-balancer.ts';
import type { Network } from '../network.ts';
import type { Direction } from '../network-acl.ts';
import { NAT_PORTS, TCP, UDP } from '../protocol.ts';
import { withoutGroups } from '../security-group.ts';
import { ALL_PORTS, type PortTables, type TableId } from './port-table.ts';

/** What certainly gets through, and what may, since something was not read. */
export interface Certainty {
  readonly must: TableId;
  readonly may: TableId;
}

/** The other end, as filters see it. */
export interface Peer {
  readonly cut: number;
  readonly groupIds: readonly string[];
  readonly vpcId: string;
}

/** Somebody by address alone. */
export function someoneAt(cut: number): Peer {
  return { cut, groupIds: [], vpcId: '' };
}

interface GroupTables {
  readonly addresses: WordedTable;
  /** Rules that name a prefix list that was not read: they may hold anybody. */
  readonly maybe: TableId;
  /** By the group that rules name. */
  readonly groups: ReadonlyMap<string, TableId>;
}

/** What the groups of an interface let through together. */
export interface GroupsFilter {
  readonly number: number;
  readonly groups: readonly GroupTables[];
  /** Whoever the peer is. */
  readonly base: Certainty;
  /** The groups that rules name. */
  readonly names: ReadonlySet<string>;
  readonly byAddress: ByAddress;
}

/** What is known of peers by their addresses alone; one for all groups of the same wording. */
interface ByAddress {
  readonly number: number;
  readonly byCut: Map<number, Certainty>;
}

/** Peers that are asked about together: what is kept with them is at hand while one crowd is held against all others. */
export interface Crowd {
  readonly cuts: readonly number[];
  /** By group of theirs the numbers of the filters that name it. */
  readonly namedBy: readonly ReadonlySet<number>[];
  /** Whether any of them may be admitted for its address, by the number of `ByAddress`; one for all at the same places. */
  readonly mayBeAdmitted: boolean[];
}

/** What a filter says of addresses: one for all filters of the same wording, of which an account has few. */
interface WordedTable {
  readonly number: number;
  readonly table: TrafficTable;
}

/** What a network ACL lets through in a direction, by the peer's address; all of the same wording are one. */
export interface AclFilter extends WordedTable {
  readonly byCut: Map<number, Certainty>;
}

/** What the filters of a network let through, peer by peer, for all ports at once. */
export class GateTables {
  readonly #network: Network;
  readonly #tables: PortTables;
  readonly #line: AddressLine;
  readonly #acls: Readonly<Record<Direction, Map<Subnet, AclFilter | null>>> = {
    ingress: new Map(),
    egress: new Map(),
  };
  readonly #compiledAcls: Readonly<Record<Direction, Map<NetworkAcl, AclFilter>>> = {
    ingress: new Map(),
    egress: new Map(),
  };
  readonly #aclsByWording = new Map<string, AclFilter>();
  readonly #groupsByWording = new Map<string, WordedTable>();
  readonly #byAddress = new Map<string, ByAddress>();
  readonly #crowds = new Map<string, boolean[]>();
  /** By group the numbers of the filters whose rules name it. */
  readonly #namedBy = new Map<string, Set<number>>();
  readonly #filters = new Map<string, GroupsFilter>();
  readonly #nodes = new Map<string, Certainty>();
  readonly #certain = new Map<TableId, Certainty>();
  readonly open: Certainty;
  readonly unsure: Certainty;

  constructor(network: Network, tables: PortTables, line: AddressLine) {
    this.#network = network;
    this.#tables = tables;
    this.#line = line;
    this.open = this.certain(tables.all);
    this.unsure = { must: tables.none, may: tables.all };
  }

  certain(id: TableId): Certainty {
    const known = this.#certain.get(id) ?? { must: id, may: id };
    this.#certain.set(id, known);
    return known;
  }

  /** What both let through. */
  and(a: Certainty, b: Certainty): Certainty {
    if (b === this.open || a === b) return a;
    const must = this.#tables.both(a.must, b.must);
    if (a.must === a.may && b.must === b.may) return this.certain(must);
    return { must, may: this.#tables.both(a.may, b.may) };
  }

  /** What a network ACL lets in from, or out to, a peer. */
  atAcl(filter: AclFilter | null, { cut }: Peer): Certainty {
    if (filter === null) return this.unsure;
    const known = filter.byCut.get(cut);
    if (known) return known;
    const found = this.certain(this.#at(filter.table, cut));
    filter.byCut.set(cut, found);
    return found;
  }

  /** Null: it was not read. */
  aclOf(subnet: Subnet, direction: Direction): AclFilter | null {
    const acls = this.#acls[direction];
    const known = acls.get(subnet);
    if (known !== undefined) return known;
    const found = this.#newAcl(subnet, direction);
    acls.set(subnet, found);
    return found;
  }

  #newAcl(subnet: Subnet, direction: Direction): AclFilter | null {
    const acl = this.#network.networkAclOf(subnet);
    return acl.status === 'read' ? this.compiled(acl.value, direction) : null;
  }

  compiled(acl: NetworkAcl, direction: Direction): AclFilter {
    const compiled = this.#compiledAcls[direction];
    const known = compiled.get(acl);
    if (known) return known;
    const wording = `${direction} ${JSON.stringify(acl.entries)}`;
    const found = this.#aclsByWording.get(wording) ?? this.#newFilterOf(acl, direction);
    this.#aclsByWording.set(wording, found);
    compiled.set(acl, found);
    return found;
  }

  #newFilterOf(acl: NetworkAcl, direction: Direction): AclFilter {
    const table = compileAcl(acl, direction, this.#line);
    return { number: this.#aclsByWording.size, table, byCut: new Map() };
  }

  /** What an interface's groups let through in a direction, to be asked peer by peer. */
  groupsOf(
    networkInterface: NetworkInterface,
    groupIds: readonly string[],
    direction: Direction,
  ): GroupsFilter {
    const key = `${direction} ${groupIds.join(' ') || networkInterface.id}`;
    const known = this.#filters.get(key) ?? this.#newFilter(networkInterface, groupIds, direction);
    this.#filters.set(key, known);
    return known;
  }

  #newFilter(by: NetworkInterface, groupIds: readonly string[], direction: Direction): GroupsFilter {
    const all = groupIds.map((id) => this.#group(id, by, direction));
    const groups = all.filter((each) => each !== null);
    const base =
      groupIds.length === 0 ? this.#ungrouped(by) : this.#baseOf(groups, groups.length < all.length);
    const names = new Set(groups.flatMap((each) => [...each.groups.keys()]));
    const number = this.#filters.size;
    for (const id of names) this.#naming(id).add(number);
    return { number, groups, base, names, byAddress: this.#byAddressOf(groups, base) };
  }

  #ungrouped(by: NetworkInterface): Certainty {
    return withoutGroups(by).kind === 'admitted' ? this.open : this.unsure;
  }

  #baseOf(groups: readonly GroupTables[], isMissing: boolean): Certainty {
    const tables = this.#tables;
    const maybe = groups.reduce((sum, each) => tables.either(sum, each.maybe), tables.none);
    return { must: tables.none, may: isMissing ? tables.all : maybe };
  }

  #naming(groupId: string): Set<number> {
    const known = this.#namedBy.get(groupId) ?? new Set<number>();
    this.#namedBy.set(groupId, known);
    return known;
  }

  /** Groups of the same wording admit the same addresses. */
  #byAddressOf(groups: readonly GroupTables[], { must, may }: Certainty): ByAddress {
    const key = `${must} ${may} ${groups.map(({ addresses }) => addresses.number).join(' ')}`;
    const known = this.#byAddress.get(key) ?? { number: this.#byAddress.size, byCut: new Map() };
    this.#byAddress.set(key, known);
    return known;
  }

  crowdOf(peers: readonly Peer[]): Crowd {
    const cuts = [...new Set(peers.map(({ cut }) => cut))].toSorted((a, b) => a - b);
    const key = cuts.join(' ');
    const mayBeAdmitted = this.#crowds.get(key) ?? [];
    this.#crowds.set(key, mayBeAdmitted);
    const groupIds = new Set(peers.flatMap((each) => each.groupIds));
    return { cuts, namedBy: [...groupIds].map((id) => this.#naming(id)), mayBeAdmitted };
  }

  /** Whether some of them may be admitted, whatever the way carries along of their groups. */
  mayAdmit(filter: GroupsFilter, { cuts, namedBy, mayBeAdmitted }: Crowd): boolean {
    for (const names of namedBy) if (names.has(filter.number)) return true;
    const { number } = filter.byAddress;
    const known = mayBeAdmitted[number];
    if (known !== undefined) return known;
    const found = cuts.some((cut) => this.#atAddress(filter, cut).may !== this.#tables.none);
    mayBeAdmitted[number] = found;
    return found;
  }

  #atAddress(filter: GroupsFilter, cut: number): Certainty {
    return filter.byAddress.byCut.get(cut) ?? this.#fromAddress(filter, cut);
  }

  /** Rules that name groups look at interfaces of these VPCs; null: of whichever the peer is in. */
  admitted(filter: GroupsFilter, peer: Peer, vpcIds: readonly string[] | null): Certainty {
    const found = this.#atAddress(filter, peer.cut);
    if (filter.names.size === 0 || vpcIds?.includes(peer.vpcId) === false) return found;
    const tables = this.#tables;
    let named = tables.none;
    for (const { groups } of filter.groups)
      for (const id of peer.groupIds) named = tables.either(named, groups.get(id) ?? tables.none);
    return named === tables.none ? found : this.#either(found, named);
  }

  #fromAddress({ groups, base, byAddress }: GroupsFilter, cut: number): Certainty {
    const tables = this.#tables;
    const admitted = groups.reduce(
      (sum, { addresses }) => tables.either(sum, this.#at(addresses.table, cut)),
      tables.none,
    );
    const found = this.#either(base, admitted);
    byAddress.byCut.set(cut, found);
    return found;
  }

  #either({ must, may }: Certainty, more: TableId): Certainty {
    const surely = this.#tables.either(must, more);
    return must === may ? this.certain(surely) : { must: surely, may: this.#tables.either(may, more) };
  }

  #group(id: string, by: NetworkInterface, direction: Direction): GroupTables | null {
    const group = this.#network.named('AWS::EC2::SecurityGroup', id, by);
    return group.status === 'read' ? this.#compiledGroup(group.value, direction) : null;
  }

  #compiledGroup(group: SecurityGroup, direction: Direction): GroupTables {
    const network = this.#network;
    const rules = group[direction];
    const named = Map.groupBy(
      rules.flatMap((rule) => (rule.peer.kind === 'group' ? [{ rule, id: rule.peer.groupId }] : [])),
      ({ id }) => id,
    );
    const unreadLists = rules.filter(
      ({ peer }) =>
        peer.kind === 'prefix-list' && network.cidrsOf(peer.prefixListId, group).status === 'unread',
    );
    return {
      addresses: this.#worded(group, direction),
      maybe: this.#ofLines(unreadLists.map(lineOf)),
      groups: new Map(
        [...named].map(([id, all]) => [id, this.#ofLines(all.map(({ rule }) => lineOf(rule)))]),
      ),
    };
  }

  /** Prefix lists are looked for where the group is: of another place they may not have been read. */
  #worded(group: SecurityGroup, direction: Direction): WordedTable {
    const rules = group[direction].filter(({ peer }) => peer.kind !== 'group');
    const hasLists = rules.some(({ peer }) => peer.kind === 'prefix-list');
    const where = hasLists ? `${group.account} ${group.region}` : '';
    const wording = `${direction} ${where} ${JSON.stringify(rules)}`;
    const known = this.#groupsByWording.get(wording);
    if (known) return known;
    const { table } = compileGroup(this.#network, group, direction, this.#line);
    const found = { number: this.#groupsByWording.size, table };
    this.#groupsByWording.set(wording, found);
    return found;
  }

  /** What an interface takes whatever its groups say: of a load balancer's node, what its listeners are for. */
  taken(networkInterface: NetworkInterface): Certainty {
    if (!networkInterface.description.startsWith('ELB ')) return this.open;
    const known = this.#nodes.get(networkInterface.id) ?? this.#takenByNode(networkInterface);
    this.#nodes.set(networkInterface.id, known);
    return known;
  }

  #takenByNode(node: NetworkInterface): Certainty {
    const balancer = balancerAt(this.#network, node);
    if (balancer.status === 'unread') return this.unsure;
    if (balancer.value === null) return this.open;
    const { listeners } = balancer.value;
    if (listeners.status === 'unread') return this.unsure;
    const taken = [TCP, UDP].map((protocol) => {
      const own = listeners.value.filter((each) => listens(each, { protocol, destinationPort: each.port }));
      const ports = own.map(({ port }) => [port, port + 1] as const).sort((a, b) => a[0] - b[0]);
      return [protocol, unionOfSorted(ports)] as const;
    });
    return this.certain(this.#tables.idOf({ named: new Map(taken), rest: [] }));
  }

  /** What gets on, to whatever port, of answers to a port that a NAT gateway chose: surely, if they get to any it may choose. */
  fromChosenPort({ must, may }: Certainty): Certainty {
    const tables = this.#tables;
    return {
      must: tables.fromPorts(must, NAT_PORTS, 'every'),
      may: tables.fromPorts(may, NAT_PORTS, 'some'),
    };
  }

  /** Of these protocols alone. */
  protocols(carried: ReadonlySet<number>): Certainty {
    const named = [...carried].map((each) => [each, ALL_PORTS] as const);
    return this.certain(this.#tables.idOf({ named: new Map(named), rest: [] }));
  }

  #at({ named, rest }: TrafficTable, cut: number): TableId {
    return this.#tables.idOf({
      named: new Map([...named].map(([protocol, segments]) => [protocol, portsAt(segments, cut)] as const)),
      rest: portsAt(rest, cut),
    });
  }

  #ofLines(lines: readonly Line[]): TableId {
    return this.#at(
      tableOf(lines, (holding) => (holding.length > 0 ? SOMEONE : [])),
      0,
    );
  }
}

const SOMEONE: Intervals = [0, 1];

function portsAt(segments: Segments, cut: number): Intervals {
  return unionOfSorted(
    segments.filter(({ addresses }) => has(addresses, cut)).map(({ from, to }) => [from, to + 1] as const),
  );
}
