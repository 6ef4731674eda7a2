import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ScalingGroup } from '../../src/model/scaling-facts.ts';
import type { ScalingScenario, Simulation } from '../../src/model/simulation.ts';
import { simulate } from '../../src/scaling/simulate.ts';
import { arbitraryGroup, arbitraryLoad } from '../../test/arbitrary-scaling.ts';
import { scalingBalancer, scalingType, stepPolicy } from '../../test/builders/scaling-group.ts';
import { evaluate } from './evaluate.ts';

/** `RAMPART_SCALING_RUNS=5000` looks longer. */
const RUNS = Number(process.env['RAMPART_SCALING_RUNS'] ?? 150);

const whole = (low: number, high: number) => fc.integer({ min: low, max: high });
const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: null });

const scheduledActions = fc.array(
  fc.record({
    name: fc.constant('scheduled'),
    at: whole(0, 3600),
    minSize: maybe(whole(0, 6)),
    maxSize: maybe(whole(6, 40)),
    desiredCapacity: maybe(whole(0, 40)),
  }),
  { maxLength: 2 },
);

const limits = fc.record({
  scheduledActions,
  targetLimit: maybe(whole(1, 20)),
  connectionsPerTarget: maybe(whole(40, 150)),
  unhealthyThreshold: whole(1, 4),
  disableScaleIn: fc.boolean(),
});

/**
 * Thresholds and targets off whole numbers: which side a metric is on that is exactly there hangs on the order in which
 * binary fractions are added.
 */
function offWhole(group: ScalingGroup): ScalingGroup {
  return {
    ...group,
    alarms: group.alarms.map((alarm) => ({ ...alarm, threshold: alarm.threshold + 0.013_7 })),
    policies: group.policies.map((policy) =>
      policy.kind === 'target-tracking' ? { ...policy, targetValue: policy.targetValue + 0.013_7 } : policy,
    ),
  };
}

const adjustment = fc.record({
  type: fc.constantFrom(
    'ChangeInCapacity' as const,
    'PercentChangeInCapacity' as const,
    'ExactCapacity' as const,
  ),
  minAdjustmentMagnitude: maybe(whole(1, 3)),
});

/** What makes a group restless: alarms that come soon, policies that scale in, weights that do not fit, instances that drain. */
const restlessness = fc.record({
  evaluationPeriods: whole(1, 3),
  adjustments: fc.tuple(adjustment, adjustment),
  more: whole(1, 60),
  less: whole(1, 60),
  lowThreshold: whole(20, 55),
  weights: fc.constantFrom([1], [3, 1], [3], [1, 4]),
  none: fc.boolean(),
});

const restless = fc.tuple(arbitraryGroup, restlessness).map(([each, how]): ScalingGroup => {
  const [out, less] = how.adjustments;
  const size = how.none ? 0 : each.desiredCapacity;
  return offWhole({
    ...each,
    minSize: 0,
    desiredCapacity: size,
    scheduledActions: [{ name: 'begin', at: 90, minSize: null, maxSize: null, desiredCapacity: size + 4 }],
    maxSize: each.maxSize + 10,
    instanceTypes: how.weights.map((weight, place) =>
      scalingType({
        name: `weight-${weight}`,
        weight,
        requestsPerSecond: 100 * weight,
        quota: place === 0 ? 'standard' : null,
      }),
    ),
    loadBalancer: scalingBalancer(),
    alarms: each.alarms.map((alarm) => ({
      ...alarm,
      metric: { kind: 'cpu' },
      evaluationPeriods: how.evaluationPeriods,
      datapointsToAlarm: how.evaluationPeriods,
      threshold: alarm.name === 'low' ? how.lowThreshold : alarm.threshold,
    })),
    policies: [
      ...each.policies.filter(({ kind }) => kind !== 'step'),
      stepPolicy({ adjustment: out, steps: [{ lowerBound: 0, upperBound: null, change: how.more }] }),
      stepPolicy({
        name: 'in',
        alarm: 'low',
        adjustment: less,
        steps: [
          { lowerBound: -10, upperBound: 0, change: less.type === 'ExactCapacity' ? 2 : -1 },
          { lowerBound: null, upperBound: -10, change: less.type === 'ExactCapacity' ? 1 : -how.less },
        ],
      }),
    ],
  });
});

const varied = fc.tuple(arbitraryGroup, limits).map(([each, more]): ScalingGroup => {
  const { targetLimit, connectionsPerTarget, unhealthyThreshold, disableScaleIn } = more;
  return offWhole({
    ...each,
    scheduledActions: more.scheduledActions,
    policies: each.policies.map((policy) =>
      policy.kind === 'target-tracking' ? { ...policy, disableScaleIn } : policy,
    ),
    loadBalancer: each.loadBalancer && {
      ...each.loadBalancer,
      targetLimit,
      connectionsPerTarget,
      healthCheck: { ...each.loadBalancer.healthCheck, unhealthyThreshold },
    },
  });
});

const scenario: fc.Arbitrary<ScalingScenario> = fc.record({
  group: fc.oneof(varied, restless),
  load: arbitraryLoad,
  duration: whole(1, 90).map((minutes) => minutes * 60),
  seed: fc.nat(1000),
});

/** By the minute, from the events: an alarm's state as it is when the minute is over. */
function alarmStates({ events, duration }: Simulation, name: string): readonly (string | null)[] {
  const told = events.filter((event) => event.kind === 'alarm' && event.alarm === name);
  return Array.from({ length: duration / 60 }, (_, minute) => {
    const last = told.findLast(({ at }) => at < (minute + 1) * 60);
    return last?.kind === 'alarm' ? last.state : null;
  });
}

const AMOUNTS = ['offered', 'filtered', 'served', 'lost', 'capacity'] as const;
const SIZES = ['desired', 'inService', 'running'] as const;

function expectAgreement(each: ScalingScenario): void {
  const ours = simulate(each);
  const theirs = evaluate(each);
  for (const key of SIZES) expect(ours.minutes[key], key).toEqual(theirs.map((minute) => minute[key]));
  for (const key of AMOUNTS) {
    for (const [minute, their] of theirs.entries()) {
      const difference = Math.abs((ours.minutes[key][minute] ?? Number.NaN) - their[key]);
      expect(difference, `${key} of minute ${minute}`).toBeLessThanOrEqual(1e-6 * Math.max(1, their[key]));
    }
  }
  for (const { name } of each.group.alarms) {
    const states = alarmStates(ours, name);
    for (const [minute, { alarms }] of theirs.entries()) {
      if (states[minute] !== null) expect(states[minute], `${name} in minute ${minute}`).toBe(alarms[name]);
      else expect(alarms[name], `${name} in minute ${minute}`).toBe(theirs[0]?.alarms[name]);
    }
  }
}

test('the simulator and its reference agree, minute by minute', { timeout: 3_600_000 }, () => {
  const met = new Set<string>();
  fc.assert(
    fc.property(scenario, (each) => {
      expectAgreement(each);
      for (const event of simulate(each).events) met.add(event.kind === 'limit' ? event.limit : event.kind);
    }),
    { numRuns: RUNS },
  );
  // What is never met is not compared.
  expect([...met]).toEqual(
    expect.arrayContaining(['alarm', 'desired', 'launched', 'ended', 'serving', 'replaced']),
  );
  expect([...met]).toEqual(expect.arrayContaining(['max-size', 'vcpu-quota', 'target-limit']));
});
