import { type Address, sameAddress } from '../address.ts';
import type { Gate } from '../course.ts';
import type { AddressLine } from '../exposed/address-line.ts';
import { intersect } from '../exposed/intervals.ts';
import type { Network } from '../network.ts';
import { CLIENT_PORTS, ICMP, ICMPV6, TCP } from '../protocol.ts';
import { type Bearer } from '../security-group.ts';
import { TAKES_NONE } from '../steps/deliver.ts';
import { ANSWERS_ONLY, bearerAt } from '../steps/leave-interface.ts';
import { type Corridor, Corridors } from './corridors.ts';
import { type Certainty, GateTables, type Peer } from './gate-tables.ts';
import type { PortTables, TableId } from './port-table.ts';
import type { Station } from './station.ts';
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

/** Of one address family: what gets from any station to any other, put together out of what the filters let through. */
export class PairOutcomes {
  readonly #network: Network;
  readonly #tables: PortTables;
  readonly #line: AddressLine;
  readonly #gates: GateTables;
  readonly #corridors: Corridors;
  readonly #bearers = new Map<string, Bearer>();
  readonly #peers = new Map<Station, Peer>();
  readonly #answeredAt = new Map<TableId, 'all' | 'some' | 'none'>();
  readonly nothing: Outcome;
  /** All protocols but the other family's ICMP. */
  readonly #own: Certainty;

  constructor(network: Network, tables: PortTables, line: AddressLine) {
    this.#network = network;
    this.#tables = tables;
    this.#line = line;
    this.#gates = new GateTables(network, tables, line);
    this.#corridors = new Corridors(network);
    this.nothing = {
      all: tables.none,
      some: tables.none,
      may: tables.none,
      answers: { must: tables.none, may: tables.none },
    };
    const foreign = line.family === 'ipv4' ? ICMPV6 : ICMP;
    this.#own = this.#gates.certain(
      tables.without(tables.all, tables.idOf({ named: new Map([[foreign, [0, 65_536]]]), rest: [] })),
    );
  }

  of(sender: Station, taker: Station): Outcome {
    const { networkInterface: sends } = sender.first;
    const { networkInterface: takes } = taker.first;
    if (takes.interfaceType in TAKES_NONE || ANSWERS_ONLY.has(sends.interfaceType)) return this.nothing;
    const out = this.#and(
      this.#own,
      this.#gates.groups(sends, sender.groupIds, 'egress', this.#peerOf(taker), this.#bearerOf(sender)),
    );
    if (out.may === this.#tables.none) return this.nothing;
    const corridor = this.#corridors.there(sender, taker);
    const outcomes = corridor.ways.map((way) => this.#byWay(way, corridor, out, sender, taker));
    const [first = this.nothing, ...others] = outcomes;
    // AWS chooses among several: certain is what gets through by each.
    return others.reduce(
      (sum, each) => ({
        all: this.#tables.both(sum.all, each.all),
        some: this.#tables.both(sum.some, each.some),
        may: this.#tables.either(sum.may, each.may),
        answers: {
          must: this.#tables.both(sum.answers.must, each.answers.must),
          may: this.#tables.either(sum.answers.may, each.answers.may),
        },
      }),
      first,
    );
  }

  #byWay(way: Way, corridor: Corridor, out: Certainty, sender: Station, taker: Station): Outcome {
    const there = this.#delivered(way, corridor, out, sender, taker, 'forward');
    if (there.may === this.#tables.none) return this.nothing;
    const back = this.#corridors.back(way, sender, taker);
    const answers = back.ways.map((each) =>
      this.#delivered(each, back, this.#gates.open, taker, sender, 'reply'),
    );
    const must = answers.reduce((sum, each) => this.#tables.both(sum, each.must), this.#tables.all);
    const may = answers.reduce((sum, each) => this.#tables.either(sum, each.may), this.#tables.none);
    return this.#answered(there, answers.length === 0 ? this.#tables.none : must, may);
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
    way: Way,
    corridor: Corridor,
    sent: Certainty,
    sender: Station,
    taker: Station,
    leg: 'forward' | 'reply',
  ): Certainty {
    const passed = this.#through(way, corridor, sent, sender, taker);
    const nothing = this.#gates.certain(this.#tables.none);
    switch (way.end.kind) {
      case 'stopped':
        return nothing;
      case 'unknown':
        return { must: this.#tables.none, may: passed.may };
      case 'vpc':
        return way.end.vpc.id === taker.vpc.id
          ? this.#arrived(way, way.end, corridor, passed, sender, taker, leg)
          : nothing;
      case 'internet':
        return this.#isOnInternet(taker) ? this.#acrossInternet(way, passed, sender, taker, leg) : nothing;
    }
  }

  #acrossInternet(
    way: Way,
    passed: Certainty,
    sender: Station,
    taker: Station,
    leg: 'forward' | 'reply',
  ): Certainty {
    const inside = this.#corridors.fromInternet(way, taker);
    const [first] = inside.ways;
    if (!first || first.end.kind === 'internet') return this.#gates.certain(this.#tables.none);
    return this.#delivered(first, inside, passed, sender, taker, leg);
  }

  #isOnInternet({ first }: Station): boolean {
    const owner = this.#network.onInternet(first.address);
    return (
      owner?.networkInterface.id === first.networkInterface.id && sameAddress(owner.address, first.address)
    );
  }

  /** Across the edge of the taker's subnet, and of what opens a connection what its groups admit. */
  #arrived(
    way: Way,
    { from, bearer }: Extract<Way['end'], { kind: 'vpc' }>,
    corridor: Corridor,
    passed: Certainty,
    sender: Station,
    taker: Station,
    leg: 'forward' | 'reply',
  ): Certainty {
    const peer = this.#peerAt(way.flight.source, corridor, sender, taker);
    const isInside = from?.id === taker.subnet.id;
    const entered = isInside ? passed : this.#and(passed, this.#gates.acl(taker.subnet, 'ingress', peer));
    if (leg === 'reply') return entered;
    const { networkInterface } = taker.first;
    const admitted = this.#gates.groups(networkInterface, taker.groupIds, 'ingress', peer, bearer);
    return this.#and(this.#and(entered, admitted), this.#gates.taken(networkInterface));
  }

  #through(way: Way, corridor: Corridor, sent: Certainty, sender: Station, taker: Station): Certainty {
    let passed = sent;
    for (const gate of way.course.gates ?? []) {
      if (passed.may === this.#tables.none) return passed;
      passed = this.#and(passed, this.#gateOf(gate, corridor, sender, taker));
    }
    return way.course.doubts.length > 0 ? { must: this.#tables.none, may: passed.may } : passed;
  }

  #gateOf(gate: Gate, corridor: Corridor, sender: Station, taker: Station): Certainty {
    if (gate.kind === 'protocols') return this.#gates.protocols(gate.carried);
    const peer = this.#peerAt(gate.peer, corridor, sender, taker);
    if (gate.kind === 'network-acl') return this.#gates.acl(gate.subnet, gate.direction, peer);
    const { networkInterface, direction, bearer } = gate;
    return this.#gates.groups(networkInterface, networkInterface.securityGroupIds, direction, peer, bearer);
  }

  /** Who an address stands for: one of the two ends, or somebody on the way. */
  #peerAt(address: Address, { source, destination }: Corridor, sender: Station, taker: Station): Peer {
    if (sameAddress(address, source)) return this.#peerOf(sender);
    if (sameAddress(address, destination)) return this.#peerOf(taker);
    return { cut: this.#line.cutOf(address), groupIds: [], vpcId: '' };
  }

  #peerOf(station: Station): Peer {
    const known = this.#peers.get(station);
    if (known) return known;
    const { cut, groupIds, vpc } = station;
    const peer = { cut, groupIds, vpcId: vpc.id };
    this.#peers.set(station, peer);
    return peer;
  }

  #bearerOf({ vpc }: Station): Bearer {
    const known = this.#bearers.get(vpc.id) ?? bearerAt(this.#network, vpc);
    this.#bearers.set(vpc.id, known);
    return known;
  }

  #and(a: Certainty, b: Certainty): Certainty {
    if (b === this.#gates.open || a === b) return a;
    const must = this.#tables.both(a.must, b.must);
    if (a.must === a.may && b.must === b.may) return this.#gates.certain(must);
    return { must, may: this.#tables.both(a.may, b.may) };
  }
}
