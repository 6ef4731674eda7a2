import type { Family } from '../../model/address-range.ts';
import type { NetworkFacts, Packet } from '../../model/network-facts.ts';
import { eachOnce, type Unread, unread } from '../../model/reading.ts';
import type { NetworkInterface } from '../../model/resources/ec2.ts';
import { type Address, addressText } from '../address.ts';
import { has, intersect, isWithin } from '../exposed/intervals.ts';
import { Network } from '../network.ts';
import { CLIENT_PORTS, hasPorts, isIcmp, TCP, UNNAMED, USUAL_CLIENT_PORT } from '../protocol.ts';
import { tracePacket } from '../trace-packet.ts';
import { linesOf } from './lines.ts';
import { type Outcome, PairOutcomes, type Party } from './pair-outcome.ts';
import { isPorted, type PortRange, PortTables, portsOf, rangesOf, type TableId } from './port-table.ts';
import { type Endpoint, endpointsOf, onlyIdOf, outsidesOf, type Station, stationsOf } from './station.ts';

/** Traffic of one kind that gets from some interface of one set to some interface of another, or may. */
export interface PairTraffic extends PortRange {
  readonly family: Family;
  readonly verdict: 'reachable' | 'unknown';
  /** Of TCP and UDP that are reachable: at how many of the ports that clients use answers get back. */
  readonly clientPorts: 'all' | 'some' | null;
  /** From every interface of the one to every interface of the other, answered at `clientPorts` of each. */
  readonly isForAll: boolean;
  /** One of it, which `tracePacket` follows. */
  readonly packet: Packet;
  /** Of an unknown verdict: what was not read. */
  readonly missing: readonly Unread[];
}

/** What sets of interfaces have to do with each other. */
export interface SetOutcome extends Omit<Outcome, 'answers'> {
  /** What gets through between every two of them. */
  readonly every: TableId;
}

interface Ends {
  readonly from: ReadonlySet<string>;
  readonly to: ReadonlySet<string>;
}

interface OfFamily {
  readonly family: Family;
  readonly stations: readonly Station[];
  readonly outcomes: PairOutcomes;
  readonly unplaced: readonly NetworkInterface[];
}

interface OfGroup {
  readonly outcomes: PairOutcomes;
  readonly party: Party;
}

/**
 * What gets from interfaces to interfaces inside, by their private and IPv6 addresses: all pairs of groups, of VPCs or of
 * whatever sets, for all protocols and ports at once. Exact as `tracePacket` is, whose steps it takes; what a load
 * balancer hands on are connections of its own.
 */
export class AllPairs {
  readonly network: Network;
  readonly tables = new PortTables();
  readonly #families: readonly OfFamily[];
  /** Of a group its members by IPv4, by IPv6 or by both. */
  readonly #byGroup = new Map<string, OfGroup[]>();
  readonly #nothing: SetOutcome;

  constructor(facts: NetworkFacts | Network) {
    this.network = facts instanceof Network ? facts : new Network(facts);
    const { none } = this.tables;
    this.#nothing = { all: none, some: none, may: none, every: none };
    this.#families = (['ipv4', 'ipv6'] as const).map((family) => this.#ofFamily(family));
  }

  #ofFamily(family: Family): OfFamily {
    const { stations, unplaced } = stationsOf(this.network, family);
    const outcomes = new PairOutcomes(this.network, this.tables, linesOf(this.network)[family].filters);
    const members = stations.flatMap((station) => station.groupIds.map((id) => ({ id, station })));
    for (const [id, all] of Map.groupBy(members, (each) => each.id)) {
      const party = outcomes.partyOf(all.map(({ station }) => station));
      this.#byGroup.set(id, [...(this.#byGroup.get(id) ?? []), { outcomes, party }]);
    }
    return { family, stations, outcomes, unplaced };
  }

  /** What gets from members of one group to members of another. */
  outcomeOfGroups(from: string, to: string): SetOutcome {
    let sum: SetOutcome | null = null;
    const takers = this.#byGroup.get(to) ?? [];
    for (const { outcomes, party } of this.#byGroup.get(from) ?? [])
      for (const taker of takers) {
        const more = taker.outcomes === outcomes ? this.#outcome(outcomes, party, taker.party) : null;
        if (more) sum = this.#both(sum, more);
      }
    return sum ?? this.#nothing;
  }

  /** What gets from some interfaces to others, range by range with a packet each; the ids are those of interfaces. */
  between(ends: Ends): readonly PairTraffic[] {
    return this.#families.flatMap(({ stations, outcomes }) => {
      const takers = stations.flatMap((each) => narrowed(each, ends.to));
      const senders = stations.flatMap((each) => narrowed(each, ends.from));
      return this.#traffic(
        senders.flatMap((sender) =>
          takers
            .filter((taker) => !isAlone(sender, taker))
            .map((taker) => ({ ...meeting(sender, taker), outcome: outcomes.of(sender, taker) })),
        ),
      );
    });
  }

  /** What gets from interfaces out to the internet; for all: from each of them, to every place that nothing tells apart. */
  toInternet(from: ReadonlySet<string>): readonly PairTraffic[] {
    return this.#families.flatMap(({ stations, outcomes, family }) => {
      const senders = stations.flatMap((each) => narrowed(each, from));
      const outsides = senders.length === 0 ? [] : outsidesOf(this.network, family);
      return this.#traffic(
        senders.flatMap((sender) =>
          outsides.map((outside) => ({
            source: sender.first,
            destination: outside.address,
            outcome: outcomes.toInternet(sender, outside),
          })),
        ),
      );
    });
  }

  /** Why there may be more between two sets: interfaces of theirs whose place was not read. */
  missing({ from, to }: Ends): readonly Unread[] {
    const unplaced = this.#families.flatMap((each) => each.unplaced);
    return eachOnce(
      unplaced
        .filter(({ id }) => from.has(id) || to.has(id))
        .map(({ id, subnetId }) =>
          unread('ec2:DescribeSubnets', `NotListed: ${subnetId} of ${id}, or its VPC, was not read`),
        ),
    );
  }

  #outcome(outcomes: PairOutcomes, sources: Party, takers: Party): SetOutcome | null {
    if (!outcomes.mayAdmit(takers, sources)) return this.#nothing;
    let sum: SetOutcome | null = null;
    let last: Outcome | null = null;
    for (const sender of sources.stations)
      for (const taker of takers.stations) {
        if (isAlone(sender, taker)) continue;
        const outcome = outcomes.of(sender, taker);
        if (outcome !== last) sum = this.#with(sum, outcome);
        last = outcome;
      }
    return sum;
  }

  #with(sum: SetOutcome | null, one: Outcome): SetOutcome {
    const { all, some, may } = one;
    return this.#both(sum, { all, some, may, every: some });
  }

  /** Of sets together. */
  #both(sum: SetOutcome | null, more: SetOutcome): SetOutcome {
    if (sum === null) return more;
    const { tables } = this;
    return {
      all: tables.either(sum.all, more.all),
      some: tables.either(sum.some, more.some),
      may: tables.either(sum.may, more.may),
      every: tables.both(sum.every, more.every),
    };
  }

  #traffic(meetings: readonly Meeting[]): readonly PairTraffic[] {
    const { tables } = this;
    const sum = meetings.reduce<SetOutcome | null>((all, { outcome }) => this.#with(all, outcome), null);
    const { all, some, may, every } = sum ?? this.#nothing;
    const answered = meetings.reduce((id, { outcome }) => tables.both(id, outcome.all), all);
    const kinds = [
      { told: all, of: 'all', every: answered },
      { told: tables.without(some, all), of: 'some', every },
      { told: tables.without(may, tables.either(all, some)), of: 'may', every: tables.none },
    ] as const;
    return kinds.flatMap(({ told, of, every: gets }) =>
      rangesOf(tables.table(told)).flatMap((range) => {
        const first = { ...range, to: range.from };
        const meeting = meetings.find(({ outcome }) => holds(tables, outcome[of], first));
        const isForAll = holds(tables, gets, range);
        return meeting ? [this.#told(meeting, of, range, isForAll)] : [];
      }),
    );
  }

  #told(meeting: Meeting, of: 'all' | 'some' | 'may', range: PortRange, isForAll: boolean): PairTraffic {
    const { must, may } = meeting.outcome.answers;
    const packet = packetOf(meeting, range, clientPortOf(this.tables, of === 'may' ? may : must));
    return {
      ...range,
      family: meeting.destination.family,
      verdict: of === 'may' ? 'unknown' : 'reachable',
      clientPorts: isPorted(range) && of !== 'may' ? of : null,
      isForAll,
      packet,
      missing: of === 'may' ? tracePacket(this.network, packet).missing : [],
    };
  }
}

/** Two addresses, and what gets from the one to the other. */
interface Meeting {
  readonly source: Endpoint;
  readonly destination: Address;
  readonly outcome: Outcome;
}

/** What of a station is of a set of interfaces. */
function narrowed(station: Station, ids: ReadonlySet<string>): readonly Station[] {
  const endpoints = station.endpoints.filter(({ networkInterface }) => ids.has(networkInterface.id));
  const [first] = endpoints;
  if (!first) return [];
  if (endpoints.length === station.endpoints.length) return [station];
  return [{ ...station, first, endpoints, onlyId: onlyIdOf(endpoints) }];
}

/** An interface has nothing to say to itself. */
function isAlone(sender: Station, taker: Station): boolean {
  return sender.onlyId !== null && sender.onlyId === taker.onlyId;
}

function holds(tables: PortTables, id: TableId, { protocol, from, to }: PortRange): boolean {
  const table = tables.table(id);
  const ports = protocol === null ? table.rest : portsOf(table, protocol);
  return isWithin([from, to + 1], ports);
}

/** The usual one, if answers get back to it. */
function clientPortOf(tables: PortTables, answers: TableId): number {
  const ports = intersect(tables.portsOf(answers, TCP), CLIENT_PORTS);
  return has(ports, USUAL_CLIENT_PORT) ? USUAL_CLIENT_PORT : (ports[0] ?? USUAL_CLIENT_PORT);
}

function packetOf({ source, destination }: Meeting, range: PortRange, clientPort: number): Packet {
  const protocol = range.protocol ?? UNNAMED;
  const ported = hasPorts(protocol);
  return {
    source: {
      kind: 'interface',
      networkInterfaceId: source.networkInterface.id,
      address: addressText(source.address),
    },
    destination: addressText(destination),
    protocol,
    sourcePort: ported ? clientPort : null,
    destinationPort: ported ? range.from : null,
    icmp: isIcmp(protocol) ? { type: range.from >> 8, code: range.from & 255 } : null,
  };
}

function meeting(sender: Station, taker: Station): Pick<Meeting, 'source' | 'destination'> {
  const { source, destination } = endpointsOf(sender, taker);
  return { source, destination: destination.address };
}
