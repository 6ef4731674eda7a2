import type { JsonObject } from '../../model/json.ts';
import { listOf, objectOf, textOf } from './evidence-parts.ts';

/** A packet's way from the internet, as a finding's evidence tells it. */
export interface PacketWay {
  /** `tcp 22` */
  readonly traffic: string;
  /** Where the internet sends. */
  readonly address: string;
  /** The client that was tried, `198.51.100.1:49152`; empty: the packet is told otherwise. */
  readonly client: string;
  /** `false`: something on the way was not read. */
  readonly isCertain: boolean;
  /** There, as far as it comes. */
  readonly there: readonly WayHop[];
  /** The answer's way. */
  readonly back: readonly WayHop[];
}

export interface WayHop {
  /** AWS's kind of what was met: `network-acl`. */
  readonly kind: string;
  readonly id: string;
  /** The rule, route or entry that decided. */
  readonly says: string;
  /** The packet from here on; empty: as it was. */
  readonly packet: string;
}

/** None: the evidence tells of no packet. */
export function packetWaysOf({ exposed }: JsonObject): readonly PacketWay[] {
  const all = Array.isArray(exposed) ? listOf(exposed) : exposed === undefined ? [] : [exposed];
  return all.map(objectOf).flatMap((each) => {
    const way = wayOf(each);
    return way ? [way] : [];
  });
}

function wayOf({ traffic, address, packet, verdict, path }: JsonObject): PacketWay | null {
  const hops = listOf(path).map(objectOf);
  if (hops.length === 0) return null;
  const legs = (leg: string): readonly WayHop[] =>
    hops.filter((each) => textOf(each['leg']) === leg).map(hopOf);
  return {
    traffic: textOf(traffic),
    address: textOf(address),
    client: SENDER.exec(textOf(packet))?.[1] ?? '',
    isCertain: verdict === undefined || verdict === 'reachable',
    there: legs('forward'),
    back: legs('reply'),
  };
}

/** Of `tcp 198.51.100.1:49152 → 10.0.0.7:443`. */
const SENDER = /^\S+ (\S+) → /;

function hopOf({ kind, id, says, packet }: JsonObject): WayHop {
  return { kind: textOf(kind), id: textOf(id), says: textOf(says), packet: textOf(packet) };
}

const NAMES: Readonly<Record<string, string>> = {
  'network-acl': 'Network ACL',
  'vpc-block-public-access': 'VPC Block Public Access',
  'nat-gateway': 'NAT gateway',
  'vpn-gateway': 'VPN gateway',
  'vpc-endpoint': 'VPC endpoint',
  'vpc-peering-connection': 'VPC peering connection',
  vpc: 'VPC',
};

/** `network-acl` as a reader calls it. */
export function hopName(kind: string): string {
  const words = kind.replaceAll('-', ' ');
  return NAMES[kind] ?? `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
}
