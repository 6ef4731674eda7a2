import type { Family } from '../../model/address-range.ts';
import type { NetworkFacts, Packet } from '../../model/network-facts.ts';
import type { Unread } from '../../model/reading.ts';
import type { NetworkInterface } from '../../model/resources/ec2.ts';
import { type Address, addressText } from '../address.ts';
import { balancerAt, type ListeningPort, listens } from '../load-balancer.ts';
import { Network } from '../network.ts';
import { hasPorts, ICMP, ICMPV6, isIcmp, TCP } from '../protocol.ts';
import { routeFor } from '../route-lookup.ts';
import { AddressLine, DOCUMENTATION } from './address-line.ts';
import { answeredClients, type Doorway, Doorways } from './doorway.ts';
import { blocksOf, type CompiledGroup, compileGroup } from './filters.ts';
import { type Intervals, intersect, isWithin } from './intervals.ts';
import {
  both,
  LAST_PORT,
  protocolsOf,
  type Segments,
  segmentsOf,
  type TrafficTable,
} from './traffic-table.ts';

/** What gets through from the internet, of one protocol and a range of ports. */
export interface ExposedTraffic {
  /** IANA's number; null: every protocol but those of `except`. */
  readonly protocol: number | null;
  readonly except: readonly number[];
  /** Destination ports of TCP and UDP; 256 × type + code of ICMP; 0 to 65535 of the others. */
  readonly from: number;
  readonly to: number;
  /** Of all the internet's addresses of the family: those it comes from. */
  readonly addresses: Intervals;
  /** Of TCP: whether answers get back to every port that clients use, or to some. Null: not TCP. */
  readonly clientPorts: 'all' | 'some' | null;
  /** One packet of it: from one of these addresses and, of TCP and UDP, this port. */
  readonly sample: { readonly addresses: Intervals; readonly port: number };
}

/** What one group lets through to the interfaces behind one doorway: shared by all of them. */
export interface GroupExposure {
  /** Null: an interface that AWS makes without groups. */
  readonly groupId: string | null;
  readonly traffic: readonly ExposedTraffic[];
}

/** One address at which the internet reaches an interface. */
export interface Exposure {
  readonly networkInterface: NetworkInterface;
  /** Where the internet sends: a public IPv4 address or an IPv6 one. */
  readonly address: string;
  readonly family: Family;
  readonly by: readonly GroupExposure[];
  /** What was not read: more may get through, or, with nothing in `by`, anything may. */
  readonly missing: readonly Unread[];
}

/**
 * All that the internet reaches, at every interface: the union over an interface's groups, each within its subnet's ACL
 * and routes, is kept as such and never multiplied out.
 */
export class InternetExposure {
  readonly network: Network;
  readonly #lines: Readonly<Record<Family, AddressLine>>;
  readonly #doorways: Readonly<Record<Family, Doorways>>;
  readonly #groups = new Map<string, CompiledGroup>();
  readonly #shared = new Map<string, GroupExposure>();

  constructor(facts: NetworkFacts | Network) {
    this.network = facts instanceof Network ? facts : new Network(facts);
    const line = (family: Family): AddressLine =>
      new AddressLine(family, [DOCUMENTATION[family], ...blocksOf(this.network, family)]);
    this.#lines = { ipv4: line('ipv4'), ipv6: line('ipv6') };
    this.#doorways = {
      ipv4: new Doorways(this.network, this.#lines.ipv4),
      ipv6: new Doorways(this.network, this.#lines.ipv6),
    };
  }

  /** Of every interface, by each of its addresses that the internet knows; those that nothing reaches are left out. */
  all(): readonly Exposure[] {
    return this.network.all('AWS::EC2::NetworkInterface').flatMap((each) => this.of(each));
  }

  of(networkInterface: NetworkInterface): readonly Exposure[] {
    if (TAKES_NONE.has(networkInterface.interfaceType)) return [];
    return this.network.shownAddresses(networkInterface).flatMap(({ shown, own }) => {
      const found = this.#at(networkInterface, shown, own);
      return found.by.length + found.missing.length > 0 ? [found] : [];
    });
  }

  /** One packet of the traffic, which `tracePacket` follows; null: of no address. */
  witness({ address, family }: Exposure, { protocol, from, sample }: ExposedTraffic): Packet | null {
    const source = this.#lines[family].witness(sample.addresses);
    if (source === null) return null;
    const number = protocol ?? UNNAMED;
    const ported = hasPorts(number);
    return {
      source: { kind: 'internet', address: source },
      destination: address,
      protocol: number,
      sourcePort: ported ? sample.port : null,
      destinationPort: ported ? from : null,
      icmp: isIcmp(number) ? { type: from >> 8, code: from & 255 } : null,
    };
  }

  /** How much of the family's whole address space the set is: 2^-16 for a /16 of IPv4. */
  share(family: Family, set: Intervals): number {
    return this.#lines[family].share(set);
  }

  /** Whether an address is of the set. */
  includes(address: Address, set: Intervals): boolean {
    return this.#lines[address.family].includes(set, address);
  }

  #at(networkInterface: NetworkInterface, shown: Address, own: Address): Exposure {
    const { family } = shown;
    const base = { networkInterface, address: addressText(shown), family };
    const subnet = this.network.named('AWS::EC2::Subnet', networkInterface.subnetId, networkInterface);
    const doorway = subnet.status === 'read' ? this.#doorways[family].of(subnet.value) : subnet;
    if (doorway.status === 'unread') return { ...base, by: [], missing: [doorway] };
    if (doorway.value === null) return { ...base, by: [], missing: [] };
    const redirected = this.#redirection(doorway.value, networkInterface, own);
    if (redirected) return { ...base, by: [], missing: [redirected] };
    return { ...base, ...this.#through(doorway.value, networkInterface, family) };
  }

  /** A gateway's own route table may send what comes in elsewhere first. */
  #redirection({ gatewayId }: Doorway, networkInterface: NetworkInterface, own: Address): Unread | null {
    const vpc = this.network.vpcOf(networkInterface);
    if (vpc.status === 'unread') return vpc;
    const table = this.network.edgeTableOf(gatewayId, vpc.value);
    if (table.status === 'unread') return table;
    const route = table.value && routeFor(this.network, table.value, own);
    if (!route || (route.status === 'read' && (route.value?.target.kind ?? 'local') === 'local')) return null;
    if (route.status === 'unread') return route;
    const why = `NotModelled: ${route.value?.target.id}, to which ${table.value?.id} sends what comes in, decides by its own rules`;
    return { status: 'unread', call: 'rampart/network', why };
  }

  #through(
    doorway: Doorway,
    networkInterface: NetworkInterface,
    family: Family,
  ): Pick<Exposure, 'by' | 'missing'> {
    const groups = this.#groupsOf(networkInterface, family);
    const ports = listeningPorts(this.network, networkInterface);
    const missing = [...groups.missing, ...(ports.kind === 'unknown' ? [ports.missing] : [])];
    const by = groups.tables
      .map(({ groupId, table }) => this.#exposure(groupId, table, doorway, family))
      .map((each) => (ports.kind === 'listeners' ? onlyFor(each, ports.listeners) : each))
      .filter((each) => each.traffic.length > 0);
    if (by.length === 0) return { by, missing };
    return doorway.doubts.length > 0 ? { by: [], missing: [...doorway.doubts, ...missing] } : { by, missing };
  }

  #groupsOf(networkInterface: NetworkInterface, family: Family) {
    const missing: Unread[] = [];
    const tables: { readonly groupId: string | null; readonly table: TrafficTable }[] = [];
    if (networkInterface.securityGroupIds.length === 0)
      tables.push({ groupId: null, table: everything(this.#lines[family]) });
    for (const id of networkInterface.securityGroupIds) {
      const group = this.network.named('AWS::EC2::SecurityGroup', id, networkInterface);
      if (group.status === 'unread') missing.push(group);
      else {
        const compiled = this.#compiled(id, group.value, family);
        missing.push(...compiled.missing);
        tables.push({ groupId: id, table: compiled.table });
      }
    }
    return { tables, missing };
  }

  #compiled(id: string, group: CompiledGroup['group'], family: Family): CompiledGroup {
    const key = `${family} ${id}`;
    const known = this.#groups.get(key) ?? compileGroup(this.network, group, this.#lines[family]);
    this.#groups.set(key, known);
    return known;
  }

  #exposure(groupId: string | null, table: TrafficTable, doorway: Doorway, family: Family): GroupExposure {
    const key = `${family} ${groupId} ${doorway.key}`;
    const known = this.#shared.get(key) ?? { groupId, traffic: this.#traffic(table, doorway, family) };
    this.#shared.set(key, known);
    return known;
  }

  #traffic(table: TrafficTable, doorway: Doorway, family: Family): readonly ExposedTraffic[] {
    const { everyone } = doorway;
    const foreign = family === 'ipv4' ? ICMPV6 : ICMP;
    const protocols = protocolsOf(table, doorway.ingress);
    const named = protocols.filter((each) => each !== null);
    return protocols.flatMap((protocol) => {
      if (protocol === foreign) return [];
      const within = protocol === TCP ? intersect(everyone, doorway.answeredSome) : everyone;
      const through: Segments = both(
        segmentsOf(table, protocol),
        segmentsOf(doorway.ingress, protocol),
        within,
      );
      return through.map(({ from, to, addresses }) => ({
        protocol,
        except: protocol === null ? named : [],
        from,
        to,
        addresses,
        ...(protocol === TCP ? answeredTraffic(doorway, addresses) : unanswered(addresses)),
      }));
    });
  }
}

function answeredTraffic(
  doorway: Doorway,
  addresses: Intervals,
): Pick<ExposedTraffic, 'clientPorts' | 'sample'> {
  const clientPorts = isWithin(addresses, doorway.answeredAll) ? 'all' : 'some';
  return { clientPorts, sample: answeredClients(doorway, addresses) };
}

/** What needs no answer comes from any port. */
function unanswered(addresses: Intervals): Pick<ExposedTraffic, 'clientPorts' | 'sample'> {
  return { clientPorts: null, sample: { addresses, port: USUAL_PORT } };
}

const TAKES_NONE: ReadonlySet<string> = new Set([
  'lambda',
  'nat_gateway',
  'transit_gateway',
  'gateway_load_balancer_endpoint',
]);

/** Some protocol that nobody writes rules for: 253 is kept for experiments. https://www.rfc-editor.org/rfc/rfc3692 */
const UNNAMED = 253;
const USUAL_PORT = 49_152;

function everything(line: AddressLine): TrafficTable {
  return { named: new Map(), rest: [{ from: 0, to: LAST_PORT, addresses: line.all }] };
}

type Ports =
  | { readonly kind: 'any' }
  | { readonly kind: 'listeners'; readonly listeners: readonly ListeningPort[] }
  | { readonly kind: 'unknown'; readonly missing: Unread };

function listeningPorts(network: Network, networkInterface: NetworkInterface): Ports {
  const balancer = balancerAt(network, networkInterface);
  if (balancer.status === 'unread') return { kind: 'unknown', missing: balancer };
  if (balancer.value === null) return { kind: 'any' };
  const { listeners } = balancer.value;
  if (listeners.status === 'unread') return { kind: 'unknown', missing: listeners };
  return { kind: 'listeners', listeners: listeners.value };
}

/** A load balancer's node takes what its listeners are for. */
function onlyFor({ groupId, traffic }: GroupExposure, listeners: readonly ListeningPort[]): GroupExposure {
  return {
    groupId,
    traffic: traffic.flatMap((each) =>
      listeners
        .filter((listener) => each.from <= listener.port && listener.port <= each.to)
        .filter((listener) => listens(listener, { protocol: each.protocol, destinationPort: listener.port }))
        .map(({ port }) => ({ ...each, from: port, to: port })),
    ),
  };
}
