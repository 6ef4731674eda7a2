import { type Address, parseAddress, sameAddress } from '../address.ts';
import type { AddressLine } from '../exposed/address-line.ts';
import { intersect } from '../exposed/intervals.ts';
import type { Network } from '../network.ts';
import { CLIENT_PORTS, ICMP, ICMPV6, TCP } from '../protocol.ts';
import { TAKES_NONE } from '../steps/deliver.ts';
import { ASKS_NONE, bearerAt } from '../steps/leave-interface.ts';
import type { Corridor, KnownWay } from './corridor.ts';
import { Corridors } from './corridors.ts';
import {
  type AclFilter,
  type Certainty,
  type Crowd,
  GateTables,
  type GroupsFilter,
  type Peer,
  someoneAt,
} from './gate-tables.ts';
import { SENDERS } from './gateway-ways.ts';
import { type Ends, Passages, peerOf, swapped } from './passages.ts';
import type { PortTables, TableId } from './port-table.ts';
import type { Endpoint, Outside, Station } from './station.ts';
import type { Way } from './survey.ts';

/** What gets from one station to another. Of TCP, only what is answered. */
export interface Outcome {
  /** Answered at every port that clients use; all of UDP and of what has no ports. */
  readonly all: TableId;
  /** Answered at some client port at least. */
  readonly some: TableId;
  /** What may get through, or does. */
  readonly may: TableId;
  /** By the client's port, which answers of TCP get back. */
  readonly answers: Certainty;
}

/** What of a station is asked again and again. */
interface Profile {
  readonly peer: Peer;
  readonly ingress: GroupsFilter;
  /** Whether some NAT gateway may send to it, for whomever. */
  readonly admitsNat: boolean;
  readonly egress: GroupsFilter;
  /** What lets in across the edge of its subnet. */
  readonly acl: AclFilter | null;
  /** What it takes whatever its groups say. */
  readonly taken: Certainty;
  /** Of those whose groups its own may name in what it sends to. */
  readonly vpcIds: readonly string[];
  readonly takesAny: boolean;
  readonly sendsAny: boolean;
  /** By the address that it has itself. */
  readonly isOnInternet: boolean;
}

/** Stations that are asked about together, and what is told apart among them. */
export interface Party {
  readonly stations: readonly Station[];
  readonly crowd: Crowd;
  readonly ingress: readonly GroupsFilter[];
  readonly admitsNat: boolean;
}

/** Of one address family: what gets from any station to any other, put together out of what the filters let through. */
export class PairOutcomes {
  readonly #network: Network;
  readonly #tables: PortTables;
  readonly #gates: GateTables;
  readonly #passages: Passages;
  readonly #corridors: Corridors;
  readonly #peers = new Map<string, Peer>();
  readonly #natPeers: readonly Peer[];
  readonly #profiles: Profile[] = [];
  readonly #answeredAt = new Map<TableId, 'all' | 'some' | 'none'>();
  readonly nothing: Outcome;
  /** All protocols but the other family's ICMP. */
  readonly #own: Certainty;

  constructor(network: Network, tables: PortTables, line: AddressLine) {
    this.#network = network;
    this.#tables = tables;
    this.#gates = new GateTables(network, tables, line);
    this.#passages = new Passages(tables, line, this.#gates);
    this.#corridors = new Corridors(network, this.#passages);
    this.nothing = {
      all: tables.none,
      some: tables.none,
      may: tables.none,
      answers: { must: tables.none, may: tables.none },
    };
    const foreign = line.family === 'ipv4' ? ICMPV6 : ICMP;
    this.#natPeers = natAddresses(network)
      .filter(({ family }) => family === line.family)
      .map((address) => someoneAt(line.cutOf(address)));
    this.#own = this.#gates.certain(
      tables.without(tables.all, tables.idOf({ named: new Map([[foreign, [0, 65_536]]]), rest: [] })),
    );
  }

  partyOf(stations: readonly Station[]): Party {
    const profiles = stations.map((each) => this.#profileOf(each));
    return {
      stations,
      crowd: this.#gates.crowdOf(profiles.map(({ peer }) => peer)),
      ingress: [...new Set(profiles.map(({ ingress }) => ingress))],
      admitsNat: profiles.some(({ admitsNat }) => admitsNat),
    };
  }

  /** Whether groups of the one admit anything from the other at all: of most pairs they do not, and no more is asked. */
  mayAdmit({ ingress, admitsNat }: Party, { crowd }: Party): boolean {
    if (admitsNat) return true;
    for (const filter of ingress) if (this.#gates.mayAdmit(filter, crowd)) return true;
    return false;
  }

  /** Whatever the way carries along of its groups. */
  #mayAdmitOne(filter: GroupsFilter, peer: Peer): boolean {
    return this.#gates.admitted(filter, peer, null).may !== this.#tables.none;
  }

  of(sender: Station, taker: Station): Outcome {
    const sends = this.#profileOf(sender);
    const takes = this.#profileOf(taker);
    if (!takes.takesAny || !sends.sendsAny) return this.nothing;
    if (!takes.admitsNat && !this.#mayAdmitOne(takes.ingress, sends.peer)) return this.nothing;
    const out = this.#sent(sender, taker);
    if (out.may === this.#tables.none) return this.nothing;
    const corridor = this.#corridors.there(sender, taker);
    const ends = { source: sends.peer, destination: takes.peer };
    return this.#overWays(corridor, (way) => {
      const there = this.#delivered(way, out, ends, taker, 'forward');
      if (there.may === this.#tables.none) return this.nothing;
      return this.#withAnswers(there, this.#corridors.back(way, sender, taker), swapped(ends), sender);
    });
  }

  /** A quick and sound look: whether some way ends where the taker is. Between most VPCs none does. */
  mayReach(sender: Station, taker: Station): boolean {
    if (sender.vpc === taker.vpc) return true;
    const { vpcIds, isInternet, isUnknown } = this.#corridors.endsOf(sender, taker);
    return isUnknown || vpcIds.has(taker.vpc.id) || (isInternet && this.#profileOf(taker).isOnInternet);
  }

  /** What gets from one station to another, or may, whether it is answered or not. */
  there(sender: Station, taker: Station): TableId {
    const sends = this.#profileOf(sender);
    const takes = this.#profileOf(taker);
    if (!takes.takesAny || !sends.sendsAny) return this.#tables.none;
    if (!takes.admitsNat && !this.#mayAdmitOne(takes.ingress, sends.peer)) return this.#tables.none;
    const out = this.#sent(sender, taker);
    const ends = { source: sends.peer, destination: takes.peer };
    return this.#corridors
      .there(sender, taker)
      .map((way) => this.#delivered(way, out, ends, taker, 'forward').may)
      .reduce((sum, each) => this.#tables.either(sum, each), this.#tables.none);
  }

  /** What the sender's groups let out; rules that name groups may hang on the route. */
  #sent(sender: Station, taker: Station): Certainty {
    const { egress, vpcIds } = this.#profileOf(sender);
    const { peer } = this.#profileOf(taker);
    const most = this.#gates.and(this.#own, this.#gates.admitted(egress, peer, vpcIds));
    if (egress.names.size === 0 || most.may === this.#tables.none) return most;
    const { vpcIds: sure, unsureVpcIds: unsure } = this.#corridors.bearer(sender, taker);
    const surely = this.#gates.and(this.#own, this.#gates.admitted(egress, peer, sure));
    return unsure.length === 0 ? surely : { must: surely.must, may: most.may };
  }

  /** What gets from a station out to a place on the internet. */
  toInternet(sender: Station, outside: Outside): Outcome {
    const { egress, vpcIds, peer, sendsAny } = this.#profileOf(sender);
    if (!sendsAny) return this.nothing;
    const ends = { source: peer, destination: someoneAt(outside.cut) };
    const out = this.#gates.and(this.#own, this.#gates.admitted(egress, ends.destination, vpcIds));
    if (out.may === this.#tables.none) return this.nothing;
    const corridor = this.#corridors.out(sender, outside);
    return this.#overWays(corridor, (way) => {
      const passed = this.#passages.through(way.passage, out, ends);
      if (way.end.kind === 'unknown')
        return this.#answered(
          { must: this.#tables.none, may: passed.may },
          this.#tables.none,
          this.#tables.all,
        );
      if (way.end.kind !== 'internet' || passed.may === this.#tables.none) return this.nothing;
      return this.#withAnswers(passed, this.#corridors.backIn(way, sender, outside), swapped(ends), sender);
    });
  }

  /** AWS chooses among several ways: certain is what gets through by each. */
  #overWays(ways: Corridor, outcomeBy: (way: KnownWay) => Outcome): Outcome {
    const [first, ...others] = ways;
    if (!first) return this.nothing;
    return others.map(outcomeBy).reduce((sum, each) => this.#byEither(sum, each), outcomeBy(first));
  }

  #byEither(one: Outcome, other: Outcome): Outcome {
    return {
      all: this.#tables.both(one.all, other.all),
      some: this.#tables.both(one.some, other.some),
      may: this.#tables.either(one.may, other.may),
      answers: {
        must: this.#tables.both(one.answers.must, other.answers.must),
        may: this.#tables.either(one.answers.may, other.answers.may),
      },
    };
  }

  #withAnswers(there: Certainty, back: Corridor, ends: Ends, sender: Station): Outcome {
    const tables = this.#tables;
    const answers = back.map((each) => this.#delivered(each, this.#gates.open, ends, sender, 'reply'));
    const must = answers.reduce((sum, each) => tables.both(sum, each.must), tables.all);
    const may = answers.reduce((sum, each) => tables.either(sum, each.may), tables.none);
    return this.#answered(there, answers.length === 0 ? tables.none : must, may);
  }

  #answered({ must, may }: Certainty, surely: TableId, maybe: TableId): Outcome {
    const tables = this.#tables;
    const sure = this.#clientsOf(surely);
    const rest = tables.withoutTcp(must);
    return {
      all: sure === 'all' ? must : rest,
      some: sure === 'none' ? rest : must,
      may: this.#clientsOf(maybe) === 'none' ? tables.withoutTcp(may) : may,
      answers: { must: surely, may: maybe },
    };
  }

  /** How many of the ports that clients use TCP's answers get to. */
  #clientsOf(answers: TableId): 'all' | 'some' | 'none' {
    const known = this.#answeredAt.get(answers);
    if (known) return known;
    const ports = intersect(this.#tables.portsOf(answers, TCP), CLIENT_PORTS);
    const found = ports.length === 0 ? 'none' : String(ports) === String(CLIENT_PORTS) ? 'all' : 'some';
    this.#answeredAt.set(answers, found);
    return found;
  }

  /** What gets by a way to the taker itself. */
  #delivered(
    way: KnownWay,
    sent: Certainty,
    ends: Ends,
    taker: Station,
    leg: 'forward' | 'reply',
  ): Certainty {
    const passed = this.#passages.through(way.passage, sent, ends);
    const nothing = this.#gates.certain(this.#tables.none);
    switch (way.end.kind) {
      case 'stopped':
        return nothing;
      case 'unknown':
        return { must: this.#tables.none, may: passed.may };
      case 'vpc':
        return way.end.vpc.id === taker.vpc.id
          ? this.#arrived(way, way.end, passed, ends, taker, leg)
          : nothing;
      case 'internet':
        return this.#profileOf(taker).isOnInternet
          ? this.#acrossInternet(way, passed, ends, taker, leg)
          : nothing;
    }
  }

  #acrossInternet(
    way: KnownWay,
    passed: Certainty,
    ends: Ends,
    taker: Station,
    leg: 'forward' | 'reply',
  ): Certainty {
    const [first] = this.#corridors.fromInternet(way, leg, taker);
    if (!first || first.end.kind === 'internet') return this.#gates.certain(this.#tables.none);
    return this.#delivered(first, passed, ends, taker, leg);
  }

  #isOnInternet({ networkInterface, address }: Endpoint): boolean {
    const owner = this.#network.onInternet(address);
    return owner?.networkInterface.id === networkInterface.id && sameAddress(owner.address, address);
  }

  /** Across the edge of the taker's subnet, and of what opens a connection what its groups admit. */
  #arrived(
    way: KnownWay,
    { from, bearer }: Extract<Way['end'], { kind: 'vpc' }>,
    passed: Certainty,
    ends: Ends,
    taker: Station,
    leg: 'forward' | 'reply',
  ): Certainty {
    const { acl, ingress, taken } = this.#profileOf(taker);
    const peer = peerOf(way.from, ends);
    const isInside = from?.id === taker.subnet.id;
    const entered = isInside ? passed : this.#gates.and(passed, this.#gates.atAcl(acl, peer));
    if (leg === 'reply') return entered;
    const vpcIds = bearer === SENDERS ? null : bearer.vpcIds;
    const admitted = this.#gates.admitted(ingress, peer, vpcIds);
    return this.#gates.and(this.#gates.and(entered, admitted), taken);
  }

  #profileOf(station: Station): Profile {
    const known = this.#profiles[station.number] ?? this.#newProfile(station);
    this.#profiles[station.number] = known;
    return known;
  }

  #newProfile({ cut, groupIds, vpc, subnet, first }: Station): Profile {
    const { networkInterface } = first;
    const ingress = this.#gates.groupsOf(networkInterface, groupIds, 'ingress');
    return {
      peer: this.#peerOf(cut, groupIds, vpc.id),
      ingress,
      admitsNat: this.#natPeers.some(
        (each) => this.#gates.admitted(ingress, each, []).may !== this.#tables.none,
      ),
      egress: this.#gates.groupsOf(networkInterface, groupIds, 'egress'),
      acl: this.#gates.aclOf(subnet, 'ingress'),
      taken: this.#gates.taken(networkInterface),
      vpcIds: bearerAt(this.#network, vpc).vpcIds,
      takesAny: !TAKES_NONE.has(networkInterface.interfaceType),
      sendsAny: !ASKS_NONE.has(networkInterface.interfaceType),
      isOnInternet: this.#isOnInternet(first),
    };
  }

  #peerOf(cut: number, groupIds: readonly string[], vpcId: string): Peer {
    const key = `${cut} ${vpcId} ${groupIds.join(' ')}`;
    const known = this.#peers.get(key) ?? { cut, groupIds, vpcId };
    this.#peers.set(key, known);
    return known;
  }
}

function natAddresses(network: Network): readonly Address[] {
  return network
    .all('AWS::EC2::NatGateway')
    .flatMap(({ addresses }) => addresses.flatMap(({ privateIp }) => parseAddress(privateIp ?? '') ?? []));
}
