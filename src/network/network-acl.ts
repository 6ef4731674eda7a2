import type { NetworkAcl, NetworkAclEntry } from '../model/resources/ec2.ts';
import { within } from './address.ts';
import type { Flight } from './flight.ts';
import { hasPorts, isIcmp, protocolNumber } from './protocol.ts';

export type Direction = 'ingress' | 'egress';

/**
 * The entry that decides a packet: the first by number that matches; null: none, which denies.
 * https://docs.aws.amazon.com/vpc/latest/userguide/nacl-rules.html
 */
export function decidingEntry(acl: NetworkAcl, direction: Direction, flight: Flight): NetworkAclEntry | null {
  return (
    acl.entries
      .filter((entry) => entry.egress === (direction === 'egress'))
      .toSorted((a, b) => a.ruleNumber - b.ruleNumber)
      .find((entry) => entryMatches(entry, direction, flight)) ?? null
  );
}

function entryMatches(entry: NetworkAclEntry, direction: Direction, flight: Flight): boolean {
  const peer = direction === 'ingress' ? flight.source : flight.destination;
  const block = peer.family === 'ipv4' ? entry.cidrBlock : entry.ipv6CidrBlock;
  return within(peer, block) && packetMatches(entry, flight);
}

function packetMatches({ protocol, portRange, icmpTypeCode }: NetworkAclEntry, flight: Flight): boolean {
  const number = protocolNumber(protocol);
  if (number === null) return true;
  if (number !== flight.protocol) return false;
  if (hasPorts(number)) return portRange === null || inPorts(portRange.from, portRange.to, flight);
  return (
    !isIcmp(number) || icmpTypeCode === null || icmpMatches(icmpTypeCode.type, icmpTypeCode.code, flight)
  );
}

/** -1 is any. https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_IcmpTypeCode.html */
export function icmpMatches(type: number, code: number, { icmp }: Pick<Flight, 'icmp'>): boolean {
  if (icmp === null) return type === -1;
  return type === -1 || (type === icmp.type && (code === -1 || code === icmp.code));
}

export function inPorts(
  from: number,
  to: number,
  { destinationPort }: Pick<Flight, 'destinationPort'>,
): boolean {
  return destinationPort !== null && from <= destinationPort && destinationPort <= to;
}
