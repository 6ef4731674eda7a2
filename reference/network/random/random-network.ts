import type * as fc from 'fast-check';
import type { NetworkFacts, Packet } from '../../../src/model/network-facts.ts';
import { type Dice, rolled } from './dice.ts';
import { randomAcls, randomGroups, randomPrefixLists } from './random-filters.ts';
import { randomDefaults, randomGateways, randomPeerings } from './random-gateways.ts';
import { randomInterfaces } from './random-interfaces.ts';
import { randomlyListed } from './random-listings.ts';
import { randomPacket } from './random-packet.ts';
import { randomTables } from './random-routes.ts';
import { randomTransit } from './random-transit.ts';
import { randomVpc } from './random-vpc.ts';

export interface NetworkCase {
  readonly facts: NetworkFacts;
  readonly packets: readonly Packet[];
}

/** A network and a few packets in it. */
export function networkCase(packets: number): fc.Arbitrary<NetworkCase> {
  return rolled((dice) => {
    const facts = networkOf(dice);
    return { facts, packets: Array.from({ length: packets }, () => randomPacket(dice, facts)) };
  });
}

/** One to four VPCs with whatever AWS has to join them, made so that packets get far. */
function networkOf(dice: Dice): NetworkFacts {
  const plans = Array.from({ length: 1 + dice.upTo(3) }, (_, index) => randomVpc(dice, index));
  const gateways = plans.flatMap((each) => randomGateways(dice, each));
  const peerings = randomPeerings(dice, plans);
  const transit = randomTransit(dice, plans);
  const around = { plans, gateways, peerings, attachments: transit.attachments };
  return randomlyListed(dice, [
    ...plans.flatMap(({ vpc, subnets }) => [vpc, ...subnets]),
    ...randomPrefixLists(dice, plans),
    ...plans.flatMap((each) => [
      ...randomGroups(dice, plans, each),
      ...randomAcls(dice, plans, each),
      ...randomInterfaces(dice, each),
      ...randomTables(dice, each, around),
    ]),
    ...gateways,
    ...peerings,
    ...transit.resources,
    ...randomDefaults(dice, plans),
  ]);
}
