import fc from 'fast-check';
import { expect, test } from 'vitest';
import { clipped } from './clipped.ts';

test('is no longer than asked, and cuts no character in two', () => {
  expect(clipped('abcdef', 4)).toBe('abc…');
  expect(clipped('ab😀def', 4)).toBe('ab…');
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 1, max: 20 }), (text, length) => {
      const cut = clipped(text, length);
      expect(cut.length).toBeLessThanOrEqual(Math.max(length, 1));
      expect(cut.isWellFormed()).toBe(true);
      expect(text.length <= length ? cut : cut.slice(0, -1)).toBe(
        text.slice(0, cut.length - (text.length <= length ? 0 : 1)),
      );
    }),
  );
});
