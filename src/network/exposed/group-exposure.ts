import type { Unread } from '../../model/reading.ts';
import { type ListeningPort, listens } from '../load-balancer.ts';
import type { Intervals } from './intervals.ts';
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
  /** Of TCP: whether answers get back to every port that clients use, or to some. Null: not TCP, or not known. */
  readonly clientPorts: 'all' | 'some' | null;
  /** Of answers that get back to some ports or clients alone: one such port, and those who get them there. */
  readonly answered: { readonly addresses: Intervals; readonly port: number } | null;
  /** What decides by its own rules whether answers get back; null: nothing does. */
  readonly hangsOn: Unread | null;
}

/** How the answers to it get back. */
export type Answers = Pick<ExposedTraffic, 'clientPorts' | 'answered' | 'hangsOn'>;

/** What gets through of one protocol. */
export interface ProtocolPart extends Pick<ExposedTraffic, 'protocol' | 'except'> {
  readonly segments: Segments;
}

/** What one group lets through to the interfaces behind one doorway: shared by all of them. */
export class GroupExposure {
  /** Null: an interface that AWS makes without groups. */
  readonly groupId: string | null;
  readonly parts: readonly ProtocolPart[];
  readonly #answers: (segment: Segment, protocol: number | null) => Answers;

  constructor(
    groupId: string | null,
    parts: readonly ProtocolPart[],
    answers: (segment: Segment, protocol: number | null) => Answers,
  ) {
    this.groupId = groupId;
    this.parts = parts;
    this.#answers = answers;
  }

  /** Range by range. Millions of them are kept as they are, and told only when asked for. */
  get traffic(): readonly ExposedTraffic[] {
    return this.parts.flatMap(({ protocol, except, segments }) =>
      segments.map((segment) => ({ protocol, except, ...segment, ...this.#answers(segment, protocol) })),
    );
  }

  /** A load balancer's node takes what its listeners are for. */
  onlyFor(listeners: readonly ListeningPort[]): GroupExposure {
    const parts = this.parts.flatMap((part) => {
      const segments = part.segments.flatMap((each) => atPorts(each, part.protocol, listeners));
      return segments.length === 0 ? [] : [{ ...part, segments }];
    });
    return new GroupExposure(this.groupId, parts, this.#answers);
  }
}

function atPorts(segment: Segment, protocol: number | null, listeners: readonly ListeningPort[]): Segments {
  return listeners
    .filter(({ port }) => segment.from <= port && port <= segment.to)
    .filter((listener) => listens(listener, { protocol, destinationPort: listener.port }))
    .map(({ port }) => ({ ...segment, from: port, to: port }));
}
