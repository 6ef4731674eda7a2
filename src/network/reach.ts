import type { NetworkFacts, Packet, PacketSource } from '../model/network-facts.ts';
import { eachOnce, type Unread } from '../model/reading.ts';
import { addressText } from './address.ts';
import { LAST_NUMBER, Met, unnamedProtocol } from './met.ts';
import { Network } from './network.ts';
import { ICMP, ICMPV6, isIcmp, TCP, UDP } from './protocol.ts';
import { bestOver, type ClientPorts, type Ends, endsOf, type TraceAnswer } from './trace.ts';

/** Traffic of one kind that gets from one address to another, or may. */
export interface ReachedTraffic {
  /** IANA's number; null: every protocol but those of `except`. */
  readonly protocol: number | null;
  readonly except: readonly number[];
  /** Destination ports of TCP and UDP; 256 × type + code of ICMP; 0 to 65535 of the others. */
  readonly from: number;
  readonly to: number;
  readonly verdict: 'reachable' | 'unknown';
  readonly clientPorts: ClientPorts | null;
  /** One of it. */
  readonly packet: Packet;
  readonly missing: readonly Unread[];
}

export interface Reach {
  /** Null: the internet. */
  readonly source: PacketSource | null;
  readonly destination: string;
  readonly traffic: readonly ReachedTraffic[];
}

/**
 * All that gets from one place to another, address by address, named as `trace` names them: every protocol and port that
 * something on the way tells apart is tried, so that what holds of one holds of its range. Throws `InvalidPacket`.
 */
export function reach(
  facts: NetworkFacts | Network,
  { from, to }: { readonly from: string; readonly to: string },
): readonly Reach[] {
  const network = facts instanceof Network ? facts : new Network(facts);
  return endsOf(network, from, to).map((ends) => ({
    source: ends.source,
    destination: addressText(ends.destination),
    traffic: trafficBetween(network, ends),
  }));
}

function trafficBetween(network: Network, ends: Ends): readonly ReachedTraffic[] {
  const met = new Met(network);
  const icmp = ends.destination.family === 'ipv4' ? ICMP : ICMPV6;
  const told = [TCP, UDP, icmp].flatMap((protocol) => ranges(network, ends, protocol, met));
  const named = [...met.protocols].filter((each) => ![TCP, UDP, ICMP, ICMPV6].includes(each));
  const others = named.flatMap((protocol) => ranges(network, ends, protocol, met));
  const except = [TCP, UDP, ICMP, ICMPV6, ...named];
  const rest = ranges(network, ends, unnamedProtocol(except), met).map((each) => ({
    ...each,
    protocol: null,
    except,
  }));
  return [...told, ...others, ...rest];
}

const END = LAST_NUMBER + 1;

/** Of a protocol, range by range; whatever a packet meets may cut them further. */
function ranges(network: Network, ends: Ends, protocol: number, met: Met): readonly ReachedTraffic[] {
  const answers = new Map<number, TraceAnswer>();
  const hasRanges = protocol === TCP || protocol === UDP || isIcmp(protocol);
  for (let before = -1; before < answers.size; ) {
    before = answers.size;
    for (const from of hasRanges ? met.edges : [0]) {
      if (from >= END || answers.has(from)) continue;
      const answer = bestOver(network, questionOf(protocol, from), ends);
      met.add([...answer.forward.hops, ...(answer.reply?.hops ?? [])]);
      answers.set(from, answer);
    }
  }
  return joined(protocol, answers);
}

function questionOf(protocol: number, at: number) {
  const base = { from: '', to: '', protocol: String(protocol) };
  return isIcmp(protocol) ? { ...base, icmp: { type: at >> 8, code: at & 255 } } : { ...base, toPort: at };
}

function joined(protocol: number, answers: ReadonlyMap<number, TraceAnswer>): readonly ReachedTraffic[] {
  const starts = [...answers.keys()].sort((a, b) => a - b);
  const all: ReachedTraffic[] = [];
  for (const [index, from] of starts.entries()) {
    const answer = answers.get(from);
    const to = (starts[index + 1] ?? END) - 1;
    if (!answer || answer.verdict === 'blocked') continue;
    const { verdict, clientPorts, packet, missing } = answer;
    const last = all.at(-1);
    if (last && last.to + 1 === from && last.verdict === verdict && last.clientPorts === clientPorts)
      all[all.length - 1] = { ...last, to, missing: eachOnce([...last.missing, ...missing]) };
    else all.push({ protocol, except: [], from, to, verdict, clientPorts, packet, missing });
  }
  return all;
}
