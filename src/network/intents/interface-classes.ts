import type { NetworkInterface } from '../../model/resources/ec2.ts';
import { type Address, blockOf, parseAddress } from '../address.ts';
import { type Network, ownAddresses } from '../network.ts';

/** Interfaces that no rule, entry or route tells apart: what holds of one holds of all. Never empty. */
export interface InterfaceClass {
  readonly first: NetworkInterface;
  readonly members: readonly NetworkInterface[];
}

/** Groups interfaces into classes, from the blocks that anything in the network is written with. */
export class InterfaceClasses {
  readonly #network: Network;
  readonly #blocks: ReadonlySet<string>;
  readonly #kinds = new Map<NetworkInterface, string>();

  constructor(network: Network) {
    this.#network = network;
    this.#blocks = new Set(
      blocksOf(network).flatMap((cidr) => {
        const block = blockOf(cidr);
        return block ? [`${block.family} ${block.bits}`] : [];
      }),
    );
  }

  /** With `mark`, those apart that it tells apart. */
  of(
    interfaces: readonly NetworkInterface[],
    mark: (each: NetworkInterface) => string = () => '',
  ): readonly InterfaceClass[] {
    const classes = Map.groupBy(interfaces, (each) => `${this.#kindOf(each)} ${mark(each)}`);
    return [...classes.values()].flatMap((members) => {
      const [first] = members;
      return first ? [{ first, members }] : [];
    });
  }

  #kindOf(each: NetworkInterface): string {
    const known = this.#kinds.get(each) ?? this.#newKind(each);
    this.#kinds.set(each, known);
    return known;
  }

  #newKind(each: NetworkInterface): string {
    if (isOfItsOwn(each)) return each.id;
    const shown = this.#network.shownAddresses(each);
    const outside = shown.flatMap((address) => parseAddress(address.shown) ?? []);
    return JSON.stringify([
      each.subnetId,
      [...each.securityGroupIds].sort(),
      each.interfaceType,
      each.attachment === null,
      each.description.startsWith('ELB ') ? each.description : '',
      ownAddresses(each).map((address) => this.#narrowest(address)),
      outside.map((address) => this.#narrowest(address)),
      shown.map((address) =>
        each.privateIpAddresses.findIndex((own) => own.privateIpAddress === address.own),
      ),
    ]);
  }

  /** Blocks are nested or apart: the narrowest that holds an address tells all that do. */
  #narrowest({ family, bits }: Address): string {
    for (let length = bits.length; length >= 0; length -= 1)
      if (this.#blocks.has(`${family} ${bits.slice(0, length)}`)) return `${family} ${bits.slice(0, length)}`;
    return family;
  }
}

/** Routes may name it, or prefixes give it addresses that are not listed. */
function isOfItsOwn({ sourceDestCheck, ipv4Prefixes, ipv6Prefixes }: NetworkInterface): boolean {
  return !sourceDestCheck || ipv4Prefixes.length + ipv6Prefixes.length > 0;
}

function blocksOf(network: Network): readonly string[] {
  const rules = network
    .all('AWS::EC2::SecurityGroup')
    .flatMap(({ ingress, egress }) => [...ingress, ...egress]);
  const entries = network.all('AWS::EC2::NetworkAcl').flatMap((each) => each.entries);
  const routes = network.all('AWS::EC2::RouteTable').flatMap((each) => each.routes);
  const transit = network
    .all('AWS::EC2::TransitGatewayRouteTable')
    .flatMap((each) => (each.routes.status === 'read' ? each.routes.value : []));
  const lists = network
    .all('AWS::EC2::PrefixList')
    .flatMap(({ cidrs }) => (cidrs.status === 'read' ? cidrs.value : []));
  const named = [
    ...rules.map(({ peer }) => (peer.kind === 'ipv4' || peer.kind === 'ipv6' ? peer.cidr : null)),
    ...entries.map(({ cidrBlock, ipv6CidrBlock }) => cidrBlock ?? ipv6CidrBlock),
    ...routes.map((each) => each.destinationCidrBlock ?? each.destinationIpv6CidrBlock),
    ...transit.map((each) => each.destinationCidrBlock),
    ...network
      .all('AWS::EC2::VPC')
      .flatMap(({ cidrBlocks, ipv6CidrBlocks }) => [...cidrBlocks, ...ipv6CidrBlocks]),
  ];
  return [...lists, ...named.flatMap((each) => each ?? [])];
}
