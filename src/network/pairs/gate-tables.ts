import type { NetworkInterface, SecurityGroup, Subnet } from '../../model/resources/ec2.ts';
import type { AddressLine } from '../exposed/address-line.ts';
import { compileAcl, compileGroup, lineOf } from '../exposed/filters.ts';
import { has, type Intervals, unionOfSorted } from '../exposed/intervals.ts';
import { type Line, type Segments, type TrafficTable, tableOf } from '../exposed/traffic-table.ts';
import { balancerAt, listens } from '../load-balancer.ts';
import type { Network } from '../network.ts';
import type { Direction } from '../network-acl.ts';
import { TCP, UDP } from '../protocol.ts';
import { type Bearer, withoutGroups } from '../security-group.ts';
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

interface GroupTables {
  readonly addresses: TrafficTable;
  /** Rules that name a prefix list that was not read: they may hold anybody. */
  readonly maybe: TableId;
  /** By the group that rules name. */
  readonly groups: ReadonlyMap<string, TableId>;
  readonly byCut: Map<number, TableId>;
}

/** What the filters of a network let through, peer by peer, for all ports at once. */
export class GateTables {
  readonly #network: Network;
  readonly #tables: PortTables;
  readonly #line: AddressLine;
  readonly #acls = new Map<
    string,
    { readonly table: TrafficTable; readonly byCut: Map<number, Certainty> }
  >();
  readonly #groups = new Map<string, GroupTables | null>();
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

  /** What a subnet's network ACL lets in from, or out to, a peer. */
  acl(subnet: Subnet, direction: Direction, { cut }: Peer): Certainty {
    const key = `${direction} ${subnet.id}`;
    const compiled = this.#acls.get(key) ?? this.#compiledAcl(subnet, direction);
    if (compiled === null) return this.unsure;
    this.#acls.set(key, compiled);
    const known = compiled.byCut.get(cut) ?? this.certain(this.#at(compiled.table, cut));
    compiled.byCut.set(cut, known);
    return known;
  }

  #compiledAcl(subnet: Subnet, direction: Direction) {
    const acl = this.#network.networkAclOf(subnet);
    if (acl.status === 'unread') return null;
    return { table: compileAcl(acl.value, direction, this.#line), byCut: new Map<number, Certainty>() };
  }

  /** What an interface's groups together admit from, or to, a peer. */
  groups(
    networkInterface: NetworkInterface,
    groupIds: readonly string[],
    direction: Direction,
    peer: Peer,
    { vpcIds }: Bearer,
  ): Certainty {
    if (groupIds.length === 0)
      return withoutGroups(networkInterface).kind === 'admitted' ? this.open : this.unsure;
    const tables = this.#tables;
    const bornBy = vpcIds.includes(peer.vpcId) ? peer.groupIds : NO_GROUPS;
    let must = tables.none;
    let may = tables.none;
    for (const id of groupIds) {
      const group = this.#group(id, networkInterface, direction);
      if (group === null) may = tables.all;
      else {
        must = tables.either(must, this.#admitted(group, peer.cut, bornBy));
        may = tables.either(may, group.maybe);
      }
    }
    return may === tables.none ? this.certain(must) : { must, may: tables.either(must, may) };
  }

  #admitted(group: GroupTables, cut: number, bornBy: readonly string[]): TableId {
    let id = group.byCut.get(cut) ?? this.#at(group.addresses, cut);
    group.byCut.set(cut, id);
    if (group.groups.size > 0)
      for (const each of bornBy) id = this.#tables.either(id, group.groups.get(each) ?? this.#tables.none);
    return id;
  }

  #group(id: string, by: NetworkInterface, direction: Direction): GroupTables | null {
    const key = `${direction} ${id}`;
    const known = this.#groups.get(key);
    if (known !== undefined) return known;
    const group = this.#network.named('AWS::EC2::SecurityGroup', id, by);
    const compiled = group.status === 'read' ? this.#compiledGroup(group.value, direction) : null;
    this.#groups.set(key, compiled);
    return compiled;
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
      addresses: compileGroup(network, group, direction, this.#line).table,
      maybe: this.#ofLines(unreadLists.map(lineOf)),
      groups: new Map(
        [...named].map(([id, all]) => [id, this.#ofLines(all.map(({ rule }) => lineOf(rule)))]),
      ),
      byCut: new Map(),
    };
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

const NO_GROUPS: readonly string[] = [];
const SOMEONE: Intervals = [0, 1];

function portsAt(segments: Segments, cut: number): Intervals {
  return unionOfSorted(
    segments.filter(({ addresses }) => has(addresses, cut)).map(({ from, to }) => [from, to + 1] as const),
  );
}
