import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { NetworkFacts, Packet } from '../../../src/model/network-facts.ts';
import { unread } from '../../../src/model/reading.ts';
import { aRule } from '../../../test/builders/network.ts';
import { isOnTheInternet } from '../address.ts';
import type { Home } from '../lookup.ts';
import { simulate } from '../simulate.ts';
import { ANYWHERE, HOMES } from './plan.ts';
import { LISTED, SHARED } from './random-listings.ts';
import { networkCase } from './random-network.ts';

const GAP = unread('ec2:Describe', 'AccessDenied: not allowed');

/** What one list, of one type in one account and Region, would have told is not there. */
function without(facts: NetworkFacts, type: (typeof LISTED)[number], home: Home): NetworkFacts {
  const isIt = (each: { readonly type: string; readonly account: string; readonly region: string }) =>
    each.type === type &&
    (SHARED.has(type) || (each.account === home.account && each.region === home.region));
  const whole = HOMES.slice(1).flatMap((each) => LISTED.map((one) => ({ ...each, type: one, gap: null })));
  const listings = facts.listings.length > 0 ? facts.listings : whole;
  return {
    resources: facts.resources.filter((each) => !isIt(each)),
    listings: listings.map((each) => (isIt(each) ? { ...each, gap: GAP } : each)),
  };
}

/** Out of the VPCs, what belongs to nobody that was read belongs to the internet. */
function isOfNobodyKnown({ source, destination }: Packet, type: (typeof LISTED)[number]): boolean {
  const holders = ['AWS::EC2::NetworkInterface', 'AWS::EC2::NatGateway', 'AWS::EC2::VPC'];
  return source.kind !== 'internet' && isOnTheInternet(destination) && holders.includes(type);
}

test('LAW: with a list missing a verdict stays as it is or becomes unknown', () => {
  fc.assert(
    fc.property(
      networkCase(6),
      fc.constantFrom(...LISTED),
      fc.constantFrom(...HOMES.slice(1)),
      ({ facts, packets }, type, home) => {
        const half = without(facts, type, home);
        for (const packet of packets) {
          if (isOfNobodyKnown(packet, type)) continue;
          const [before, after] = [simulate(facts, packet), simulate(half, packet)];
          if (after.verdict !== 'unknown')
            expect({ packet, before, after: { ...after, verdict: before.verdict } }).toEqual({
              packet,
              before,
              after,
            });
        }
      },
    ),
    { numRuns: 200 },
  );
});

test('LAW: the order of resources says nothing', () => {
  fc.assert(
    fc.property(networkCase(6), ({ facts, packets }) => {
      const turned = { ...facts, resources: facts.resources.toReversed() };
      for (const packet of packets)
        expect(simulate(turned, packet).verdict).toBe(simulate(facts, packet).verdict);
    }),
    { numRuns: 60 },
  );
});

test('LAW: a group that allows more stops nothing that got through', () => {
  const all = ANYWHERE.map((block) => aRule('-1', null, block));
  fc.assert(
    fc.property(networkCase(6), ({ facts, packets }) => {
      const resources = facts.resources.map((each) =>
        each.type === 'AWS::EC2::SecurityGroup'
          ? { ...each, ingress: [...each.ingress, ...all], egress: [...each.egress, ...all] }
          : each,
      );
      for (const packet of packets) {
        if (simulate(facts, packet).verdict === 'reachable')
          expect(simulate({ ...facts, resources }, packet).verdict).toBe('reachable');
      }
    }),
    { numRuns: 60 },
  );
});
