import { expect, test } from 'vitest';
import { draw } from './seeded-draw.ts';

test('a draw is the same whatever was drawn before, and another for another seed or place', () => {
  const first = draw(7, 3);
  draw(7, 2);
  expect(draw(7, 3)).toBe(first);
  expect(draw(8, 3)).not.toBe(first);
  expect(draw(7, 4)).not.toBe(first);
});

test('draws are spread evenly over 0 to 1', () => {
  const tenths = new Array<number>(10).fill(0);
  for (let n = 0; n < 10_000; n++) {
    const drawn = draw(42, n);
    expect(drawn).toBeGreaterThanOrEqual(0);
    expect(drawn).toBeLessThan(1);
    const tenth = Math.floor(drawn * 10);
    tenths[tenth] = (tenths[tenth] ?? 0) + 1;
  }
  expect(Math.min(...tenths)).toBeGreaterThan(900);
  expect(Math.max(...tenths)).toBeLessThan(1100);
});
