import { expect, test } from 'vitest';
import { surgeCurvesOf, withoutCurves } from './surge-curves.ts';

const curves = { minutesEach: 2, load: [5, 9], capacity: [8, 8], lost: [0, 1], inService: [2, 2] };

test('as the group is, and with the change that suffices', () => {
  const both = surgeCurvesOf({ curves, smallestChange: { changes: [], curves } });
  expect(both).toEqual([
    { title: 'As the group is', ...curves },
    { title: 'With the smallest change that suffices', ...curves },
  ]);
  expect(surgeCurvesOf({ curves, smallestChange: null })).toHaveLength(1);
});

test.each([
  ['no surge', {}],
  ['a list that is missing', { curves: { ...curves, lost: undefined } }],
  ['lists of other lengths', { curves: { ...curves, lost: [0] } }],
  ['text among numbers', { curves: { ...curves, load: ['<b>', 2] } }],
  ['what is negative', { curves: { ...curves, load: [-1, 2] } }],
  ['no point', { curves: { minutesEach: 1, load: [], capacity: [], lost: [], inService: [] } }],
])('%s draws nothing', (_, evidence) => {
  expect(surgeCurvesOf(evidence)).toEqual([]);
});

test('the rest of the evidence is without them', () => {
  expect(withoutCurves({ seed: 1, curves, smallestChange: { changes: [1], curves } })).toEqual({
    seed: 1,
    smallestChange: { changes: [1] },
  });
  expect(withoutCurves({ curves, smallestChange: null })).toEqual({ smallestChange: null });
});
