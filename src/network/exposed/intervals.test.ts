import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { has, type Intervals, intersect, NOTHING, union, without } from './intervals.ts';

const LAST = 24;

const intervals: fc.Arbitrary<Intervals> = fc
  .uniqueArray(fc.integer({ min: 0, max: LAST }), { maxLength: 12 })
  .map((edges) => edges.sort((a, b) => a - b).slice(0, edges.length - (edges.length % 2)));

const NUMBERS = Array.from({ length: LAST + 1 }, (_, number) => number);

test('LAW: sets hold, number by number, what their names say', () => {
  fc.assert(
    fc.property(intervals, intervals, (a, b) => {
      for (const number of NUMBERS) {
        const [inA, inB] = [has(a, number), has(b, number)];
        expect(has(intersect(a, b), number)).toBe(inA && inB);
        expect(has(union(a, b), number)).toBe(inA || inB);
        expect(has(without(a, b), number)).toBe(inA && !inB);
      }
    }),
    { numRuns: 1000 },
  );
});

test('what one of two sets holds all of is shared, not copied', () => {
  const some = [2, 4, 8, 9];
  expect(intersect(some, [0, 20])).toBe(some);
  expect(intersect([0, 20], some)).toBe(some);
  expect(intersect(some, [4, 8])).toBe(NOTHING);
});
