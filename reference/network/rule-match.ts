import type { NetworkFacts } from '../../src/model/network-facts.ts';
import { holds } from './address.ts';
import type { Header } from './journey.ts';
import { named } from './lookup.ts';

export type Answer = 'yes' | 'no' | 'perhaps';

/** https://www.iana.org/assignments/protocol-numbers, as far as rules name them. */
const PROTOCOLS: Readonly<Record<string, number>> = { tcp: 6, udp: 17, icmp: 1, icmpv6: 58 };

export const TCP = 6;
export const UDP = 17;
const ICMP = new Set([1, 58]);

export function isAnyProtocol(protocol: string): boolean {
  return protocol === '-1' || protocol === 'all';
}

export function isProtocol(protocol: string, header: Header): boolean {
  return (PROTOCOLS[protocol.toLowerCase()] ?? Number(protocol)) === header.protocol;
}

export function hasPorts(header: Header): boolean {
  return header.protocol === TCP || header.protocol === UDP;
}

export function isIcmp(header: Header): boolean {
  return ICMP.has(header.protocol);
}

/** Both security groups and network ACLs name the port that a packet is for. */
export function isPortWithin(header: Header, from: number | null, to: number | null): boolean {
  const port = header.destinationPort;
  return port !== null && port >= (from ?? 0) && port <= (to ?? 65535);
}

/** "-1 means all types", "-1 means all codes". */
export function isIcmpKind(header: Header, type: number | null, code: number | null): boolean {
  const is = (wanted: number | null, found: number | undefined) =>
    wanted === null || wanted === -1 || wanted === found;
  return is(type, header.icmp?.type) && (type === -1 || type === null || is(code, header.icmp?.code));
}

/** https://docs.aws.amazon.com/vpc/latest/userguide/managed-prefix-lists.html */
export function isInPrefixList(facts: NetworkFacts, prefixListId: string, address: string): Answer {
  const list = named(facts, 'AWS::EC2::PrefixList', prefixListId);
  if (list === null || list.cidrs.status === 'unread') return 'perhaps';
  return list.cidrs.value.some((block) => holds(block, address)) ? 'yes' : 'no';
}
