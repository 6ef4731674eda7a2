import { expect, test } from 'vitest';
import {
  scalingAlarm,
  scalingGroup,
  scalingType,
  stepPolicy,
  trackedGroup,
  trackingPolicy,
} from '../../test/builders/scaling-group.ts';
import type { LoadProfile, ScalingGroup, StepPolicy } from '../model/scaling-facts.ts';
import { simulate } from './simulate.ts';

const steady: LoadProfile = { kind: 'steady', rate: 100 };

function message(group: ScalingGroup, load: LoadProfile = steady, duration = 600): string {
  try {
    simulate({ group, load, duration, seed: 1 });
    return 'simulated';
  } catch (error) {
    if (error instanceof Error && error.name === 'InvalidScenario') return error.message;
    throw error;
  }
}

test.each<[string, Partial<ScalingGroup>, string]>([
  ['sizes crossed', { minSize: 9, maxSize: 3 }, 'minSize has to be at most maxSize, 3'],
  ['desired outside', { desiredCapacity: 200 }, 'desiredCapacity has to be between 1 and 100'],
  ['no zone', { zones: [] }, 'zones has to be at least one'],
  [
    'zero capacity',
    { instanceTypes: [scalingType({ requestsPerSecond: 0 })] },
    'requestsPerSecond of m5.large has to be a number above 0',
  ],
  [
    'no such alarm',
    { policies: [trackingPolicy({ highAlarm: 'gone' })], alarms: [scalingAlarm({ name: 'low' })] },
    'the alarm of policy track, gone, has to be one of the alarms',
  ],
  [
    'steps that overlap',
    {
      alarms: [scalingAlarm()],
      policies: [
        stepPolicy({
          steps: [
            { lowerBound: 0, upperBound: 20, change: 1 },
            { lowerBound: 10, upperBound: null, change: 2 },
          ],
        }),
      ],
    },
    'steps of policy out has to be without gap or overlap',
  ],
  [
    'half a minute',
    { alarms: [scalingAlarm({ period: 30 })] },
    'period of alarm high has to be a multiple of 60 seconds',
  ],
  [
    'more than there are',
    { alarms: [scalingAlarm({ datapointsToAlarm: 2 })] },
    'datapointsToAlarm of alarm high has to be between 1 and 1',
  ],
])('%s', (_, changes, expected) => {
  expect(message(scalingGroup(changes))).toBe(expected);
});

test.each<[string, Partial<ScalingGroup>, string]>([
  [
    'a warm pool of NaN',
    { warmPool: { minSize: Number.NaN, maxGroupPreparedCapacity: null, startSeconds: 20 } },
    'warmPool.minSize has to be a whole number of instances, 0 or more',
  ],
  [
    'a schedule for less than nothing',
    {
      scheduledActions: [{ name: 'night', at: 60, minSize: null, maxSize: null, desiredCapacity: -1 }],
    },
    'desiredCapacity of scheduled action night has to be a whole number of instances, 0 or more',
  ],
])('%s', (_, changes, expected) => {
  expect(message(scalingGroup(changes))).toBe(expected);
});

test.each<[LoadProfile, string]>([
  [{ kind: 'steady', rate: -1 }, 'load.rate has to be a number, 0 or more'],
  [{ kind: 'steady', rate: Number.NaN }, 'load.rate has to be a number, 0 or more'],
  [{ kind: 'recorded', points: [] }, 'load.points has to be at least one'],
  [
    {
      kind: 'recorded',
      points: [
        { at: 5, rate: 1 },
        { at: 5, rate: 2 },
      ],
    },
    'load.points[1].at has to be later than the one before',
  ],
  [
    {
      kind: 'attack',
      users: { kind: 'steady', rate: -1 },
      flood: 'http',
      rate: 1,
      start: 0,
      rise: 0,
      hold: 1,
      fall: 0,
      cost: 1,
    },
    'load.users.rate has to be a number, 0 or more',
  ],
])('load %j', (load, expected) => {
  expect(message(scalingGroup(), load)).toBe(expected);
});

test.each<[string, StepPolicy['steps'], string]>([
  ['none', [], 'between 1 and 20'],
  ['a gap', [step(0, 10), step(20, null)], 'without gap or overlap'],
  ['an overlap', [step(0, 10), step(5, null)], 'without gap or overlap'],
  ['no end above', [step(0, 10)], 'open at the upper end where they go above the threshold'],
  ['no end below', [step(-10, 0)], 'open at the lower end where they go below the threshold'],
  ['an empty interval', [step(10, 10)], 'from a lower bound to a higher'],
  ['part of an instance', [{ ...step(0, null), change: 0.5 }], 'of whole adjustments'],
])('steps with %s', (_, steps, expected) => {
  const group = scalingGroup({ policies: [stepPolicy({ steps, alarm: null })] });
  expect(message(group)).toBe(`steps of policy out has to be ${expected}`);
});

function step(lowerBound: number | null, upperBound: number | null): StepPolicy['steps'][number] {
  return { lowerBound, upperBound, change: 10 };
}

test('policies that contradict each other do what AWS does: the largest capacity counts', () => {
  const both = trackedGroup();
  const contradiction = scalingGroup({
    alarms: both.alarms,
    policies: [
      stepPolicy({ steps: [{ lowerBound: 0, upperBound: null, change: -50 }] }),
      trackingPolicy({ lowAlarm: null }),
    ],
  });
  const { minutes } = simulate({
    group: contradiction,
    load: { kind: 'steady', rate: 900 },
    duration: 600,
    seed: 1,
  });
  expect(Math.min(...minutes.desired)).toBeGreaterThanOrEqual(10);
});

test('a length that is no whole minutes', () => {
  expect(message(scalingGroup(), steady, 90)).toBe('duration has to be whole minutes, at most two years');
});
