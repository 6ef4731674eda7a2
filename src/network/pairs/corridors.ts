import { contains } from '../../model/address-range.ts';
import type { Address } from '../address.ts';
import { Course, type Memory, NO_MEMORY } from '../course.ts';
import type { Flight } from '../flight.ts';
import { isClassicBalancer } from '../load-balancer.ts';
import type { Network } from '../network.ts';
import { TCP, USUAL_CLIENT_PORT } from '../protocol.ts';
import type { Bearer } from '../security-group.ts';
import { bearerTo, leaveSubnet } from '../steps/leave-interface.ts';
import type { Corridor, KnownWay } from './corridor.ts';
import { GatewayWays } from './gateway-ways.ts';
import type { Passages, StoodFor } from './passages.ts';
import { type Outside, type Station, senderKey } from './station.ts';
import { survey, type Way } from './survey.ts';

/** Where ways end, all gates taken to be open. */
export interface WayEnds {
  readonly vpcIds: ReadonlySet<string>;
  readonly isInternet: boolean;
  readonly isUnknown: boolean;
}

/**
 * The ways between stations, each looked up once for all senders of a subnet and all destinations that no route tells
 * apart.
 */
export class Corridors {
  readonly #network: Network;
  readonly #passages: Passages;
  readonly #gateways: GatewayWays;
  readonly #there = new WayTable<Corridor>();
  readonly #back = new WayTable<Corridor>();
  readonly #known = new Map<string, WayTable<Corridor>>();
  readonly #bearers = new WayTable<Bearer>();
  /** By the destination's cut and the sender's number. */
  readonly #ends: WayEnds[][] = [];
  readonly #senders: number[] = [];
  readonly #senderKeys = new Map<string, number>();

  constructor(network: Network, passages: Passages) {
    this.#network = network;
    this.#passages = passages;
    this.#gateways = new GatewayWays(network, passages);
  }

  /** Out of the sender's subnet, past its groups, to where the destination's address leads. */
  there(sender: Station, destination: Station): Corridor {
    const cut = cutFor(sender, destination);
    const flight = flightTo(sender, destination);
    const found = (): Corridor => this.#leaving('forward', NO_MEMORY, sender, flight);
    const number = this.#numberOf(sender);
    const shared =
      this.#there.get(number, cut) ??
      this.#there.set(number, cut, this.#gateways.of('forward', sender, number, flight, cut) ?? found());
    // What a NAT gateway sends on it remembers sender by sender.
    return shared.some(isTranslated) ? this.#once(`there ${sender.number}`, number, cut, found) : shared;
  }

  /** Where the ways there end, kept as little as it is: it is asked of all pairs. */
  endsOf(sender: Station, destination: Station): WayEnds {
    const cut = cutFor(sender, destination);
    const bySender = this.#ends[cut] ?? [];
    this.#ends[cut] = bySender;
    const known = bySender[sender.number];
    if (known) return known;
    const found = endsBy(this.there(sender, destination));
    bySender[sender.number] = found;
    return found;
  }

  /** Whose groups the rules of such senders mean, for what they send there. */
  bearer(sender: Station, destination: Station): Bearer {
    const [number, cut] = [this.#numberOf(sender), cutFor(sender, destination)];
    const { subnet, vpc } = sender;
    const found = (): Bearer => bearerTo(this.#network, subnet, vpc, destination.first.address);
    return this.#bearers.get(number, cut) ?? this.#bearers.set(number, cut, found());
  }

  /** What answers take to what came by a way. */
  back(way: KnownWay, sender: Station, destination: Station): Corridor {
    const [number, cut] = [this.#numberOf(destination), cutFor(destination, sender)];
    const found = (): Corridor =>
      this.#leaving(
        'reply',
        way.memory,
        destination,
        answerTo(way, sender, destination),
        sender.first.address,
      );
    if (way.remembered !== '') return this.#once(`back ${way.remembered}`, number, cut, found);
    const known = this.#back.get(number, cut);
    if (known) return known;
    const flight = flightTo(destination, sender);
    const shared = this.#gateways.of('reply', destination, number, flight, cut);
    return this.#back.set(number, cut, shared ?? found());
  }

  /** In from the internet, for what has come there by a way. */
  fromInternet({ memory, flight }: KnownWay, leg: Course['leg'], destination: Station): Corridor {
    const { subnet, first } = destination;
    const kept = JSON.stringify(memory.egressOnlyGatewayIds);
    return this.#once(`internet ${leg} ${subnet.id} ${flight.source.bits} ${kept}`, 0, 0, () => {
      const sent = { ...flight, destination: first.address };
      return this.#fromOutside(leg, memory, sent, first.address);
    });
  }

  /** Out of the sender's subnet, past its groups, to a place on the internet. */
  out(sender: Station, outside: Outside): Corridor {
    return this.#once('out', this.#numberOf(sender), outside.routeCut, () =>
      this.#leaving('forward', NO_MEMORY, sender, flightFrom(sender.first.address, outside.address)),
    );
  }

  /** In from there, for what answers what has left by a way. */
  backIn({ memory, remembered, flight }: KnownWay, sender: Station, outside: Outside): Corridor {
    const kind = `in ${remembered} ${flight.source.bits}`;
    return this.#once(kind, this.#numberOf(sender), outside.routeCut, () => {
      const answer = flightFrom(outside.address, flight.source);
      return this.#fromOutside('reply', memory, answer, sender.first.address);
    });
  }

  #once(kind: string, number: number, cut: number, found: () => Corridor): Corridor {
    const known = this.#known.get(kind) ?? new WayTable<Corridor>();
    this.#known.set(kind, known);
    return known.get(number, cut) ?? known.set(number, cut, found());
  }

  #numberOf(sender: Station): number {
    return this.#senders[sender.number] ?? this.#newSender(sender);
  }

  #newSender(sender: Station): number {
    const key = senderKey(sender);
    const number = this.#senderKeys.get(key) ?? this.#senderKeys.size;
    this.#senderKeys.set(key, number);
    this.#senders[sender.number] = number;
    return number;
  }

  #leaving(
    leg: Course['leg'],
    memory: Memory,
    { first, subnet, vpc }: Station,
    flight: Flight,
    destination = flight.destination,
  ): Corridor {
    const course = new Course(this.#network, leg, memory, [], [], []);
    const step = leaveSubnet(course, first.networkInterface, subnet, vpc, flight);
    const ways = step.kind === 'on' ? survey(step.course, step.place) : [];
    return this.#kept(ways, { source: flight.source, destination });
  }

  #fromOutside(leg: Course['leg'], memory: Memory, flight: Flight, destination: Address): Corridor {
    const course = new Course(this.#network, leg, memory, [], [], []);
    const ways = survey(course, { at: 'internet', isFromThere: true, flight });
    return this.#kept(ways, { source: flight.source, destination });
  }

  #kept(ways: readonly Way[], ends: StoodFor): Corridor {
    return ways.map(({ course: { gates, doubts, memory }, flight, end }) => ({
      passage: this.#passages.of(gates ?? [], doubts, ends),
      from: this.#passages.roleOf(flight.source, ends),
      flight,
      memory,
      remembered: memory === NO_MEMORY ? '' : JSON.stringify(memory),
      end,
    }));
  }
}

/** By senders that nothing on the way tells apart and destinations that no route does. */
class WayTable<Known> {
  readonly #bySender: (Known | undefined)[][] = [];

  get(sender: number, cut: number): Known | undefined {
    return this.#bySender[sender]?.[cut];
  }

  set(sender: number, cut: number, known: Known): Known {
    const row = this.#bySender[sender] ?? [];
    row[cut] = known;
    this.#bySender[sender] = row;
    return known;
  }
}

function endsBy(ways: Corridor): WayEnds {
  const ends = ways.map(({ end }) => end);
  return {
    vpcIds: new Set(ends.flatMap((end) => (end.kind === 'vpc' ? [end.vpc.id] : []))),
    isInternet: ends.some(({ kind }) => kind === 'internet'),
    isUnknown: ends.some(({ kind }) => kind === 'unknown'),
  };
}

function isTranslated({ memory }: KnownWay): boolean {
  return memory.translations.length > 0;
}

/** Of destinations that no route of the sender's tells apart. In its own subnet no route is asked for. */
function cutFor(sender: Station, destination: Station): number {
  if (!isNextTo(sender, destination)) return destination.routeCut + 2;
  // What a Classic Load Balancer is answered crosses the ACL within the subnet too.
  return isClassicBalancer(destination.first.networkInterface) ? 1 : 0;
}

function isNextTo(sender: Station, destination: Station): boolean {
  if (sender.vpc === destination.vpc) return sender.subnet === destination.subnet;
  return sender.subnetBlocks.some((block) => contains(block, destination.first.address));
}

/** A NAT gateway's own address is what is answered. */
function answerTo(way: KnownWay, sender: Station, destination: Station): Flight {
  const answer = flightTo(destination, sender);
  return isTranslated(way) ? { ...answer, destination: way.flight.source } : answer;
}

function flightTo(sender: Station, destination: Station): Flight {
  return flightFrom(sender.first.address, destination.first.address);
}

/** TCP stands for all protocols: what is not for all is a gate. */
function flightFrom(source: Address, destination: Address): Flight {
  return {
    source,
    destination,
    protocol: TCP,
    sourcePort: USUAL_CLIENT_PORT,
    destinationPort: 0,
    icmp: null,
  };
}
