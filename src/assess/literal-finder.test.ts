import fc from 'fast-check';
import { expect, test } from 'vitest';
import { LiteralFinder } from './literal-finder.ts';

const few = fc.string({ unit: fc.constantFrom('a', 'b', '😀', '\ud83d'), maxLength: 12 });
const literals = fc.uniqueArray(
  few.filter((each) => each !== ''),
  { maxLength: 8 },
);

test('finds the literals that stand in the text, and no others', () => {
  fc.assert(
    fc.property(literals, fc.array(few), (sought, texts) => {
      const finder = new LiteralFinder(sought);
      for (const text of texts) {
        const expected = sought.flatMap((each, place) => (text.includes(each) ? [place] : []));
        expect([...new Set(finder.in(text))].sort((a, b) => a - b)).toEqual(expected);
      }
    }),
    { numRuns: 2000 },
  );
});

test('says a literal as often as it stands there, one in the other too', () => {
  expect(new LiteralFinder(['a', 'aa', 'b']).in('aaab')).toEqual([0, 1, 0, 1, 0, 2]);
});

test('nothing is sought: nothing is found', () => {
  expect(new LiteralFinder([]).in('abc')).toEqual([]);
});
