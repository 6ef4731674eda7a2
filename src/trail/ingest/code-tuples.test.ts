import fc from 'fast-check';
import { expect, test } from 'vitest';
import { CodeTuples } from './code-tuples.ts';
import { TextColumn } from './text-column.ts';

/** A column of these texts, beside so many others that none of the rows has. */
function columnOf(texts: readonly (string | null)[], others: number): TextColumn {
  const all = Array.from({ length: others }, (_, other) => `other-${other}`);
  const known = [...new Set([...all, ...texts.filter((text) => text !== null)])];
  const codes = texts.map((text) => (text === null ? -1 : known.indexOf(text)));
  const starts = [0];
  for (const text of known) starts.push((starts.at(-1) ?? 0) + text.length);
  return new TextColumn(Int32Array.from(codes), Buffer.from(known.join('')), Uint32Array.from(starts));
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
