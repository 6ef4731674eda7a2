import type { Snapshot } from './snapshot.ts';

/**
 * What the network engine and its reference read: the resources of any number of accounts, regions and VPCs, one
 * per ARN, and which lists of them are whole. Without any list these are facts made by hand, and all there is; otherwise
 * a list that is not there was not read.
 */
export type NetworkFacts = Pick<Snapshot, 'resources' | 'listings'>;

/** Who sends a packet first. */
export type PacketSource =
  /** Some host on the internet. */
  | { readonly kind: 'internet'; readonly address: string }
  /** A network interface of the facts, by one of its own (private or IPv6) addresses. */
  | { readonly kind: 'interface'; readonly networkInterfaceId: string; readonly address: string }
  /** A host beyond a virtual private gateway, or beyond a transit gateway's VPN or Direct Connect attachment. */
  | { readonly kind: 'on-premises'; readonly gatewayId: string; readonly address: string };

/** One packet as its sender writes it, in IP version 4 or 6: both addresses are of one family. */
export interface Packet {
  readonly source: PacketSource;
  /** A private, public or IPv6 address: an interface's public IPv4 address is where the internet sends to. */
  readonly destination: string;
  /** IANA's protocol number: 6 is TCP, 17 UDP, 1 ICMP, 58 ICMPv6. */
  readonly protocol: number;
  /** Of TCP and UDP: the client's port; null for the others. */
  readonly sourcePort: number | null;
  /** Of TCP and UDP: the service's port; null for the others. */
  readonly destinationPort: number | null;
  /** Of ICMP and ICMPv6; null for the others. */
  readonly icmp: { readonly type: number; readonly code: number } | null;
}
