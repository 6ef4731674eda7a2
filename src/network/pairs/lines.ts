import type { Family } from '../../model/address-range.ts';
import type { NetworkInterface } from '../../model/resources/ec2.ts';
import { type Address, blockOf, parseAddress } from '../address.ts';
import { AddressLine } from '../exposed/address-line.ts';
import { cidrsOf } from '../exposed/filters.ts';
import type { Network } from '../network.ts';
import { routeCidrs } from './route-blocks.ts';

/** All addresses of a family, cut by whatever tells them apart. */
export interface Lines {
  /** Cut by what groups and ACLs name. */
  readonly filters: AddressLine;
  /** Cut by what routes and VPCs name. */
  readonly routes: AddressLine;
}

const known = new WeakMap<Network, Readonly<Record<Family, Lines>>>();

/** Of a network, drawn once. */
export function linesOf(network: Network): Readonly<Record<Family, Lines>> {
  const found = known.get(network) ?? { ipv4: drawn(network, 'ipv4'), ipv6: drawn(network, 'ipv6') };
  known.set(network, found);
  return found;
}

function drawn(network: Network, family: Family): Lines {
  return {
    filters: new AddressLine(family, cidrsOf(network)),
    routes: new AddressLine(family, routeCidrs(network)),
  };
}

/**
 * An interface's own addresses of a family, and of blocks that are delegated to it one of every part that something
 * tells apart.
 */
export function toldAddresses(
  network: Network,
  { privateIpAddresses, ipv6Addresses, ipv4Prefixes, ipv6Prefixes }: NetworkInterface,
  family: Family,
): readonly Address[] {
  const isIpv4 = family === 'ipv4';
  const own = isIpv4 ? privateIpAddresses.map((each) => each.privateIpAddress) : ipv6Addresses;
  return [
    ...own.flatMap((text) => parseAddress(text) ?? []),
    ...(isIpv4 ? ipv4Prefixes : ipv6Prefixes).flatMap((cidr) => toldIn(network, cidr)),
  ];
}

/** An address of every part of a block that something tells apart. */
export function toldIn(network: Network, cidr: string): readonly Address[] {
  const block = blockOf(cidr);
  if (block === null) return [];
  const { filters, routes } = linesOf(network)[block.family];
  const starts = [...filters.addressesOf(block), ...routes.addressesOf(block)];
  return [...new Map(starts.map((each) => [each.bits, each])).values()];
}
