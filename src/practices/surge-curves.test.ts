import { expect, test } from 'vitest';
import { scalingGroup } from '../../test/builders/scaling-group.ts';
import { simulate } from '../scaling/simulate.ts';
import { surgeCurves } from './surge-curves.ts';

const ramp = { kind: 'ramp', from: 500, to: 1500, start: 0, seconds: 600 } as const;

test('a point a minute while they are few', () => {
  const curves = surgeCurves(simulate({ group: scalingGroup(), load: ramp, duration: 120, seed: 1 }));
  expect(curves).toEqual({
    minutesEach: 1,
    load: [549.2, 649.2],
    capacity: [1000, 1000],
    lost: [0, 0],
    inService: [10, 10],
  });
});

test('the mean of several minutes where they are many, and of the last ones that are left', () => {
  const { minutesEach, load, lost } = surgeCurves(
    simulate({ group: scalingGroup(), load: ramp, duration: 181 * 60, seed: 1 }),
  ) as { minutesEach: number; load: number[]; lost: number[] };
  expect([minutesEach, load.length, load[0], load.at(-1), lost.at(-1)]).toEqual([3, 61, 649.2, 1500, 500]);
});
