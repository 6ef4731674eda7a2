import type { Address } from '../address.ts';
import { Course, type Memory, NO_MEMORY } from '../course.ts';
import type { Flight } from '../flight.ts';
import type { Network } from '../network.ts';
import { TCP, USUAL_CLIENT_PORT } from '../protocol.ts';
import { isIn, leaveSubnet } from '../steps/leave-interface.ts';
import { type Outside, type Station, senderKey } from './station.ts';
import { survey, type Way } from './survey.ts';

/** Ways, and the addresses that stood for both ends when they were looked up. */
export interface Corridor {
  readonly ways: readonly Way[];
  readonly source: Address;
  readonly destination: Address;
}

/**
 * The ways between stations, each looked up once for all senders of a subnet and all destinations that no route tells
 * apart.
 */
export class Corridors {
  readonly #network: Network;
  readonly #known = new Map<string, Map<number, Corridor>>();
  readonly #senders = new Map<number, number>();
  readonly #senderKeys = new Map<string, number>();

  constructor(network: Network) {
    this.#network = network;
  }

  /** Out of the sender's subnet, past its groups, to where the destination's address leads. */
  there(sender: Station, destination: Station): Corridor {
    const key = this.#keyOf(sender, destination);
    const shared = this.#once('there', key, () =>
      this.#leaving('forward', NO_MEMORY, sender, flightTo(sender, destination)),
    );
    // What a NAT gateway sends on it remembers sender by sender.
    return shared.ways.some(isTranslated)
      ? this.#once(`there ${sender.number}`, key, () =>
          this.#leaving('forward', NO_MEMORY, sender, flightTo(sender, destination)),
        )
      : shared;
  }

  /** What answers take to what came by a way. */
  back(way: Way, sender: Station, destination: Station): Corridor {
    const { memory } = way.course;
    const kept = memory === NO_MEMORY ? '' : JSON.stringify(memory);
    return this.#once(`back ${kept}`, this.#keyOf(destination, sender), () => ({
      ...this.#leaving('reply', memory, destination, answerTo(way, sender, destination)),
      destination: sender.first.address,
    }));
  }

  /** In from the internet, for what has come there by a way. */
  fromInternet({ course, flight }: Way, destination: Station): Corridor {
    const { memory, leg } = course;
    const { subnet, first } = destination;
    const kept = JSON.stringify(memory.egressOnlyGatewayIds);
    return this.#once(`internet ${leg} ${subnet.id} ${flight.source.bits} ${kept}`, 0, () => {
      const sent = { ...flight, destination: first.address };
      const place = { at: 'internet', isFromThere: true, flight: sent } as const;
      const ways = survey(new Course(this.#network, leg, memory, [], [], []), place);
      return { ways, source: flight.source, destination: first.address };
    });
  }

  /** Out of the sender's subnet, past its groups, to a place on the internet. */
  out(sender: Station, outside: Outside): Corridor {
    return this.#once('out', this.#numberOf(sender) * CUTS + outside.routeCut, () =>
      this.#leaving('forward', NO_MEMORY, sender, flightFrom(sender.first.address, outside.address)),
    );
  }

  /** In from there, for what answers what has left by a way. */
  backIn({ course, flight }: Way, sender: Station, outside: Outside): Corridor {
    const { memory } = course;
    const kind = `in ${JSON.stringify(memory)} ${flight.source.bits}`;
    return this.#once(kind, this.#numberOf(sender) * CUTS + outside.routeCut, () => {
      const answer = flightFrom(outside.address, flight.source);
      const place = { at: 'internet', isFromThere: true, flight: answer } as const;
      const ways = survey(new Course(this.#network, 'reply', memory, [], [], []), place);
      return { ways, source: answer.source, destination: sender.first.address };
    });
  }

  #once(kind: string, key: number, found: () => Corridor): Corridor {
    const ofKind = this.#known.get(kind) ?? new Map<number, Corridor>();
    this.#known.set(kind, ofKind);
    const known = ofKind.get(key) ?? found();
    ofKind.set(key, known);
    return known;
  }

  /** Senders that nothing on the way tells apart, by destinations that no route does. */
  #keyOf(sender: Station, destination: Station): number {
    return this.#numberOf(sender) * CUTS + (isNextTo(sender, destination) ? 0 : destination.routeCut + 1);
  }

  #numberOf(sender: Station): number {
    return this.#senders.get(sender.number) ?? this.#newSender(sender);
  }

  #newSender(sender: Station): number {
    const key = senderKey(sender);
    const number = this.#senderKeys.get(key) ?? this.#senderKeys.size;
    this.#senderKeys.set(key, number);
    this.#senders.set(sender.number, number);
    return number;
  }

  #leaving(leg: Course['leg'], memory: Memory, { first, subnet, vpc }: Station, flight: Flight): Corridor {
    const course = new Course(this.#network, leg, memory, [], [], []);
    const step = leaveSubnet(course, first.networkInterface, subnet, vpc, flight);
    const ways = step.kind === 'on' ? survey(step.course, step.place) : [];
    return { ways, source: flight.source, destination: flight.destination };
  }
}

export function isTranslated({ course }: Way): boolean {
  return course.memory.translations.length > 0;
}

/** More than any network has blocks. */
const CUTS = 2 ** 26;

function isNextTo(sender: Station, destination: Station): boolean {
  if (sender.vpc === destination.vpc) return sender.subnet === destination.subnet;
  return isIn(sender.subnet, destination.first.address);
}

/** A NAT gateway's own address is what is answered. */
function answerTo(way: Way, sender: Station, destination: Station): Flight {
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
