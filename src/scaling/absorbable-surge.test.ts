import { expect, test } from 'vitest';
import { trackedGroup } from '../../test/builders/scaling-group.ts';
import type { LoadProfile } from '../model/scaling-facts.ts';
import { absorbableSurge } from './absorbable-surge.ts';

const times = { start: 600, rise: 300, hold: 1800, fall: 300 };
const users = { kind: 'steady', rate: 475 } as const;
const run = (load: LoadProfile, maxSize = 20) =>
  absorbableSurge({ group: trackedGroup({ maxSize }), load, duration: 7200, seed: 1 });

test('what the maximum size serves beyond the load before', () => {
  const expected = { surge: 4275, most: 2000 - 475 };
  expect(run({ kind: 'burst', base: 475, peak: 4750, ...times })).toEqual(expected);
  expect(run({ kind: 'attack', users, flood: 'http', rate: 4275, cost: 1, ...times })).toEqual(expected);
  expect(run({ kind: 'ramp', from: 475, to: 4750, start: 600, seconds: 300 })).toEqual(expected);
});

test('all of it where it is absorbed', () => {
  expect(run({ kind: 'burst', base: 475, peak: 4750, ...times }, 100)).toEqual({ surge: 4275, most: 4275 });
});

test('loads without a surge that could be cut', () => {
  expect(run(users)).toBeNull();
  expect(run({ kind: 'attack', users, flood: 'syn', rate: 10_000, cost: 0.01, ...times })).toBeNull();
});
