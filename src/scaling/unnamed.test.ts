import fc from 'fast-check';
import { expect, test } from 'vitest';
import { arbitraryScenario } from '../../test/arbitrary-scaling.ts';
import { scalingAlarm, scalingGroup, stepPolicy, trackedGroup } from '../../test/builders/scaling-group.ts';
import type { ScalingGroup } from '../model/scaling-facts.ts';
import type { ScalingScenario } from '../model/simulation.ts';
import { simulate } from './simulate.ts';
import { unnamed } from './unnamed.ts';

const under = (group: ScalingGroup): ScalingScenario => ({
  group,
  load: { kind: 'burst', base: 100, peak: 900, start: 600, rise: 300, hold: 1800, fall: 300 },
  duration: 7200,
  seed: 1,
});

test('without names a group does the same, minute by minute', () => {
  fc.assert(
    fc.property(arbitraryScenario, (scenario) => {
      const [named, without] = [simulate(scenario), simulate(unnamed(scenario))];
      expect(without.minutes).toEqual(named.minutes);
      expect(without.answers).toEqual(named.answers);
      expect(without.events.map(({ at, kind }) => [at, kind])).toEqual(
        named.events.map(({ at, kind }) => [at, kind]),
      );
    }),
    { numRuns: 100 },
  );
});

/** A group whose step policies hang on two alarms, under names of its own. */
function stepped(suffix: string, moving: 'low' | 'high'): ScalingGroup {
  const named = (name: string) => `${name}${suffix}`;
  return scalingGroup({
    name: named('web'),
    zones: [{ name: named('zone'), freeAddresses: 10 }],
    alarms: [
      scalingAlarm({ name: named('high'), threshold: 70 }),
      scalingAlarm({ name: named('low'), threshold: 20 }),
    ],
    policies: [stepPolicy({ name: named('out'), alarm: named(moving) })],
    scheduledActions: [{ name: named('nightly'), at: 900, minSize: null, maxSize: null, desiredCapacity: 3 }],
  });
}

test('groups that differ in names alone are one, and those that hang on other alarms are not', () => {
  expect(unnamed(under(stepped('-1', 'high')))).toEqual(unnamed(under(stepped('-2', 'high'))));
  expect(unnamed(under(stepped('-1', 'high')))).not.toEqual(unnamed(under(stepped('-1', 'low'))));
  expect(unnamed(under(trackedGroup({ maxSize: 4 })))).not.toEqual(
    unnamed(under(trackedGroup({ maxSize: 5 }))),
  );
});
