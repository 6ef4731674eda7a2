import { expect, test } from 'vitest';
import { KindTree } from './kind-tree.ts';

test('the same path is the same place; a path that goes on, or is cut elsewhere, is another', () => {
  const tree = new KindTree<{ readonly number: number }>();
  let made = 0;
  const at = (...path: readonly string[]): number => {
    const place = path.reduce((from, text) => from.branch(text), tree);
    place.kind ??= { number: made++ };
    return place.kind.number;
  };
  expect([at('a', 'b'), at('a'), at('a', 'b', 'c'), at('ab'), at()]).toEqual([0, 1, 2, 3, 4]);
  expect([at('a', 'b'), at('a'), at('a', 'b', 'c'), at('ab'), at()]).toEqual([0, 1, 2, 3, 4]);
  expect(made).toBe(5);
});
