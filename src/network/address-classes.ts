import { type Family, firstMatches, type Prefix, publicParts } from '../model/address-range.ts';
import type { NetworkAcl, RouteTable, SecurityGroup } from '../model/resources/ec2.ts';
import { type Address, blockOf } from './address.ts';
import type { Hop } from './hop.ts';
import type { Network } from './network.ts';
import { FIRST_CLIENT_PORT, USUAL_CLIENT_PORT } from './protocol.ts';

/** Every block that something on a packet's way tells addresses apart by. */
export function blocksOnTheWay(network: Network, hops: readonly Hop[]): readonly string[] {
  return [
    ...new Set(
      hops.flatMap(({ kind, id, others }) =>
        [id, ...others].flatMap((each) => blocksAt(network, kind, each)),
      ),
    ),
  ];
}

function blocksAt(network: Network, kind: Hop['kind'], id: string): readonly string[] {
  if (kind === 'security-group') return blocksOfGroup(network, network.find('AWS::EC2::SecurityGroup', id));
  if (kind === 'network-acl') return blocksOfAcl(network.find('AWS::EC2::NetworkAcl', id));
  return kind === 'route-table' ? blocksOfTable(network, network.find('AWS::EC2::RouteTable', id)) : [];
}

function blocksOfGroup(network: Network, group: SecurityGroup | null): readonly string[] {
  return [...(group?.ingress ?? []), ...(group?.egress ?? [])].flatMap(({ peer }) => {
    if (peer.kind === 'prefix-list') return blocksOfList(network, peer.prefixListId);
    return peer.kind === 'group' ? [] : [peer.cidr];
  });
}

function blocksOfList(network: Network, id: string): readonly string[] {
  const cidrs = network.find('AWS::EC2::PrefixList', id)?.cidrs;
  return cidrs?.status === 'read' ? cidrs.value : [];
}

function blocksOfAcl(acl: NetworkAcl | null): readonly string[] {
  return (acl?.entries ?? []).flatMap(({ cidrBlock, ipv6CidrBlock }) => cidrBlock ?? ipv6CidrBlock ?? []);
}

function blocksOfTable(network: Network, table: RouteTable | null): readonly string[] {
  return (table?.routes ?? []).flatMap((route) =>
    route.destinationPrefixListId === null
      ? (route.destinationCidrBlock ?? route.destinationIpv6CidrBlock ?? [])
      : blocksOfList(network, route.destinationPrefixListId),
  );
}

/** One public address of every class that the blocks tell apart: what holds of it holds of all of its class. */
export function publicAddresses(family: Family, blocks: readonly string[]): readonly Address[] {
  const prefixes = blocks
    .flatMap((cidr) => blockOf(cidr) ?? [])
    .filter((block) => block.family === family)
    .toSorted((a, b) => b.bits.length - a.bits.length);
  const classes = new Map<number | null, Address>();
  for (const { prefix, index } of firstMatches({ family, bits: '' }, prefixes)) {
    const address = classes.has(index) ? null : publicAddressIn(prefix);
    if (address) classes.set(index, address);
  }
  return [...classes.values()];
}

function publicAddressIn(prefix: Prefix): Address | null {
  const [part] = publicParts(prefix);
  if (!part) return null;
  // The first host, where a block has one: a network's own address looks odd in a witness.
  const bits =
    part.bits.length < LENGTH[part.family] ? part.bits.padEnd(LENGTH[part.family] - 1, '0') : part.bits;
  return { family: part.family, bits: bits.padEnd(LENGTH[part.family], '1') };
}

const LENGTH: Readonly<Record<Family, number>> = { ipv4: 32, ipv6: 128 };

/** Of a TCP or UDP client: a port of every class that the ACLs on the way tell apart, among those that clients use. */
export function clientPorts(network: Network, hops: readonly Hop[]): readonly number[] {
  const edges = hops.flatMap(({ kind, id }) => {
    const acl = kind === 'network-acl' ? network.find('AWS::EC2::NetworkAcl', id) : null;
    return (acl?.entries ?? []).flatMap(({ portRange }) =>
      portRange ? [portRange.from, portRange.to + 1] : [],
    );
  });
  return [...new Set([USUAL_CLIENT_PORT, FIRST_CLIENT_PORT, ...edges])].filter(
    (port) => FIRST_CLIENT_PORT <= port && port <= 65_535,
  );
}
