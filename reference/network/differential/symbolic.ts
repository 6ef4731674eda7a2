import type { NetworkFacts, Packet } from '../../../src/model/network-facts.ts';
import { parseAddress } from '../../../src/network/address.ts';
import type { Exposure } from '../../../src/network/exposed/exposed.ts';
import { InternetExposure } from '../../../src/network/exposed/exposed.ts';
import type { ExposedTraffic } from '../../../src/network/exposed/group-exposure.ts';
import type { Network } from '../../../src/network/network.ts';
import { AllPairs } from '../../../src/network/pairs/all-pairs.ts';
import type { Trace } from '../../../src/network/trace-packet.ts';
import { simulate } from '../simulate.ts';
import { traced } from './comparison.ts';

/** What `exposed` and the pairs say of a whole network, held against single packets. */
export class SymbolicAnswers {
  readonly #exposure: InternetExposure;
  readonly #pairs: AllPairs;
  readonly #exposed: ReadonlyMap<string, readonly Exposure[]>;

  constructor(network: Network) {
    this.#exposure = new InternetExposure(network);
    this.#pairs = new AllPairs(network);
    this.#exposed = Map.groupBy(this.#exposure.all(), ({ address }) => address);
  }

  /** Why a packet that gets through is not among what is said to; null: it is, or it is of a kind that is not asked. */
  missed(packet: Packet, trace: Trace): string | null {
    // Nobody answers to the ports below 1024 as to a client's.
    if (trace.verdict !== 'reachable' || (packet.protocol === 6 && (packet.sourcePort ?? 0) < 1024))
      return null;
    if (packet.source.kind === 'internet') return this.#isExposed(packet) ? null : 'exposed does not have it';
    const { end } = trace.forward;
    if (
      packet.source.kind !== 'interface' ||
      (end.kind !== 'network-interface' && end.kind !== 'load-balancer')
    )
      return null;
    const isOutside = trace.forward.hops.some(({ kind }) => kind === 'internet-gateway');
    const { networkInterfaceId: from } = packet.source;
    return isOutside || from === end.id || this.#isPaired(from, end.id, packet)
      ? null
      : 'the pairs do not have it';
  }

  /** Witnesses that do not get through by the engine, or by the oracle. */
  *failing(facts: NetworkFacts): Iterable<Packet> {
    for (const each of this.#witnesses()) {
      const ours = traced(this.#exposure.network, each)?.verdict;
      const isBlocked = ours === 'reachable' && simulate(facts, each).verdict === 'blocked';
      if (ours === 'blocked' || isBlocked) yield each;
    }
  }

  *#witnesses(): Iterable<Packet> {
    for (const each of [...this.#exposed.values()].flat())
      for (const { traffic } of each.by)
        for (const one of traffic) {
          const packet = this.#exposure.witness(each, one);
          if (packet) yield packet;
        }
    const everyone = new Set(this.#exposure.network.all('AWS::EC2::NetworkInterface').map(({ id }) => id));
    for (const { verdict, packet } of this.#pairs.between({ from: everyone, to: everyone }))
      if (verdict === 'reachable') yield packet;
  }

  #isExposed(packet: Packet): boolean {
    const found = this.#exposed.get(packet.destination) ?? [];
    return found.some(
      ({ by, unsure, missing }) =>
        missing.length > 0 ||
        [...by, ...unsure].some(({ traffic }) => traffic.some((each) => this.#holds(each, packet))),
    );
  }

  #holds({ protocol, except, from, to, addresses }: ExposedTraffic, packet: Packet): boolean {
    const client = parseAddress(packet.source.address);
    return (
      client !== null &&
      isOf({ protocol, except, from, to }, packet) &&
      this.#exposure.includes(client, addresses)
    );
  }

  #isPaired(from: string, to: string, packet: Packet): boolean {
    const found = this.#pairs.between({ from: new Set([from]), to: new Set([to]) });
    const family = packet.destination.includes(':') ? 'ipv6' : 'ipv4';
    return found.some((each) => each.family === family && isOf(each, packet));
  }
}

/** Of ports, or of ICMP's types and codes. */
function isOf(
  { protocol, except, from, to }: Pick<ExposedTraffic, 'protocol' | 'except' | 'from' | 'to'>,
  packet: Packet,
): boolean {
  if (protocol === null ? except.includes(packet.protocol) : protocol !== packet.protocol) return false;
  const place = packet.destinationPort ?? (packet.icmp ? packet.icmp.type * 256 + packet.icmp.code : 0);
  return from <= place && place <= to;
}
