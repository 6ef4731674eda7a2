import type { Family } from '../../model/address-range.ts';
import type { IntentTraffic } from '../../model/network-intent.ts';
import type { NetworkInterface } from '../../model/resources/ec2.ts';
import { type Address, blockOf, holds, parseAddress } from '../address.ts';
import type { Network } from '../network.ts';
import { toldAddresses } from '../pairs/lines.ts';
import type { Party } from './intent-parties.ts';
import type { Side } from './probes.ts';

/** An interface by the addresses that it has itself, those of prefixes too. */
export function ownSides(network: Network, networkInterface: NetworkInterface): readonly Side[] {
  return (['ipv4', 'ipv6'] as const)
    .flatMap((family) => toldAddresses(network, networkInterface, family))
    .map((address) => sideAt(networkInterface, address));
}

/** An interface by the addresses that the internet knows. */
export function shownSides(network: Network, networkInterface: NetworkInterface): readonly Side[] {
  const shown = network
    .shownAddresses(networkInterface)
    .filter(({ family }) => family === 'ipv4')
    .flatMap((each) => parseAddress(each.shown) ?? []);
  return [...shown, ...toldAddresses(network, networkInterface, 'ipv6')].map((address) =>
    sideAt(networkInterface, address),
  );
}

/** How those inside address an interface: by what it has, or by what the internet knows. */
export function sidesFromInside(network: Network, networkInterface: NetworkInterface): readonly Side[] {
  const own = ownSides(network, networkInterface);
  return [...own, ...shownSides(network, networkInterface).filter((each) => familyOf(each) === 'ipv4')];
}

function sideAt({ id }: NetworkInterface, address: Address): Side {
  return { kind: 'interface', networkInterfaceId: id, address };
}

export function familyOf(side: Side): Family {
  return side.kind === 'internet' ? side.family : side.address.family;
}

/** Hosts of the internet, and the traffic that they are excepted for. */
export interface InternetPart {
  readonly within: readonly string[] | null;
  readonly without: readonly string[];
  readonly exempt: readonly IntentTraffic[];
}

export interface InternetException {
  readonly within: readonly string[] | null;
  readonly traffic: readonly IntentTraffic[];
}

/** Cuts the internet, or blocks of it, where exceptions for blocks begin and end. */
export function internetParts(
  { within }: NonNullable<Party['internet']>,
  exceptions: readonly InternetException[],
): readonly InternetPart[] {
  const blocks = [...new Set(exceptions.flatMap((each) => each.within ?? []))];
  const exemptAt = (block: string | null): readonly IntentTraffic[] =>
    exceptions
      .filter(
        (each) => each.within === null || (block !== null && each.within.some((own) => holds(own, block))),
      )
      .flatMap((each) => each.traffic);
  const rest = { within, without: blocks, exempt: exemptAt(null) };
  const parts = blocks.flatMap((block) => {
    const inside = blocks.filter((each) => each !== block && holds(block, each));
    const meeting = within === null ? [block] : within.flatMap((each) => meet(each, block));
    return meeting.length === 0 ? [] : [{ within: meeting, without: inside, exempt: exemptAt(block) }];
  });
  return [rest, ...parts];
}

function meet(a: string, b: string): readonly string[] {
  if (holds(a, b)) return [b];
  return holds(b, a) ? [a] : [];
}

/** Hosts of the internet: of these blocks, or all; but for those. */
export function hosts(family: Family, within: readonly string[] | null, without: readonly string[]): Side {
  const own = (cidr: string): boolean => blockOf(cidr)?.family === family;
  return { kind: 'internet', family, within: within && within.filter(own), without: without.filter(own) };
}
