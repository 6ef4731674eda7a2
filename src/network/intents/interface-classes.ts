import type { NetworkInterface } from '../../model/resources/ec2.ts';
import { type Address, parseAddress } from '../address.ts';
import { blocksIn, cidrsOf } from '../exposed/filters.ts';
import { type Network, ownAddresses } from '../network.ts';
import { routeCidrs } from '../pairs/route-blocks.ts';

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
      blocksIn([...cidrsOf(network), ...routeCidrs(network)]).map(({ family, bits }) => `${family} ${bits}`),
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
