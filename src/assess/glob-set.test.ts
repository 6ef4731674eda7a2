import fc from 'fast-check';
import { expect, test } from 'vitest';
import { globMatches } from '../model/glob.ts';
import { GlobSet } from './glob-set.ts';

function fitting(globs: readonly string[], text: string): readonly number[] {
  return new GlobSet(globs).fitting(text).toSorted((a, b) => a - b);
}

test('is each glob by itself', () => {
  const unit = fc.constantFrom('a', 'b', '😀', '\ud83d', '*', '?');
  const globs = fc.array(fc.string({ unit, maxLength: 6 }), { maxLength: 10 });
  const texts = fc.array(fc.string({ unit: fc.constantFrom('a', 'b', '😀', '\ud83d'), maxLength: 8 }));
  fc.assert(
    fc.property(globs, texts, (given, held) => {
      for (const text of held) {
        const expected = given.flatMap((glob, place) => (globMatches(glob, text) ? [place] : []));
        expect(fitting(given, text)).toEqual(expected);
      }
    }),
    { numRuns: 2000 },
  );
});

test('globs that differ only beyond what is looked for first', () => {
  const long = 'x'.repeat(40);
  const globs = [
    `${long}1${long}*`,
    `${long}2${long}*`,
    `*${long}1${long}`,
    `*${long}?${long}*`,
    `${long}1${long}`,
  ];
  expect(fitting(globs, `${long}1${long}`)).toEqual([0, 2, 3, 4]);
  expect(fitting(globs, `${long}2${long}`)).toEqual([1, 3]);
  expect(fitting(globs, long)).toEqual([]);
});

test('the same glob twice fits twice', () => {
  expect(fitting(['a*', '*', 'a*', 'ab', 'ab'], 'ab')).toEqual([0, 1, 2, 3, 4]);
});
