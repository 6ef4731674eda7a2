import { describe, expect, test } from 'vitest';
import {
  scalingAlarm,
  scalingBalancer,
  scalingGroup,
  scalingType,
  stepPolicy,
  trackedGroup,
} from '../../test/builders/scaling-group.ts';
import type { CapacityAdjustment, LoadProfile, ScalingGroup, SimplePolicy } from '../model/scaling-facts.ts';
import { adjustedCapacity } from './adjusted-capacity.ts';
import { simulate } from './simulate.ts';

const PERCENT: CapacityAdjustment = { type: 'PercentChangeInCapacity', minAdjustmentMagnitude: null };

function desiredOver(group: ScalingGroup, load: LoadProfile, minutes: number): readonly number[] {
  return simulate({ group, load, duration: minutes * 60, seed: 1 }).minutes.desired;
}

/** Distinct in a row. */
function walk(sizes: readonly number[]): readonly number[] {
  return sizes.filter((size, index) => size !== sizes[index - 1]);
}

const steady = (rate: number): LoadProfile => ({ kind: 'steady', rate });

describe('percent changes are rounded as the guide says', () => {
  test.each([
    [127, 10, 12],
    [67, 1, 1],
    [-58, 1, -1],
    [-66.7, 10, -6],
    [30, 10, 3],
    [0, 10, 0],
  ])('%s percent of %s adds %s', (change, capacity, expected) => {
    expect(adjustedCapacity(PERCENT, change, capacity) - capacity).toBe(expected);
  });

  test('MinAdjustmentMagnitude: 25 percent of 4 is one, and at least two are added', () => {
    expect(adjustedCapacity({ ...PERCENT, minAdjustmentMagnitude: 2 }, 25, 4)).toBe(6);
  });

  test('an exact capacity is that, a change is added', () => {
    expect(adjustedCapacity({ type: 'ExactCapacity', minAdjustmentMagnitude: null }, 7, 3)).toBe(7);
    expect(adjustedCapacity({ type: 'ChangeInCapacity', minAdjustmentMagnitude: null }, -2, 3)).toBe(1);
  });
});

/** The guide's two policies: out above 60, in at or below 40, a tenth and 30 percent each. */
function guidesGroup(changes: Partial<ScalingGroup> = {}): ScalingGroup {
  return scalingGroup({
    instanceTypes: [scalingType({ requestsPerSecond: 100 })],
    alarms: [
      scalingAlarm({ threshold: 60, comparison: 'GreaterThanOrEqualToThreshold' }),
      scalingAlarm({ name: 'low', threshold: 40, comparison: 'LessThanOrEqualToThreshold' }),
    ],
    policies: [
      stepPolicy(),
      stepPolicy({
        name: 'in',
        alarm: 'low',
        steps: [
          { lowerBound: -10, upperBound: 0, change: -10 },
          { lowerBound: null, upperBound: -10, change: -30 },
        ],
      }),
    ],
    ...changes,
  });
}

/** Requests a second that put so many instances at such a load, for one minute each, and 50 percent of 10 while the rest happens. */
function minutesAt(
  points: readonly (readonly [minute: number, instances: number, percent: number])[],
): LoadProfile {
  const rates = points.map(([minute, instances, percent]) => ({
    at: minute * 60,
    rate: instances * percent,
  }));
  return { kind: 'recorded', points: rates };
}

/** https://docs.aws.amazon.com/autoscaling/ec2/userguide/as-scaling-simple-step.html */
describe('the step policy of the guide', () => {
  test('10, 11, 14, 13, 10', () => {
    const load = minutesAt([
      [0, 10, 50],
      [5, 10, 61],
      [6, 10, 50],
      [15, 11, 71],
      [16, 11, 50],
      [25, 14, 39],
      [26, 14, 50],
      [35, 13, 29],
      [36, 10, 50],
    ]);
    expect(walk(desiredOver(guidesGroup(), load, 60))).toEqual([10, 11, 14, 13, 10]);
  });

  test('while one warms up, a breach of the same step adds nothing and of the higher two', () => {
    const same = minutesAt([
      [0, 10, 50],
      [5, 10, 61],
      [7, 10, 50],
    ]);
    expect(walk(desiredOver(guidesGroup(), same, 30))).toEqual([10, 11]);
    const higher = minutesAt([
      [0, 10, 50],
      [5, 10, 61],
      [6, 10, 71],
      [7, 10, 55],
    ]);
    expect(walk(desiredOver(guidesGroup(), higher, 30))).toEqual([10, 11, 13]);
  });

  test('nothing scales in while one warms up', () => {
    const load = minutesAt([
      [0, 10, 50],
      [5, 10, 61],
      [6, 10, 30],
    ]);
    const desired = desiredOver(guidesGroup(), load, 9);
    expect(desired.slice(6)).toEqual([11, 11, 8]);
  });
});

describe('target tracking', () => {
  test('proportional, at the third minute above the target', () => {
    const load: LoadProfile = {
      kind: 'burst',
      base: 500,
      peak: 900,
      start: 600,
      rise: 0,
      hold: 3000,
      fall: 0,
    };
    const { events, answers } = simulate({ group: trackedGroup(), load, duration: 3600, seed: 1 });
    expect(answers.timeToAlarm).toBe(180);
    expect(events.find(({ kind }) => kind === 'desired')).toMatchObject({ at: 780, from: 10, to: 18 });
    expect(answers.timeToFirstInstance).toBe(180 + 120);
    expect(answers.timeToCapacity).toBe(0);
    expect(answers.lostRequests).toBe(0);
  });

  test('a saturated CPU doubles the group at most, again after the warm-up', () => {
    const load: LoadProfile = {
      kind: 'burst',
      base: 500,
      peak: 4000,
      start: 600,
      rise: 0,
      hold: 3000,
      fall: 0,
    };
    const desired = walk(desiredOver(trackedGroup(), load, 60));
    expect(desired.slice(0, 4)).toEqual([10, 20, 40, 80]);
  });

  test('scale-in waits for fifteen minutes below', () => {
    const load: LoadProfile = { kind: 'burst', base: 200, peak: 500, start: 0, rise: 0, hold: 1200, fall: 0 };
    const { events } = simulate({ group: trackedGroup(), load, duration: 3600, seed: 1 });
    expect(events.find(({ kind }) => kind === 'desired')).toMatchObject({ at: 1200 + 900, from: 10, to: 4 });
  });

  test('basic monitoring: the alarm comes at the end of five minutes', () => {
    const load: LoadProfile = {
      kind: 'burst',
      base: 500,
      peak: 900,
      start: 600,
      rise: 0,
      hold: 3000,
      fall: 0,
    };
    const group = trackedGroup({ detailedMonitoring: false });
    expect(simulate({ group, load, duration: 3600, seed: 1 }).answers.timeToAlarm).toBe(300);
  });
});

/** https://docs.aws.amazon.com/autoscaling/ec2/userguide/as-scale-based-on-demand.html */
describe('sizes and several policies', () => {
  const change = (
    name: string,
    by: number,
    alarm: string,
    type: CapacityAdjustment['type'] = 'ChangeInCapacity',
  ) =>
    stepPolicy({
      name,
      alarm,
      adjustment: { type, minAdjustmentMagnitude: null },
      steps: [
        by > 0
          ? { lowerBound: 0, upperBound: null, change: by }
          : { lowerBound: null, upperBound: 0, change: by },
      ],
    });
  const idle = scalingAlarm({ name: 'low', threshold: 40, comparison: 'LessThanOrEqualToThreshold' });
  const last = (group: ScalingGroup, rate: number) => desiredOver(group, steady(rate), 3).at(-1);

  test('a maximum of 3 and two instances: three more are one', () => {
    const group = scalingGroup({
      maxSize: 3,
      desiredCapacity: 2,
      alarms: [scalingAlarm()],
      policies: [change('out', 3, 'high')],
    });
    expect(last(group, 190)).toBe(3);
  });

  test('a minimum of 2 and three instances: two less are one', () => {
    const group = scalingGroup({
      minSize: 2,
      desiredCapacity: 3,
      alarms: [idle],
      policies: [change('in', -2, 'low')],
    });
    expect(last(group, 30)).toBe(2);
  });

  test('eight instances, three less or a quarter less: six stay', () => {
    const policies = [change('three', -3, 'low'), change('quarter', -25, 'low', 'PercentChangeInCapacity')];
    const group = scalingGroup({ desiredCapacity: 8, alarms: [idle], policies });
    expect(desiredOver(group, steady(80), 2)).toEqual([8, 6]);
  });

  test('one more or two more: two', () => {
    const policies = [change('one', 1, 'high'), change('two', 2, 'high')];
    const group = scalingGroup({ desiredCapacity: 1, alarms: [scalingAlarm()], policies });
    expect(desiredOver(group, steady(95), 2)).toEqual([1, 3]);
  });

  test('a maximum of 12, ten units and five more: a type of weight 6 makes it 16', () => {
    const six = scalingType({ name: 'six', weight: 6, requestsPerSecond: 600 });
    const one = scalingType({ name: 'one', weight: 1, quota: 'few' });
    const group = scalingGroup({
      maxSize: 12,
      desiredCapacity: 10,
      instanceTypes: [one, six],
      quotas: [{ name: 'few', vcpus: 20, usedElsewhere: 0 }],
      alarms: [scalingAlarm()],
      policies: [change('out', 5, 'high')],
    });
    const { minutes } = simulate({ group, load: steady(900), duration: 600, seed: 1 });
    expect([minutes.desired.at(-1), minutes.inService.at(-1), minutes.capacity.at(-1)]).toEqual([
      12,
      11,
      16 * 100 * 60,
    ]);
  });
});

describe('instances that leave', () => {
  test('count while policies scale in, so that no more leave than necessary', () => {
    const in3 = stepPolicy({
      name: 'in',
      alarm: 'low',
      adjustment: { type: 'ChangeInCapacity', minAdjustmentMagnitude: null },
      steps: [{ lowerBound: null, upperBound: 0, change: -3 }],
    });
    const low = scalingAlarm({ name: 'low', threshold: 40, comparison: 'LessThanOrEqualToThreshold' });
    const group = scalingGroup({ alarms: [low], policies: [in3], loadBalancer: scalingBalancer() });
    expect(walk(desiredOver(group, steady(100), 5))).toEqual([10, 7]);
    expect(walk(desiredOver(group, steady(100), 8))).toEqual([10, 7, 4]);
  });
});

/** https://docs.aws.amazon.com/autoscaling/ec2/userguide/as-scaling-target-tracking.html#target-tracking-considerations */
test('target tracking rounds up what it adds and down what it removes: 1.5 are two, and one', () => {
  const quick = trackedGroup({
    alarms: trackedGroup().alarms.map((each) => ({ ...each, evaluationPeriods: 1, datapointsToAlarm: 1 })),
  });
  expect(desiredOver(quick, steady(575), 2)).toEqual([10, 12]);
  expect(desiredOver(quick, steady(425), 2)).toEqual([10, 9]);
});

/** https://docs.aws.amazon.com/autoscaling/ec2/userguide/ec2-auto-scaling-scaling-cooldowns.html */
describe('cooldown of simple policies', () => {
  const policy: SimplePolicy = {
    kind: 'simple',
    name: 'simple',
    enabled: true,
    adjustment: { type: 'ChangeInCapacity', minAdjustmentMagnitude: null },
    change: 1,
    cooldown: null,
    alarm: 'high',
  };

  test('begins when the last instance is running', () => {
    const group = scalingGroup({ policies: [policy], alarms: [scalingAlarm()] });
    const { events } = simulate({ group, load: steady(900), duration: 1800, seed: 1 });
    const times = events.filter(({ kind }) => kind === 'desired').map(({ at }) => at);
    expect(times).toEqual([60, 60 + 60 + 300, 60 + 2 * 360, 60 + 3 * 360, 60 + 4 * 360]);
  });

  test('no other policy waits for it', () => {
    const group = scalingGroup({ policies: [policy, stepPolicy()], alarms: [scalingAlarm()] });
    const { events } = simulate({ group, load: steady(900), duration: 1200, seed: 1 });
    const second = events.filter((event) => event.kind === 'desired')[1];
    expect(second).toMatchObject({ policy: 'out', at: 180 });
  });
});

describe('health check grace period', () => {
  const surge: LoadProfile = {
    kind: 'burst',
    base: 500,
    peak: 900,
    start: 600,
    rise: 0,
    hold: 3000,
    fall: 0,
  };
  const slow = {
    launchSeconds: { kind: 'fixed', seconds: 20 },
    bootSeconds: { kind: 'fixed', seconds: 200 },
    bytesPerRequest: 1000,
  } as const;

  test('shorter than the boot: instances are replaced before they serve', () => {
    const group = trackedGroup({
      maxSize: 11,
      instances: slow,
      loadBalancer: scalingBalancer(),
      healthCheck: { usesLoadBalancer: true, gracePeriod: 0 },
    });
    const { answers, events } = simulate({ group, load: { ...surge, peak: 1050 }, duration: 3600, seed: 1 });
    expect(answers.bindingLimit).toBe('health-check-grace');
    expect(events.find(({ kind }) => kind === 'replaced')?.at).toBe(780 + 20 + 60);
  });

  test('long enough, or not asked: they serve', () => {
    for (const healthCheck of [
      { usesLoadBalancer: true, gracePeriod: 300 },
      { usesLoadBalancer: false, gracePeriod: 0 },
    ]) {
      const group = trackedGroup({ instances: slow, loadBalancer: scalingBalancer(), healthCheck });
      const { answers } = simulate({ group, load: surge, duration: 3600, seed: 1 });
      expect(answers.timeToFirstInstance).toBe(180 + 20 + 200 + 60);
    }
  });
});
