import fc from 'fast-check';
import { expect, test } from 'vitest';
import { CodeTuples } from './code-tuples.ts';
import { TextColumn } from './text-column.ts';

/** A column of these texts, beside so many others that none of the rows has. */
function columnOf(texts: readonly (string | null)[], others: number): TextColumn {
  const column = new TextColumn(true);
  for (let other = 0; other < others; other += 1) column.codeOf(Buffer.from(`other-${other}`));
  for (const text of texts) column.add(text === null ? -1 : column.codeOf(Buffer.from(text)));
  return column;
}

const text = fc.constantFrom(null, '', 'a', 'b', 'other-1', 'other-40000');
const table = fc
  .tuple(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 1, max: 20 }))
  .chain(([columns, rows]) =>
    fc.array(fc.tuple(fc.array(text, { minLength: rows, maxLength: rows }), fc.constantFrom(0, 7, 50_000)), {
      minLength: columns,
      maxLength: columns,
    }),
  );

test('rows have one key when they have the same texts, and only then', () => {
  fc.assert(
    fc.property(table, (columns) => {
      const tuples = new CodeTuples(columns.map(([texts, others]) => columnOf(texts, others)));
      const rows = (columns[0]?.[0] ?? []).map((_, row) => row);
      const keys = rows.map((row) => tuples.keyOf(row));
      const whole = rows.map((row) => JSON.stringify(columns.map(([texts]) => texts[row])));
      for (const row of rows)
        for (const other of rows) expect(keys[row] === keys[other]).toBe(whole[row] === whole[other]);
    }),
    { numRuns: 60 },
  );
}, 30_000);
