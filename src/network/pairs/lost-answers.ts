import type { Family } from '../../model/address-range.ts';
import type { Packet, PacketSource } from '../../model/network-facts.ts';
import { eachOnce, type Unread } from '../../model/reading.ts';
import type { NetworkAcl, NetworkAclEntry, NetworkInterface } from '../../model/resources/ec2.ts';
import { type Address, addressText, isPublic, parseAddress } from '../address.ts';
import type { AddressLine } from '../exposed/address-line.ts';
import { isWithin } from '../exposed/intervals.ts';
import type { Network } from '../network.ts';
import type { Direction } from '../network-acl.ts';
import { passesOn } from '../passes-on.ts';
import { CLIENT_PORTS, protocolNumber, TCP, USUAL_CLIENT_PORT } from '../protocol.ts';
import { deniedBy } from '../steps/crossing.ts';
import { ASKS_NONE } from '../steps/leave-interface.ts';
import { type Trace, tracePacket } from '../trace-packet.ts';
import { type AclFilter, GateTables, someoneAt } from './gate-tables.ts';
import { linesOf } from './lines.ts';
import { PairOutcomes } from './pair-outcome.ts';
import { PortTables, rangesOf, type TableId } from './port-table.ts';
import { type Endpoint, endpointsOf, type Station, stationsOf } from './station.ts';

/** A TCP connection that gets there, and whose answers a network ACL stops. */
export interface LostAnswer {
  readonly trace: Trace;
  /** Where its answers are stopped: on the way out of a subnet, or into one. */
  readonly direction: Direction;
  /** Null: no entry lets them through. */
  readonly entry: NetworkAclEntry | null;
}

export interface LostAnswersFound {
  readonly lost: readonly LostAnswer[];
  /** Why there may be more. */
  readonly missing: readonly Unread[];
}

interface OfFamily {
  readonly family: Family;
  readonly gates: GateTables;
  readonly line: AddressLine;
  /** By the wording of an ACL, of which an organisation has few. */
  readonly oneWay: Map<string, OneWay>;
  inside: Inside | null;
}

/** Made only for an ACL that has something to ask. */
interface Inside {
  readonly stations: readonly Station[];
  readonly outcomes: PairOutcomes;
}

/** Addresses that a network ACL lets connections in from, or out to, and not all of their answers back. */
type OneWay = Readonly<Record<Direction, ReadonlySet<number>>>;

/** Other addresses than those of interfaces, each for all that nothing tells apart. */
interface Outsider {
  readonly address: Address;
  readonly cut: number;
  readonly sources: readonly PacketSource[];
}

/** Linux and Windows begin here; load balancers and functions at 1024. */
const USUAL_FIRST = 32_768;

/**
 * Connections whose answers a network ACL stops, which is stateless: of all that groups, routes and ACLs let through to an
 * interface of its subnets or from one, each with a packet that shows it. Clients use ports from 32768, load balancers and
 * functions from 1024: https://docs.aws.amazon.com/vpc/latest/userguide/custom-network-acl.html#nacl-ephemeral-ports
 */
export class LostAnswers {
  readonly #network: Network;
  readonly #tables = new PortTables();
  readonly #families: readonly OfFamily[];

  constructor(network: Network) {
    this.#network = network;
    this.#families = (['ipv4', 'ipv6'] as const).map((family) => {
      const line = linesOf(network)[family].filters;
      return {
        family,
        gates: new GateTables(network, this.#tables, line),
        line,
        oneWay: new Map(),
        inside: null,
      };
    });
  }

  of(acl: NetworkAcl): LostAnswersFound {
    const found = this.#families.map((each) => this.#ofFamily(acl, each));
    return {
      lost: found.flatMap(({ lost }) => lost),
      missing: eachOnce(found.flatMap(({ missing }) => missing)),
    };
  }

  #ofFamily(acl: NetworkAcl, family: OfFamily): LostAnswersFound {
    const oneWay = this.#oneWay(acl, family);
    if (oneWay.ingress.size + oneWay.egress.size === 0) return { lost: [], missing: [] };
    const own = this.#concerned(acl, this.#insideOf(family).stations);
    const lost = new Map<string, LostAnswer>();
    const missing: Unread[] = [];
    for (const packet of this.#packets(acl, own, oneWay, family)) {
      const trace = tracePacket(this.#network, packet);
      const answer = lostBy(acl, trace);
      // Nobody knows whether there is anything to answer.
      if (answer && trace.forward.outcome !== 'delivered') missing.push(...trace.forward.missing);
      // One for each entry and sender tells as much as all of them.
      else if (answer) {
        const alike = `${answer.direction} ${answer.entry?.ruleNumber} ${nameOf(packet)}`;
        lost.set(alike, lost.get(alike) ?? answer);
      } else if (trace.verdict === 'unknown') missing.push(...trace.missing);
      if (lost.size >= ENOUGH) break;
    }
    return { lost: [...lost.values()], missing };
  }

  #insideOf(each: OfFamily): Inside {
    each.inside ??= {
      stations: stationsOf(this.#network, each.family).stations,
      outcomes: new PairOutcomes(this.#network, this.#tables, each.line),
    };
    return each.inside;
  }

  #oneWay(acl: NetworkAcl, { gates, line, oneWay }: OfFamily): OneWay {
    const [inwards, outwards] = [gates.compiled(acl, 'ingress'), gates.compiled(acl, 'egress')];
    const wording = `${inwards.number} ${outwards.number}`;
    const known = oneWay.get(wording);
    if (known) return known;
    const tcpAt = (filter: AclFilter, cut: number) =>
      this.#tables.portsOf(gates.atAcl(filter, someoneAt(cut)).may, TCP);
    const cutsOf = (there: AclFilter, back: AclFilter): ReadonlySet<number> =>
      new Set(
        Array.from({ length: line.size - 1 }, (_, cut) => cut).filter(
          (cut) => tcpAt(there, cut).length > 0 && !isWithin(CLIENT_PORTS, tcpAt(back, cut)),
        ),
      );
    const found = { ingress: cutsOf(inwards, outwards), egress: cutsOf(outwards, inwards) };
    oneWay.set(wording, found);
    return found;
  }

  /** Those of its subnets; of the whole VPC, where what others send crosses them: by gateways that are in there. */
  #concerned({ subnetIds, vpcId }: NetworkAcl, stations: readonly Station[]): readonly Station[] {
    const own = stations.filter(({ subnet }) => subnetIds.includes(subnet.id));
    const isCrossed =
      own.some(({ first }) => passesOn(first.networkInterface)) ||
      this.#network
        .all('AWS::EC2::TransitGatewayAttachment')
        .some(
          (each) =>
            each.subnetIds.status === 'read' && each.subnetIds.value.some((id) => subnetIds.includes(id)),
        );
    return isCrossed ? stations.filter(({ vpc }) => vpc.id === vpcId) : own;
  }

  *#packets(acl: NetworkAcl, own: readonly Station[], oneWay: OneWay, family: OfFamily): Iterable<Packet> {
    const { stations, outcomes } = this.#insideOf(family);
    for (const one of own)
      for (const other of stations) {
        const isIn = oneWay.ingress.has(other.cut) || oneWay.egress.has(one.cut);
        const isOut = oneWay.egress.has(other.cut) || oneWay.ingress.has(one.cut);
        if (isIn && outcomes.mayReach(other, one)) yield* this.#between(other, one, family);
        if (isOut && outcomes.mayReach(one, other)) yield* this.#between(one, other, family);
      }
    for (const outsider of this.#outsiders(oneWay, family))
      for (const one of own) {
        if (oneWay.ingress.has(outsider.cut)) yield* this.#from(outsider, one, acl, family);
        if (oneWay.egress.has(outsider.cut)) yield* this.#to(outsider, one, family);
      }
  }

  /** What gets, or may get, from one to the other, and is not answered at every client's port. */
  *#between(sender: Station, taker: Station, family: OfFamily): Iterable<Packet> {
    const tables = this.#tables;
    const { outcomes } = this.#insideOf(family);
    const there = tables.tcpOf(outcomes.there(sender, taker));
    if (there === tables.none) return;
    const unanswered = tables.without(there, outcomes.of(sender, taker).all);
    const { source, destination } = endpointsOf(sender, taker);
    for (const { protocol, from } of rangesOf(tables.table(unanswered)))
      if (protocol === TCP)
        yield* this.#asked(fromInterface(source), source.networkInterface, destination.address, from);
  }

  /** In from outside: what its groups and the ACL both admit. */
  *#from({ cut, sources }: Outsider, taker: Station, acl: NetworkAcl, { gates }: OfFamily): Iterable<Packet> {
    const { networkInterface, address: own } = taker.first;
    const { tables, peer } = { tables: this.#tables, peer: someoneAt(cut) };
    const admitted = gates.admitted(gates.groupsOf(networkInterface, taker.groupIds, 'ingress'), peer, []);
    const crossed = tables.both(admitted.may, gates.atAcl(gates.compiled(acl, 'ingress'), peer).may);
    const taken = tables.both(crossed, gates.taken(networkInterface).may);
    const shown = this.#network.publicAddressOf(networkInterface, own);
    for (const port of this.#firstPorts(taken))
      for (const source of sources) {
        const destination = source.kind === 'internet' ? shown : own;
        if (destination) yield* this.#asked(source, null, destination, port);
      }
  }

  /** Out to somebody: what its groups admit, past whatever ACLs are on the way. */
  *#to({ address, cut }: Outsider, { first, groupIds }: Station, { gates }: OfFamily): Iterable<Packet> {
    const { networkInterface } = first;
    if (ASKS_NONE.has(networkInterface.interfaceType)) return;
    const groups = gates.groupsOf(networkInterface, groupIds, 'egress');
    for (const port of this.#firstPorts(gates.admitted(groups, someoneAt(cut), []).may))
      yield* this.#asked(fromInterface(first), networkInterface, address, port);
  }

  /** Of each range the first port, and wherever an entry of some ACL begins. */
  #firstPorts(id: TableId): readonly number[] {
    return rangesOf(this.#tables.table(id))
      .filter(({ protocol }) => protocol === TCP)
      .flatMap(({ from, to }) => [
        from,
        ...this.#network.aclPorts.filter((port) => from < port && port <= to),
      ]);
  }

  /** From each port that clients of its kind use and ACLs tell apart, the usual one first. */
  *#asked(
    source: PacketSource,
    by: NetworkInterface | null,
    destination: Address,
    destinationPort: number,
  ): Iterable<Packet> {
    const first = by && usesAll(by) ? (CLIENT_PORTS[0] ?? 0) : USUAL_FIRST;
    const others = this.#network.aclPorts.filter((port) => port > first);
    for (const sourcePort of new Set([USUAL_CLIENT_PORT, first, ...others]))
      yield {
        source,
        destination: addressText(destination),
        protocol: TCP,
        sourcePort,
        destinationPort,
        icmp: null,
      };
  }

  #outsiders({ ingress, egress }: OneWay, { line }: OfFamily): readonly Outsider[] {
    return [...new Set([...ingress, ...egress])].flatMap((cut) => {
      const address = parseAddress(line.witness([cut, cut + 1]) ?? '');
      return address ? [{ address, cut, sources: this.#sourcesAt(address) }] : [];
    });
  }

  #sourcesAt(address: Address): readonly PacketSource[] {
    const text = addressText(address);
    if (isPublic(address))
      return this.#network.onInternet(address) ? [] : [{ kind: 'internet', address: text }];
    return this.#onPremises.map((gatewayId) => ({ kind: 'on-premises', gatewayId, address: text }));
  }

  get #onPremises(): readonly string[] {
    const vpns = this.#network.all('AWS::EC2::VPNGateway').filter(({ vpcIds }) => vpcIds.length > 0);
    const attached = this.#network
      .all('AWS::EC2::TransitGatewayAttachment')
      .filter(({ resourceType }) => ON_PREMISES.has(resourceType));
    return [...vpns, ...attached].map(({ id }) => id);
  }
}

/** More of them for one ACL say nothing new. */
const ENOUGH = 20;

const ON_PREMISES: ReadonlySet<string> = new Set([
  'vpn',
  'vpn-concentrator',
  'direct-connect-gateway',
  'connect',
]);

function usesAll({ interfaceType, description }: NetworkInterface): boolean {
  return interfaceType === 'lambda' || description.startsWith('ELB ');
}

function fromInterface({ networkInterface, address }: Endpoint): PacketSource {
  return { kind: 'interface', networkInterfaceId: networkInterface.id, address: addressText(address) };
}

function nameOf({ source }: Packet): string {
  return source.kind === 'interface' ? source.networkInterfaceId : source.kind;
}

function lostBy(acl: NetworkAcl, trace: Trace): LostAnswer | null {
  const { blockedAt } = trace;
  if (blockedAt?.leg !== 'reply' || blockedAt.kind !== 'network-acl' || blockedAt.id !== acl.id) return null;
  const found = decisions(acl).find((each) => deniedBy(each.direction, each.entry) === blockedAt.says);
  return found && !(found.entry && shutsOut(found.entry)) ? { trace, ...found } : null;
}

function decisions({ entries }: NetworkAcl): readonly Omit<LostAnswer, 'trace'>[] {
  return (['ingress', 'egress'] as const).flatMap((direction) => [
    { direction, entry: null },
    ...entries
      .filter(({ egress }) => egress === (direction === 'egress'))
      .map((entry) => ({ direction, entry })),
  ]);
}

/** It is meant to keep somebody out altogether, whoever asks: not the last entry, and not one for all. */
function shutsOut({ protocol, portRange, cidrBlock, ipv6CidrBlock }: NetworkAclEntry): boolean {
  const number = protocolNumber(protocol);
  const isWhole =
    number === null ||
    (number === TCP && (portRange === null || (portRange.from <= 1024 && portRange.to === 65_535)));
  const block = cidrBlock ?? ipv6CidrBlock ?? '';
  return isWhole && !block.endsWith('/0');
}
