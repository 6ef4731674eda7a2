import type { Resource } from '../model/resource-types.ts';
import { Network } from '../network/network.ts';
import { NETWORK_TYPES } from '../network/network-types.ts';
import type { Inventory } from './inventory.ts';

/** The network of all accounts that were read, with what joins VPCs. */
export function wholeNetwork(inventory: Inventory): Network {
  return inventory.derive(wholeNetwork, () => {
    const types: ReadonlySet<string> = new Set(NETWORK_TYPES);
    return new Network({
      resources: NETWORK_TYPES.flatMap((type): readonly Resource[] => inventory.of(type)),
      listings: inventory.snapshot.listings.filter(({ type }) => types.has(type)),
    });
  });
}
