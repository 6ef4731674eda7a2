import { expect, test } from 'vitest';
import { Search, type SearchedPart } from './search.ts';

const ROWS = 4321;
/** More texts than are made at once; the second is shared by the rows of one last digit. */
const parts: readonly SearchedPart[] = [
  { size: ROWS, textOf: (row) => `row<${row}>`, codes: null },
  { size: 10, textOf: (code) => `digit-${code}`, codes: Array.from({ length: ROWS }, (_, row) => row % 10) },
];

function found(search: Search, query: string): readonly number[] {
  return [...(search.hits(query) ?? [])].flatMap((hit, row) => (hit === 1 ? [row] : []));
}

test.each([0, 1, 2, 100])('after %i pieces of preparation every row is found, and no other', (pieces) => {
  const search = new Search(parts, ROWS);
  for (let piece = 0; piece < pieces; piece++) search.prepare();
  for (const row of [0, 999, 1000, 1001, 1999, 2000, 3999, 4000, ROWS - 1])
    expect(found(search, `row<${row}>`)).toEqual([row]);
  expect(found(search, `row<${ROWS}>`)).toEqual([]);
  expect(found(search, 'digit-7 row<19')).toEqual([
    197, 1907, 1917, 1927, 1937, 1947, 1957, 1967, 1977, 1987, 1997,
  ]);
});

test('preparation ends, and then the first search has nothing left to make', () => {
  let made = 0;
  const counted = parts.map((part) => ({
    ...part,
    textOf: (code: number) => {
      made++;
      return part.textOf(code);
    },
  }));
  const search = new Search(counted, ROWS);
  let pieces = 0;
  while (search.prepare()) pieces++;
  expect(pieces).toBe(6);
  expect(made).toBe(ROWS + 10);
  search.hits('row');
  expect(made).toBe(ROWS + 10);
});
