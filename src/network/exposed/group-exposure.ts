import { type ListeningPort, listens } from '../load-balancer.ts';
import { TCP } from '../protocol.ts';
import { answeredClients, type Doorway } from './doorway.ts';
import { type Intervals, isWithin } from './intervals.ts';
import type { Segment, Segments } from './traffic-table.ts';

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
  /** Of answers that get back to some ports alone: one such port, and those who get them there. */
  readonly answered: { readonly addresses: Intervals; readonly port: number } | null;
}

/** What gets through of one protocol. */
export interface ProtocolPart extends Pick<ExposedTraffic, 'protocol' | 'except'> {
  readonly segments: Segments;
}

/** What one group lets through to the interfaces behind one doorway: shared by all of them. */
export class GroupExposure {
  /** Null: an interface that AWS makes without groups. */
  readonly groupId: string | null;
  readonly parts: readonly ProtocolPart[];
  readonly #doorway: Doorway;

  constructor(groupId: string | null, doorway: Doorway, parts: readonly ProtocolPart[]) {
    this.groupId = groupId;
    this.#doorway = doorway;
    this.parts = parts;
  }

  /** Range by range. Millions of them are kept as they are, and told only when asked for. */
  get traffic(): readonly ExposedTraffic[] {
    return this.parts.flatMap(({ protocol, except, segments }) =>
      segments.map((segment) => ({ protocol, except, ...segment, ...this.#answers(protocol, segment) })),
    );
  }

  #answers(
    protocol: number | null,
    { addresses }: Segment,
  ): Pick<ExposedTraffic, 'clientPorts' | 'answered'> {
    if (protocol !== TCP) return { clientPorts: null, answered: null };
    const { isAnsweredWhole, answeredAll } = this.#doorway;
    return isAnsweredWhole || isWithin(addresses, answeredAll)
      ? { clientPorts: 'all', answered: null }
      : { clientPorts: 'some', answered: answeredClients(this.#doorway, addresses) };
  }

  /** A load balancer's node takes what its listeners are for. */
  onlyFor(listeners: readonly ListeningPort[]): GroupExposure {
    const parts = this.parts.flatMap((part) => {
      const segments = part.segments.flatMap((each) => atPorts(each, part.protocol, listeners));
      return segments.length === 0 ? [] : [{ ...part, segments }];
    });
    return new GroupExposure(this.groupId, this.#doorway, parts);
  }
}

function atPorts(segment: Segment, protocol: number | null, listeners: readonly ListeningPort[]): Segments {
  return listeners
    .filter(({ port }) => segment.from <= port && port <= segment.to)
    .filter((listener) => listens(listener, { protocol, destinationPort: listener.port }))
    .map(({ port }) => ({ ...segment, from: port, to: port }));
}
