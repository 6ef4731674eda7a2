import type { Family } from '../../model/address-range.ts';
import type { Packet, PacketSource } from '../../model/network-facts.ts';
import { type Address, addressText, DOCUMENTATION, withinAny } from '../address.ts';
import { blocksOnTheWay, clientPorts, publicAddresses } from '../address-classes.ts';
import type { Hop } from '../hop.ts';
import { Met } from '../met.ts';
import type { Network } from '../network.ts';
import { hasPorts, isIcmp } from '../protocol.ts';
import { type Trace, tracePacket } from '../trace-packet.ts';
import { ownBlocks } from './own-blocks.ts';

/** One end of the packets: an interface by one of its addresses, or hosts of the internet. */
export type Side =
  | { readonly kind: 'interface'; readonly networkInterfaceId: string; readonly address: Address }
  | {
      readonly kind: 'internet';
      readonly family: Address['family'];
      /** Those of these blocks alone; null: all of it. */
      readonly within: readonly string[] | null;
      /** But for those of these blocks. */
      readonly without: readonly string[];
    };

/** TCP, UDP, ICMP or another protocol; the numbers as in `ReachedTraffic`. */
export interface ProbedTraffic {
  readonly protocol: number;
  readonly from: number;
  readonly to: number;
}

export interface ProbeQuestion extends ProbedTraffic {
  readonly sender: Side;
  readonly receiver: Side;
  /** The client's ports of TCP and UDP that are asked about. */
  readonly clients: { readonly from: number; readonly to: number };
}

/** More packets than these are not sent for one pair. */
const MOST_PACKETS = 20_000;

export interface Probes {
  readonly traces: readonly Trace[];
  /** False: there were more to send. */
  readonly isWhole: boolean;
}

/**
 * A packet of every class that anything met on the way tells apart, by address, port and client's port: each may meet
 * more, until there is nothing new. Ends early at the first that `settles` the matter.
 */
export function probes(
  network: Network,
  question: ProbeQuestion,
  settles: (trace: Trace) => boolean,
): Probes {
  const traces = new Map<string, Trace>();
  const met = new Met(network);
  const hops = new Map<string, Hop>();
  for (let before = -1; before < traces.size; ) {
    before = traces.size;
    for (const packet of packetsOf(network, question, met, [...hops.values()])) {
      const key = `${packet.source.address} ${packet.destination} ${packet.sourcePort} ${packet.destinationPort} ${packet.icmp?.type} ${packet.icmp?.code}`;
      if (traces.has(key)) continue;
      if (traces.size >= MOST_PACKETS) return { traces: [...traces.values()], isWhole: false };
      const trace = tracePacket(network, packet);
      traces.set(key, trace);
      if (settles(trace)) return { traces: [...traces.values()], isWhole: true };
      const found = [...trace.forward.hops, ...(trace.reply?.hops ?? [])];
      met.add(found);
      for (const hop of found) hops.set([hop.kind, hop.id, ...hop.others].join(' '), hop);
    }
  }
  return { traces: [...traces.values()], isWhole: true };
}

function packetsOf(
  network: Network,
  question: ProbeQuestion,
  met: Met,
  hops: readonly Hop[],
): readonly Packet[] {
  const { protocol, from, to, clients } = question;
  const ported = hasPorts(protocol);
  const starts =
    ported || isIcmp(protocol)
      ? [from, ...[...met.edges].filter((edge) => from < edge && edge <= to)]
      : [from];
  const ports = ported
    ? clientPorts(network, hops)
        .map((port) => Math.max(port, clients.from))
        .filter((port) => port <= clients.to)
    : [null];
  const sources = sourcesOf(network, question.sender, hops);
  return hostsOf(network, question.receiver, hops).flatMap((destination) =>
    sources.flatMap((source) =>
      starts.flatMap((number) =>
        [...new Set(ports)].map((sourcePort) => ({
          source,
          destination: addressText(destination),
          protocol,
          sourcePort,
          destinationPort: ported ? number : null,
          icmp: isIcmp(protocol) ? { type: number >> 8, code: number & 255 } : null,
        })),
      ),
    ),
  );
}

function sourcesOf(network: Network, sender: Side, hops: readonly Hop[]): readonly PacketSource[] {
  if (sender.kind === 'internet')
    return hostsOf(network, sender, hops).map((each) => ({ kind: 'internet', address: addressText(each) }));
  const { networkInterfaceId, address } = sender;
  return [{ kind: 'interface', networkInterfaceId, address: addressText(address) }];
}

const WITNESSES = Object.values(DOCUMENTATION);

/** A host of every class that is told apart, one of nobody first. */
function hostsOf(network: Network, side: Side, hops: readonly Hop[]): readonly Address[] {
  if (side.kind === 'interface') return [side.address];
  const { family, within, without } = side;
  const told = [...WITNESSES, ...(within ?? []), ...without, ...blocksOnTheWay(network, hops)];
  return strangersTold(network, family, told)
    .filter((each) => (within === null || withinAny(each, within)) && !withinAny(each, without))
    .toSorted((a, b) => Number(withinAny(b, WITNESSES)) - Number(withinAny(a, WITNESSES)));
}

/** What an interface or a VPC here has is not the internet's: a class of its own, that others may speak for theirs. */
function strangersTold(network: Network, family: Family, told: readonly string[]): readonly Address[] {
  const inside = ownBlocks(network);
  const hosts = publicAddresses(family, [...told, ...inside]).filter((each) => !withinAny(each, inside));
  const own = hosts.filter((each) => network.onInternet(each) !== null).map(addressText);
  const fresh = own.filter((each) => !told.includes(each));
  if (fresh.length > 0) return strangersTold(network, family, [...told, ...fresh]);
  return hosts.filter((each) => !own.includes(addressText(each)));
}
