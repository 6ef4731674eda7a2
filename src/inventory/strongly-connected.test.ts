import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { stronglyConnected } from './strongly-connected.ts';

function components(edges: Readonly<Record<string, readonly string[]>>) {
  return stronglyConnected(new Map(Object.entries(edges))).map((each) => each.toSorted());
}

test('a component comes after all that it leads to', () => {
  expect(components({ a: ['b'], b: ['c'], c: [] })).toEqual([['c'], ['b'], ['a']]);
});

test('those that reach each other are together', () => {
  expect(components({ a: ['b'], b: ['c', 'd'], c: ['a'], d: ['e'], e: ['d'], f: ['f', 'a'] })).toEqual([
    ['d', 'e'],
    ['a', 'b', 'c'],
    ['f'],
  ]);
});

test('a chain of 50,000 is followed to its end', () => {
  const edges = new Map(Array.from({ length: 50_000 }, (_, at) => [`r${at}`, [`r${(at + 1) % 50_000}`]]));
  expect(stronglyConnected(edges)).toHaveLength(1);
});

test('LAW: two nodes share a component exactly if each reaches the other', () => {
  const names = ['a', 'b', 'c', 'd', 'e'];
  const graphs = fc.array(fc.subarray(names), { minLength: 5, maxLength: 5 });
  fc.assert(
    fc.property(graphs, (targets) => {
      const edges = new Map(names.map((name, at) => [name, targets[at] ?? []]));
      const home = new Map(
        stronglyConnected(edges).flatMap((each, at) => each.map((name) => [name, at] as const)),
      );
      for (const one of names)
        for (const other of names) {
          const mutual = reaches(edges, one, other) && reaches(edges, other, one);
          if ((home.get(one) === home.get(other)) !== mutual) return false;
        }
      return true;
    }),
  );
});

function reaches(edges: ReadonlyMap<string, readonly string[]>, from: string, to: string): boolean {
  const seen = new Set([from]);
  for (const node of seen) for (const next of edges.get(node) ?? []) seen.add(next);
  return seen.has(to);
}
