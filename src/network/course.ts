import type { Unread } from '../model/reading.ts';
import type { NetworkInterface, Subnet } from '../model/resources/ec2.ts';
import type { Address } from './address.ts';
import { type Flight, flightText } from './flight.ts';
import type { DecidingRule, ExplanationCode, Hop, HopKind } from './hop.ts';
import type { Network } from './network.ts';
import type { Direction } from './network-acl.ts';
import type { Bearer } from './security-group.ts';

/** What a gateway did to a packet, and undoes for its answer. */
export interface Translation {
  readonly networkInterfaceId: string;
  readonly inside: Address;
  readonly outside: Address;
  /** The client's own; null: neither TCP nor UDP. */
  readonly port: number | null;
}

/** What gateways and load balancers remember of the packet that went before: only its answer is let back by them. */
export interface Memory {
  readonly translations: readonly Translation[];
  readonly egressOnlyGatewayIds: readonly string[];
  /** A load balancer that sent on the packet with its client's address, and takes the answers to it. */
  readonly sentBy: NetworkInterface | null;
}

export const NO_MEMORY: Memory = { translations: [], egressOnlyGatewayIds: [], sentBy: null };

/** What lets some traffic through and some not: a survey notes it, and asks it later for all traffic at once. */
export type Gate =
  | {
      readonly kind: 'network-acl';
      readonly subnet: Subnet;
      readonly direction: Direction;
      /** The other end, as the gate sees it. */
      readonly peer: Address;
    }
  | {
      readonly kind: 'security-groups';
      readonly networkInterface: NetworkInterface;
      readonly direction: Direction;
      readonly peer: Address;
      readonly bearer: Bearer;
    }
  | { readonly kind: 'protocols'; readonly carried: ReadonlySet<number> }
  /** A NAT gateway hands on what came to a port that it chose itself: whoever asked has another. */
  | { readonly kind: 'chosen-port' };

interface HopNote {
  readonly rule?: DecidingRule | null;
  readonly code?: ExplanationCode;
  readonly others?: readonly string[];
}

/** One leg of a packet's way as far as it has come. */
export class Course {
  readonly network: Network;
  readonly leg: Hop['leg'];
  readonly memory: Memory;
  readonly hops: readonly Hop[];
  /** What might have stopped it and was not read: wherever it ends now, it may not have come there. */
  readonly doubts: readonly Unread[];
  /** Of a survey: the gates on the way, all taken to be open. Null: one packet's way, which each of them decides. */
  readonly gates: readonly Gate[] | null;

  constructor(
    network: Network,
    leg: Hop['leg'],
    memory: Memory,
    hops: readonly Hop[] = [],
    doubts: readonly Unread[] = [],
    gates: readonly Gate[] | null = null,
  ) {
    this.network = network;
    this.leg = leg;
    this.memory = memory;
    this.hops = hops;
    this.doubts = doubts;
    this.gates = gates;
  }

  passes(kind: HopKind, id: string, flight: Flight, says: string, note: HopNote = {}): Course {
    return this.#with(kind, id, 'passes', flight, says, note);
  }

  rewrites(kind: HopKind, id: string, flight: Flight, says: string): Course {
    return this.#with(kind, id, 'rewrites', flight, says, {});
  }

  stops(kind: HopKind, id: string, flight: Flight, says: string, note: HopNote = {}): Course {
    return this.#with(kind, id, 'stops', flight, says, note);
  }

  loses(kind: HopKind, id: string, flight: Flight, missing: Unread): Course {
    return this.#with(kind, id, 'unknown', flight, `${missing.call}: ${missing.why}`, {});
  }

  /** Goes on past what may let it through or stop it: what stops it later does so in either case. */
  doubting(kind: HopKind, id: string, flight: Flight, missing: Unread): Course {
    const { network, leg, memory, hops, gates } = this.loses(kind, id, flight, missing);
    return new Course(network, leg, memory, hops, [...this.doubts, missing], gates);
  }

  remembering(more: Partial<Memory>): Course {
    const { network, leg, memory, hops, doubts, gates } = this;
    return new Course(network, leg, { ...memory, ...more }, hops, doubts, gates);
  }

  /** Of a survey: on past the gate. */
  through(gate: Gate): Course {
    const { network, leg, memory, hops, doubts, gates } = this;
    return new Course(network, leg, memory, hops, doubts, [...(gates ?? []), gate]);
  }

  #with(
    kind: HopKind,
    id: string,
    action: Hop['action'],
    flight: Flight,
    says: string,
    { rule = null, code, others = [] }: HopNote,
  ): Course {
    // Hundreds of thousands of ways are surveyed, of which nobody asks for the hops.
    if (this.gates) return this;
    const hop: Hop = {
      leg: this.leg,
      kind,
      id,
      others,
      action,
      packet: flightText(flight),
      rule,
      code: code ?? null,
      says,
    };
    return new Course(this.network, this.leg, this.memory, [...this.hops, hop], this.doubts);
  }
}
