import fc from 'fast-check';
import { expect, test } from 'vitest';
import { arbitraryGroup, arbitraryLoad, arbitraryScenario } from '../../test/arbitrary-scaling.ts';
import { scalingAlarm, trackedGroup, trackingPolicy } from '../../test/builders/scaling-group.ts';
import type { Simulation } from '../model/simulation.ts';
import { simulate } from './simulate.ts';

const RUNS = { numRuns: 150 };

const close = (a: number, b: number) => Math.abs(a - b) <= 1e-6 * Math.max(1, Math.abs(a), Math.abs(b));

test('the desired capacity stays between minimum and maximum, and so do the instances that serve', () => {
  fc.assert(
    fc.property(arbitraryScenario, (scenario) => {
      const { minSize, maxSize } = scenario.group;
      const { minutes } = simulate(scenario);
      expect(minutes.desired.every((size) => size >= minSize && size <= maxSize)).toBe(true);
      expect(minutes.inService.every((size) => size <= maxSize)).toBe(true);
    }),
    RUNS,
  );
});

test('what is offered is filtered, served or lost, in every minute and in all', () => {
  fc.assert(
    fc.property(arbitraryScenario, (scenario) => {
      const { minutes, answers } = simulate(scenario);
      for (const [minute, offered] of minutes.offered.entries()) {
        const parts = [minutes.filtered, minutes.served, minutes.lost].map(
          (series) => series[minute] ?? Number.NaN,
        );
        expect(parts.every((part) => part >= 0)).toBe(true);
        expect(
          close(
            offered,
            parts.reduce((sum, part) => sum + part, 0),
          ),
        ).toBe(true);
        expect(parts[1]).toBeLessThanOrEqual((minutes.capacity[minute] ?? 0) * (1 + 1e-9) + 1e-9);
      }
      const { offeredRequests, filteredRequests, servedRequests, lostRequests, lostUserRequests } = answers;
      expect(close(offeredRequests, filteredRequests + servedRequests + lostRequests)).toBe(true);
      expect(lostUserRequests).toBeLessThanOrEqual(lostRequests * (1 + 1e-9));
    }),
    RUNS,
  );
});

test('the same scenario gives the same simulation, and one without chance the same for every seed', () => {
  fc.assert(
    fc.property(arbitraryScenario, (scenario) => {
      expect(simulate(scenario)).toEqual(simulate(scenario));
      const { launchSeconds, bootSeconds } = scenario.group.instances;
      if (launchSeconds.kind === 'between' || bootSeconds.kind === 'between') return;
      expect(simulate({ ...scenario, seed: 7 }).minutes).toEqual(simulate({ ...scenario, seed: 8 }).minutes);
    }),
    { numRuns: 50 },
  );
});

test('while every metric is without data nothing scales', () => {
  fc.assert(
    fc.property(arbitraryScenario, (scenario) => {
      const alarms = scenario.group.alarms.map((alarm) => ({
        ...alarm,
        metric: { kind: 'constant', value: null } as const,
      }));
      const { events } = simulate({ ...scenario, group: { ...scenario.group, alarms } });
      expect(events.filter(({ kind }) => kind === 'desired')).toEqual([]);
    }),
    RUNS,
  );
});

test('target tracking scales in only when every policy agrees', () => {
  const never = scalingAlarm({ name: 'never', threshold: -1, comparison: 'LessThanThreshold' });
  fc.assert(
    fc.property(arbitraryLoad, (load) => {
      const one = trackedGroup();
      const two = trackedGroup({
        alarms: [...one.alarms, never],
        policies: [...one.policies, trackingPolicy({ name: 'other', highAlarm: null, lowAlarm: 'never' })],
      });
      const { events } = simulate({ group: two, load, duration: 5400, seed: 1 });
      expect(events.some((event) => event.kind === 'desired' && event.to < event.from)).toBe(false);
    }),
    RUNS,
  );
});

test('a policy that may not scale in, and one whose alarm may not act, do not', () => {
  fc.assert(
    fc.property(arbitraryLoad, (load) => {
      const group = trackedGroup({ policies: [trackingPolicy({ disableScaleIn: true })] });
      const { events } = simulate({ group, load, duration: 5400, seed: 1 });
      expect(events.some((event) => event.kind === 'desired' && event.to < event.from)).toBe(false);
      const deaf = {
        ...trackedGroup(),
        alarms: trackedGroup().alarms.map((alarm) => ({ ...alarm, actionsEnabled: false })),
      };
      expect(
        simulate({ group: deaf, load, duration: 5400, seed: 1 }).events.some(
          ({ kind }) => kind === 'desired',
        ),
      ).toBe(false);
    }),
    { numRuns: 50 },
  );
});

const lost = ({ answers }: Simulation) => answers.lostRequests;

test('instances at rest: more of them, or greater ones, never lose more', () => {
  fc.assert(
    fc.property(arbitraryGroup, arbitraryLoad, fc.integer({ min: 1, max: 10 }), (group, load, more) => {
      const rest = { ...group, policies: [], minSize: 0, maxSize: group.maxSize + 4 };
      const run = (changed: typeof rest) => lost(simulate({ group: changed, load, duration: 3600, seed: 1 }));
      const before = run(rest);
      const balanced = !rest.loadBalancer || rest.loadBalancer.crossZone || rest.zones.length < 2;
      const weight = rest.instanceTypes[0]?.weight ?? 1;
      const larger = { ...rest, desiredCapacity: rest.desiredCapacity + 2 * weight };
      // Without cross-zone balancing one instance in a new zone gets half of everything.
      if (balanced) expect(run(larger)).toBeLessThanOrEqual(before * (1 + 1e-9) + 1e-6);
      const greater = {
        ...rest,
        instanceTypes: rest.instanceTypes.map((type) => ({
          ...type,
          requestsPerSecond: type.requestsPerSecond * (1 + more),
        })),
      };
      expect(run(greater)).toBeLessThanOrEqual(before * (1 + 1e-9) + 1e-6);
    }),
    { numRuns: 80 },
  );
});

test('a group that only grows never loses more with a greater maximum', () => {
  fc.assert(
    fc.property(arbitraryLoad, fc.integer({ min: 10, max: 60 }), fc.nat(60), (load, maxSize, more) => {
      const policies = [trackingPolicy({ disableScaleIn: true })];
      const run = (size: number) =>
        lost(simulate({ group: trackedGroup({ maxSize: size, policies }), load, duration: 5400, seed: 1 }));
      expect(run(maxSize + more)).toBeLessThanOrEqual(run(maxSize) * (1 + 1e-9) + 1e-6);
    }),
    { numRuns: 80 },
  );
});
