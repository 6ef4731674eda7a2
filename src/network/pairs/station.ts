import { ALL_IPV4, ALL_IPV6, type Family, type Prefix, publicParts } from '../../model/address-range.ts';
import type { NetworkInterface, Subnet, Vpc } from '../../model/resources/ec2.ts';
import { type Address, blockOf, isPublic } from '../address.ts';
import { isClassicBalancer } from '../load-balancer.ts';
import type { Network } from '../network.ts';
import { linesOf, toldAddresses } from './lines.ts';

export interface Endpoint {
  readonly networkInterface: NetworkInterface;
  readonly address: Address;
}

/**
 * Addresses of interfaces that nothing tells apart: of one subnet, with the same groups, and the same to every block that
 * is named anywhere. What holds of one of them holds of all.
 */
export interface Station {
  /** From 0 up, of all stations of a family. */
  readonly number: number;
  readonly family: Family;
  readonly vpc: Vpc;
  readonly subnet: Subnet;
  readonly subnetBlocks: readonly Prefix[];
  readonly groupIds: readonly string[];
  /** Where its addresses are on the line of what filters name, and on that of what routes name. */
  readonly cut: number;
  readonly routeCut: number;
  /** Whether the internet knows them, by public addresses or by themselves. */
  readonly isShown: boolean;
  /** One of them, which stands for all. */
  readonly first: Endpoint;
  readonly endpoints: readonly Endpoint[];
  /** Of the one interface that has them all; null: there are several. */
  readonly onlyId: string | null;
}

/** Of a family. Interfaces whose subnet or VPC was not read are none: `unplaced` names them. */
export function stationsOf(
  network: Network,
  family: Family,
): { readonly stations: readonly Station[]; readonly unplaced: readonly NetworkInterface[] } {
  const { filters, routes } = linesOf(network)[family];
  const byKey = new Map<
    string,
    Omit<Station, 'number' | 'endpoints' | 'onlyId'> & { readonly endpoints: Endpoint[] }
  >();
  const unplaced: NetworkInterface[] = [];
  for (const networkInterface of network.all('AWS::EC2::NetworkInterface')) {
    const subnet = network.named('AWS::EC2::Subnet', networkInterface.subnetId, networkInterface);
    const vpc = network.vpcOf(networkInterface);
    if (subnet.status === 'unread' || vpc.status === 'unread') {
      unplaced.push(networkInterface);
      continue;
    }
    for (const address of toldAddresses(network, networkInterface, family)) {
      const endpoint = { networkInterface, address };
      const cut = filters.cutOf(address);
      const routeCut = routes.cutOf(address);
      const isShown = network.publicAddressOf(networkInterface, address) !== null;
      const key = keyOf(networkInterface, cut, routeCut, isShown);
      const known = byKey.get(key);
      if (known) known.endpoints.push(endpoint);
      else
        byKey.set(key, {
          family,
          vpc: vpc.value,
          subnet: subnet.value,
          subnetBlocks: blocksOfSubnet(subnet.value),
          groupIds: networkInterface.securityGroupIds.toSorted(),
          cut,
          routeCut,
          isShown,
          first: endpoint,
          endpoints: [endpoint],
        });
    }
  }
  const stations = [...byKey.values()].map((each, number) => ({
    ...each,
    number,
    onlyId: onlyIdOf(each.endpoints),
  }));
  return { stations, unplaced };
}

function blocksOfSubnet({ cidrBlock, ipv6CidrBlocks }: Subnet): readonly Prefix[] {
  return [cidrBlock ?? [], ipv6CidrBlocks].flat().flatMap((cidr) => blockOf(cidr) ?? []);
}

export function onlyIdOf(endpoints: readonly Endpoint[]): string | null {
  const [id = null, ...others] = new Set(endpoints.map(({ networkInterface }) => networkInterface.id));
  return others.length === 0 ? id : null;
}

/** One address of each; of one station, of two interfaces. */
export function endpointsOf(
  sender: Station,
  taker: Station,
): { readonly source: Endpoint; readonly destination: Endpoint } {
  const source = sender.first;
  const other = taker.endpoints.find((each) => each.networkInterface.id !== source.networkInterface.id);
  return { source, destination: other ?? taker.first };
}

/** A load balancer's node is told by its description, and takes and sends as no other interface does. */
function keyOf(networkInterface: NetworkInterface, cut: number, routeCut: number, isShown: boolean): string {
  const { subnetId, securityGroupIds, interfaceType, description } = networkInterface;
  const node = description.startsWith('ELB ') ? description : '';
  return [subnetId, securityGroupIds.toSorted().join(' '), interfaceType, node, cut, routeCut, isShown].join(
    '|',
  );
}

/** What of a sender routes and gateways look at, besides its address. */
export function senderKey({ subnet, routeCut, isShown, first }: Station): string {
  const kinds = [isShown, isPublic(first.address), isClassicBalancer(first.networkInterface)]
    .map(Number)
    .join('');
  return `${subnet.id}|${routeCut}|${kinds}`;
}

/** Addresses of the internet that nothing tells apart; one of them, of nobody who was read. */
export interface Outside {
  readonly address: Address;
  readonly cut: number;
  readonly routeCut: number;
}

/** Of all that the internet routes, one of each part that filters or routes tell apart. */
export function outsidesOf(network: Network, family: Family): readonly Outside[] {
  const { filters, routes } = linesOf(network)[family];
  const parts = publicParts(family === 'ipv4' ? ALL_IPV4 : ALL_IPV6);
  const starts = parts.flatMap((part) => [...filters.addressesOf(part), ...routes.addressesOf(part)]);
  const outsides = starts
    .flatMap((start) => [start, besides(start)])
    .filter(
      (address) => isPublic(address) && network.onInternet(address) === null && !network.isOfVpc(address),
    )
    .map((address) => ({ address, cut: filters.cutOf(address), routeCut: routes.cutOf(address) }));
  return [...new Map(outsides.map((each) => [`${each.cut} ${each.routeCut}`, each])).values()];
}

/** The next address: where a block begins may be somebody's here. */
function besides({ family, bits }: Address): Address {
  return { family, bits: `${bits.slice(0, -1)}1` };
}
