import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Block, type Heights, Layout, type Line } from './layout.ts';

const blocks = fc.array(fc.record({ size: fc.integer({ min: 1, max: 6 }), shut: fc.boolean() }), {
  minLength: 1,
  maxLength: 8,
});
const heights = fc.record({ header: fc.integer({ min: 1, max: 40 }), row: fc.integer({ min: 1, max: 80 }) });

/** Every line with its place, one by one. */
function spelledOut(
  given: readonly Block[],
  { header, row }: Heights,
  hasHeaders: boolean,
): { line: Line; top: number; height: number }[] {
  const lines: { line: Line; top: number; height: number }[] = [];
  let top = 0;
  const add = (line: Line, height: number): void => {
    lines.push({ line, top, height });
    top += height;
  };
  given.forEach(({ size, shut }, block) => {
    if (hasHeaders) add({ kind: 'header', block }, header);
    if (!shut) for (let index = 0; index < size; index++) add({ kind: 'row', block, index }, row);
  });
  return lines;
}

test('every line lies where it would if all were laid out', () => {
  fc.assert(
    fc.property(blocks, heights, (given, sizes) => {
      const layout = new Layout(given, sizes);
      const all = spelledOut(given, sizes, true);
      expect(layout.lines).toBe(all.length);
      expect(layout.height).toBe(all.reduce((sum, each) => sum + each.height, 0));
      all.forEach(({ line, top, height }, index) => {
        expect(layout.lineAt(index)).toEqual(line);
        expect(layout.topOf(index)).toBe(top);
        expect(layout.heightOf(index)).toBe(height);
        expect(layout.lineBelow(top)).toBe(index);
        expect(layout.lineBelow(top + height - 1)).toBe(index);
        expect(layout.lineOf(line.block, line.kind === 'row' ? line.index : null)).toBe(index);
      });
    }),
  );
});

test('what is in sight is drawn, and little else', () => {
  fc.assert(
    fc.property(
      blocks,
      heights,
      fc.nat(2000),
      fc.integer({ min: 1, max: 300 }),
      fc.nat(5),
      (given, sizes, scroll, viewport, beyond) => {
        const { from, to } = new Layout(given, sizes).visible(scroll, viewport, beyond);
        const all = spelledOut(given, sizes, true);
        const inSight = all.flatMap(({ top, height }, index) =>
          top < scroll + viewport && top + height > scroll ? [index] : [],
        );
        for (const line of inSight) expect(line >= from && line < to).toBe(true);
        expect(to - from).toBeLessThanOrEqual(Math.max(inSight.length, 1) + 2 * beyond);
      },
    ),
  );
});

test('a list without groups has no header lines', () => {
  fc.assert(
    fc.property(heights, fc.integer({ min: 1, max: 50 }), (sizes, size) => {
      const given = [{ size, shut: false }];
      const layout = new Layout(given, sizes, false);
      spelledOut(given, sizes, false).forEach(({ line, top }, index) => {
        expect(layout.lineAt(index)).toEqual(line);
        expect(layout.topOf(index)).toBe(top);
        expect(layout.lineBelow(top)).toBe(index);
      });
      expect(layout.lineOf(0, null)).toBeNull();
    }),
  );
});

test('a shut block hides its rows', () => {
  const layout = new Layout(
    [
      { size: 3, shut: true },
      { size: 1, shut: false },
    ],
    { header: 10, row: 10 },
  );
  expect(layout.lineOf(0, 1)).toBeNull();
  expect(layout.lineAt(1)).toEqual({ kind: 'header', block: 1 });
});

test('an empty list has nothing to draw', () => {
  expect(new Layout([], { header: 10, row: 10 }).visible(0, 500, 5)).toEqual({ from: 0, to: 0 });
});
