import { describe, expect, test } from 'vitest';
import {
  scalingBalancer,
  scalingGroup,
  scalingType,
  trackedGroup,
} from '../../test/builders/scaling-group.ts';
import type { LoadProfile, ScalingLoadBalancer } from '../model/scaling-facts.ts';
import { loadRates } from './load-rates.ts';
import { simulate } from './simulate.ts';

function at(load: LoadProfile, second: number): number | undefined {
  return loadRates(load, null).users(second - (second % 60)).seconds[second % 60];
}

describe('loads', () => {
  test('ramp', () => {
    const ramp: LoadProfile = { kind: 'ramp', from: 100, to: 200, start: 10, seconds: 100 };
    expect([at(ramp, 0), at(ramp, 60), at(ramp, 200)]).toEqual([100, 150, 200]);
  });

  test('burst', () => {
    const burst: LoadProfile = {
      kind: 'burst',
      base: 10,
      peak: 110,
      start: 100,
      rise: 10,
      hold: 20,
      fall: 10,
    };
    expect([at(burst, 99), at(burst, 105), at(burst, 129), at(burst, 135), at(burst, 140)]).toEqual([
      10, 60, 110, 60, 10,
    ]);
  });

  test('pulse', () => {
    const pulse: LoadProfile = { kind: 'pulse', base: 1, peak: 9, start: 60, every: 100, width: 10 };
    expect([at(pulse, 59), at(pulse, 60), at(pulse, 70), at(pulse, 165)]).toEqual([1, 9, 1, 9]);
  });

  test('diurnal', () => {
    const day: LoadProfile = { kind: 'diurnal', low: 0, high: 100, peakAt: 3600 };
    expect(at(day, 3600)).toBe(100);
    expect(at(day, 3600 + 43_200)).toBeCloseTo(0);
  });

  test('recorded', () => {
    const points = [
      { at: 10, rate: 1 },
      { at: 20, rate: 5 },
    ];
    const recorded: LoadProfile = { kind: 'recorded', points };
    expect([at(recorded, 0), at(recorded, 19), at(recorded, 20), at(recorded, 500)]).toEqual([1, 1, 5, 5]);
  });
});

/** What of a flood of 1,000 a second reaches the instances. */
function passed(flood: 'http' | 'syn' | 'udp', loadBalancer: ScalingLoadBalancer | null): number {
  const users: LoadProfile = { kind: 'steady', rate: 0 };
  const load: LoadProfile = {
    kind: 'attack',
    users,
    flood,
    rate: 1000,
    start: 0,
    rise: 0,
    hold: 60,
    fall: 0,
    cost: 1,
  };
  const group = scalingGroup({ loadBalancer, instanceTypes: [scalingType({ requestsPerSecond: 1000 })] });
  const { answers } = simulate({ group, load, duration: 60, seed: 1 });
  expect(answers.offeredRequests).toBe(60_000);
  return answers.servedRequests;
}

test('which floods a load balancer passes on', () => {
  const udp = scalingBalancer({ type: 'network', protocols: ['UDP'] });
  expect(passed('http', scalingBalancer())).toBe(60_000);
  expect(passed('syn', scalingBalancer())).toBe(0);
  expect(passed('udp', scalingBalancer())).toBe(0);
  expect(passed('udp', udp)).toBe(60_000);
  expect(passed('syn', scalingBalancer({ type: 'network', protocols: ['TCP'] }))).toBe(0);
  expect(passed('syn', scalingBalancer({ type: 'gateway', protocols: [] }))).toBe(60_000);
  expect(passed('syn', null)).toBe(60_000);
});

describe('limits that bind', () => {
  const surge: LoadProfile = {
    kind: 'burst',
    base: 500,
    peak: 5000,
    start: 600,
    rise: 300,
    hold: 1800,
    fall: 0,
  };
  const limit = (changes: Parameters<typeof trackedGroup>[0]) =>
    simulate({ group: trackedGroup(changes), load: surge, duration: 7200, seed: 1 }).answers;

  test('none', () => {
    const { bindingLimit, timeToCapacity, timeToScaleBack, lostRequests } = limit({});
    expect(bindingLimit).toBeNull();
    expect(timeToCapacity).toBeGreaterThan(0);
    expect(timeToScaleBack).toBe(900);
    expect(lostRequests).toBeGreaterThan(0);
  });

  test.each<[string, Parameters<typeof trackedGroup>[0]]>([
    ['max-size', { maxSize: 20 }],
    ['policy', { policies: [] }],
    ['suspended-process', { suspendedProcesses: ['Launch'] }],
    ['suspended-process', { suspendedProcesses: ['AlarmNotification'] }],
    ['subnet-addresses', { zones: [{ name: 'a', freeAddresses: 3 }] }],
    [
      'vcpu-quota',
      {
        quotas: [{ name: 'standard', vcpus: 40, usedElsewhere: 4 }],
        instanceTypes: [scalingType({ quota: 'standard' })],
      },
    ],
    ['target-limit', { loadBalancer: scalingBalancer({ targetLimit: 15 }) }],
    [
      'time',
      {
        instances: {
          launchSeconds: { kind: 'fixed', seconds: 3000 },
          bootSeconds: { kind: 'fixed', seconds: 0 },
          bytesPerRequest: 1,
        },
        maxSize: 60,
        policies: [
          {
            kind: 'simple',
            name: 's',
            enabled: true,
            adjustment: { type: 'ExactCapacity', minAdjustmentMagnitude: null },
            change: 60,
            cooldown: null,
            alarm: 'high',
          },
        ],
      },
    ],
  ])('%s', (expected, changes) => {
    expect(limit(changes)).toMatchObject({ bindingLimit: expected, timeToCapacity: null });
  });
});
