import fc from 'fast-check';
import { expect, test } from 'vitest';
import { mayHold, nameFilter, nameSum } from './name-filter.ts';

test('a name that is there is never denied', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: 'binary' })), (names) => {
      const filter = nameFilter(names.map(nameSum));
      expect(names.every((each) => mayHold(filter, nameSum(each)))).toBe(true);
    }),
  );
});

test('of others hardly one in a hundred is taken for there', () => {
  const sums = (start: string): readonly bigint[] =>
    Array.from({ length: 5_000 }, (_, index) => nameSum(`${start}-${index}`));
  const filter = nameFilter(sums('sg'));
  expect(sums('vpc').filter((each) => mayHold(filter, each)).length).toBeLessThan(50);
});

test('no names: nothing is there', () => {
  expect(mayHold(nameFilter([]), nameSum('sg-1'))).toBe(false);
});
