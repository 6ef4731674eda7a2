import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Cause } from '../journey.ts';
import { simulate } from '../simulate.ts';
import { networkCase } from './random-network.ts';

const CAUSES: readonly Cause[] = [
  'security group',
  'network ACL',
  'route',
  'blackhole',
  'loop',
  'internet gateway',
  'public address',
  'block public access',
  'NAT gateway',
  'egress-only internet gateway',
  'peering',
  'transit gateway',
  'virtual private gateway',
  'endpoint',
  'source/destination check',
  'receiver',
  'load balancer',
  'answer',
  'appliance',
  'choice',
  'not read',
];

/** How the trails of packets that get through, and back where it is TCP, begin to tell of each gateway. */
const WAYS = [
  'out by igw',
  'in by igw',
  'out by eigw',
  'back into',
  'through nat',
  'back through nat',
  'by pcx',
  'into tgw',
  'by tgw-attach',
  'in by vgw',
  'answered by the service',
  'answered by the internet',
  'answered by a host beyond',
];

test('random networks and packets meet every cause and every kind of gateway', () => {
  const verdicts = new Map<string, number>();
  const causes = new Set<Cause>();
  const ways = new Set<string>();
  fc.assert(
    fc.property(networkCase(20), ({ facts, packets }) => {
      for (const packet of packets) {
        const { verdict, cause, trail } = simulate(facts, packet);
        verdicts.set(verdict, (verdicts.get(verdict) ?? 0) + 1);
        if (cause) causes.add(cause);
        for (const way of WAYS)
          if (verdict === 'reachable' && trail.some((each) => each.startsWith(way))) ways.add(way);
      }
    }),
    { numRuns: 250, seed: 1 },
  );
  expect([...causes].toSorted()).toEqual(CAUSES.toSorted());
  expect([...ways].toSorted()).toEqual(WAYS.toSorted());
  expect(verdicts.get('reachable')).toBeGreaterThan(800);
  expect(verdicts.get('unknown')).toBeGreaterThan(200);
});
