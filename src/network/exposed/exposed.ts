import type { Family } from '../../model/address-range.ts';
import type { NetworkFacts, Packet } from '../../model/network-facts.ts';
import { type Unread, unread } from '../../model/reading.ts';
import type { NetworkInterface, RouteTable } from '../../model/resources/ec2.ts';
import { type Address, addressText, DOCUMENTATION, parseAddress } from '../address.ts';
import { balancerAt, type ListeningPort } from '../load-balancer.ts';
import { Network, type ShownAddress } from '../network.ts';
import { hasPorts, ICMP, ICMPV6, isIcmp, TCP, UNNAMED, USUAL_CLIENT_PORT } from '../protocol.ts';
import { routeFor } from '../route-lookup.ts';
import { TAKES_NONE } from '../steps/deliver.ts';
import { AddressLine } from './address-line.ts';
import { answersBy, answersUnsure, type Doorway, Doorways } from './doorway.ts';
import { blocksIn, type CompiledGroup, cidrsOf, compileGroup } from './filters.ts';
import { type ExposedTraffic, GroupExposure, type ProtocolPart } from './group-exposure.ts';
import { type Intervals, intersect } from './intervals.ts';
import { KindTree } from './kind-tree.ts';
import { both, LAST_PORT, protocolsOf, segmentsOf, type TrafficTable } from './traffic-table.ts';

/** One address at which the internet reaches an interface. */
export interface Exposure {
  readonly networkInterface: NetworkInterface;
  /** Where the internet sends: a public IPv4 address or an IPv6 one. */
  readonly address: string;
  readonly family: Family;
  readonly by: readonly GroupExposure[];
  /** TCP that gets in from clients some of whose answers go to what decides by its own rules: it may get through. */
  readonly unsure: readonly GroupExposure[];
  /** What was not read: more may get through, or, with nothing in `by`, anything may. */
  readonly missing: readonly Unread[];
}

type Through = Pick<Exposure, 'by' | 'unsure' | 'missing'>;

/** What is the same for all interfaces that have these groups in this subnet. */
interface Kind {
  readonly through: Through;
  /** The internet gateway's; null: it has none. */
  readonly edgeTable: RouteTable | null;
}

const NOTHING_BY = { by: [], unsure: [] };

/**
 * All that the internet reaches, at every interface: the union over an interface's groups, each within its subnet's ACL
 * and routes, is kept as such and never multiplied out.
 */
export class InternetExposure {
  readonly network: Network;
  readonly #lines: Readonly<Record<Family, AddressLine>>;
  readonly #doorways: Readonly<Record<Family, Doorways>>;
  readonly #groups: Readonly<Record<Family, Map<string, CompiledGroup>>> = {
    ipv4: new Map(),
    ipv6: new Map(),
  };
  readonly #shared = new Map<Doorway, Map<string | null, ThroughGroup>>();
  readonly #kinds = { ipv4: new KindTree<Kind>(), ipv6: new KindTree<Kind>() };

  /** With `like`, sets of addresses are as that one's: of a network whose blocks are among those of the other. */
  constructor(facts: NetworkFacts | Network, like?: InternetExposure) {
    this.network = facts instanceof Network ? facts : new Network(facts);
    this.#lines = like ? like.#lines : linesOf(this.network);
    this.#doorways = {
      ipv4: new Doorways(this.network, this.#lines.ipv4),
      ipv6: new Doorways(this.network, this.#lines.ipv6),
    };
  }

  /** Of every interface, by each of its addresses that the internet knows; those that nothing reaches are left out. */
  all(): readonly Exposure[] {
    const found: Exposure[] = [];
    for (const each of this.network.all('AWS::EC2::NetworkInterface')) this.#addOf(each, found);
    return found;
  }

  of(networkInterface: NetworkInterface): readonly Exposure[] {
    const found: Exposure[] = [];
    this.#addOf(networkInterface, found);
    return found;
  }

  #addOf(networkInterface: NetworkInterface, found: Exposure[]): void {
    if (TAKES_NONE.has(networkInterface.interfaceType)) return;
    for (const each of this.network.shownAddresses(networkInterface))
      addReached(found, this.#at(networkInterface, each));
    if (networkInterface.ipv6Prefixes.length === 0) return;
    for (const each of this.#furtherIn(networkInterface)) addReached(found, each);
  }

  /** In delegated prefixes, of which the first address stands for all but where a gateway's table tells others apart. */
  #furtherIn(networkInterface: NetworkInterface): readonly Exposure[] {
    return blocksIn(networkInterface.ipv6Prefixes).flatMap((block) =>
      this.#lines.ipv6
        .addressesOf(block)
        .map(addressText)
        .map((text) => this.#at(networkInterface, { family: 'ipv6', shown: text, own: text }))
        .filter((each, index, all) => index > 0 && !isAlike(each, all[index - 1])),
    );
  }

  /** One packet of the traffic, which `tracePacket` follows; null: of no address. */
  witness(
    { address, family }: Exposure,
    { protocol, from, addresses, answered }: ExposedTraffic,
  ): Packet | null {
    const source = this.#lines[family].witness(answered?.addresses ?? addresses);
    if (source === null) return null;
    const number = protocol ?? UNNAMED;
    const ported = hasPorts(number);
    return {
      source: { kind: 'internet', address: source },
      destination: address,
      protocol: number,
      sourcePort: ported ? (answered?.port ?? USUAL_CLIENT_PORT) : null,
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

  #at(networkInterface: NetworkInterface, { family, shown, own }: ShownAddress): Exposure {
    const { through, edgeTable } = this.#kindOf(networkInterface, family);
    const { by, unsure, missing } =
      edgeTable === null ? through : this.#unlessSentOn(edgeTable, own, through);
    return { networkInterface, address: shown, family, by, unsure, missing };
  }

  /** A gateway's own route table may send what comes in elsewhere first. */
  #unlessSentOn(edgeTable: RouteTable, own: string, through: Through): Through {
    const address = parseAddress(own);
    const route = address && routeFor(this.network, edgeTable, address);
    if (!route || (route.status === 'read' && (route.value?.target.kind ?? 'local') === 'local'))
      return through;
    if (route.status === 'unread') return { ...NOTHING_BY, missing: [route] };
    const why = `NotModelled: ${route.value?.target.id}, to which ${edgeTable.id} sends what comes in, decides by its own rules`;
    return { ...NOTHING_BY, missing: [unread('rampart/network', why)] };
  }

  #kindOf(networkInterface: NetworkInterface, family: Family): Kind {
    const { account, subnetId, securityGroupIds, description } = networkInterface;
    let place = this.#kinds[family].branch(subnetId).branch(account);
    for (const id of securityGroupIds) place = place.branch(id);
    if (description.startsWith('ELB ')) place = place.branch(description);
    place.kind ??= this.#newKind(networkInterface, family);
    return place.kind;
  }

  #newKind(networkInterface: NetworkInterface, family: Family): Kind {
    const none = (...missing: readonly Unread[]): Kind => ({
      through: { ...NOTHING_BY, missing },
      edgeTable: null,
    });
    const subnet = this.network.named('AWS::EC2::Subnet', networkInterface.subnetId, networkInterface);
    const doorway = subnet.status === 'read' ? this.#doorways[family].of(subnet.value) : subnet;
    if (doorway.status === 'unread') return none(doorway);
    if (doorway.value === null) return none();
    const { edgeTable } = doorway.value;
    if (edgeTable.status === 'unread') return none(edgeTable);
    return {
      through: this.#through(doorway.value, networkInterface, family),
      edgeTable: edgeTable.value,
    };
  }

  #through(doorway: Doorway, networkInterface: NetworkInterface, family: Family): Through {
    const found = this.#throughGroups(doorway, networkInterface, family);
    const ports = listeningPorts(this.network, networkInterface);
    if (ports.kind === 'any') return found;
    if (ports.kind === 'unknown') return { ...found, missing: [...found.missing, ports.missing] };
    const listened = (through: readonly GroupExposure[]): readonly GroupExposure[] =>
      through.map((each) => each.onlyFor(ports.listeners)).filter((each) => each.parts.length > 0);
    return { ...found, by: listened(found.by), unsure: listened(found.unsure) };
  }

  #throughGroups(doorway: Doorway, networkInterface: NetworkInterface, family: Family): Through {
    const { tables, missing } = this.#groupsOf(networkInterface, family);
    const through = tables.map(({ groupId, table }) => this.#throughGroup(groupId, table, doorway, family));
    const by = through.map((each) => each.by).filter((each) => each.parts.length > 0);
    const unsure = through.flatMap((each) => each.unsure ?? []).filter((each) => each.parts.length > 0);
    if (by.length + unsure.length === 0 || doorway.doubts.length === 0) return { by, unsure, missing };
    return { ...NOTHING_BY, missing: [...doorway.doubts, ...missing] };
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
    const groups = this.#groups[family];
    const known = groups.get(id) ?? compileGroup(this.network, group, 'ingress', this.#lines[family]);
    groups.set(id, known);
    return known;
  }

  #throughGroup(groupId: string | null, table: TrafficTable, doorway: Doorway, family: Family): ThroughGroup {
    const shared = this.#shared.get(doorway) ?? new Map<string | null, ThroughGroup>();
    this.#shared.set(doorway, shared);
    const known = shared.get(groupId) ?? throughGroup(groupId, table, doorway, family);
    shared.set(groupId, known);
    return known;
  }
}

function linesOf(network: Network): Readonly<Record<Family, AddressLine>> {
  const cidrs = [...Object.values(DOCUMENTATION), ...cidrsOf(network)];
  return { ipv4: new AddressLine('ipv4', cidrs), ipv6: new AddressLine('ipv6', cidrs) };
}

/** If by anything, or it is not known. */
function addReached(found: Exposure[], exposure: Exposure): void {
  if (exposure.by.length + exposure.unsure.length + exposure.missing.length > 0) found.push(exposure);
}

/** What is the same for all of a kind is the same object. */
function isAlike({ by, missing }: Exposure, other: Exposure | undefined): boolean {
  const why = missing.map((each) => each.why).join();
  return by === other?.by && why === other.missing.map((each) => each.why).join();
}

/** What one group lets through one doorway; `unsure` is null where all answers go to the internet gateway. */
interface ThroughGroup {
  readonly by: GroupExposure;
  readonly unsure: GroupExposure | null;
}

function throughGroup(
  groupId: string | null,
  table: TrafficTable,
  doorway: Doorway,
  family: Family,
): ThroughGroup {
  const { ingress, unsure } = doorway;
  const foreign = family === 'ipv4' ? ICMPV6 : ICMP;
  const protocols = protocolsOf(table, ingress).filter((each) => each !== foreign);
  const parts = protocols.map(
    (protocol): ProtocolPart => ({
      protocol,
      except: protocol === null ? protocols.filter((each) => each !== null) : NONE,
      segments: both(segmentsOf(table, protocol), segmentsOf(ingress, protocol)),
    }),
  );
  const by = new GroupExposure(groupId, parts.filter(isOpen), answersBy(doorway));
  if (unsure === null) return { by, unsure: null };
  const segments = both(segmentsOf(table, TCP), unsure.ingress).filter(
    ({ addresses }) => intersect(addresses, unsure.addresses).length > 0,
  );
  const hanging = [{ protocol: TCP, except: NONE, segments }];
  return { by, unsure: new GroupExposure(groupId, hanging.filter(isOpen), answersUnsure(unsure)) };
}

function isOpen({ segments }: ProtocolPart): boolean {
  return segments.length > 0;
}

const NONE: readonly number[] = [];

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
