import { expect, test } from 'vitest';
import { aWay } from '../../../../test/builders/escalation-finding.ts';
import { wayOf } from '../escalation-way.ts';
import { layOut, wrapped } from './way-layout.ts';

/** Every character ten pixels wide. */
const measure = (text: string): number => text.length * 10;

function layout(...does: readonly string[]) {
  const way = wayOf(aWay('lena', does));
  if (!way) throw new Error('no way');
  return layOut(way, 900, measure);
}

test('nodes follow each other, and arrows join them', () => {
  const { nodes, edges, height } = layout('becomes step-1', 'puts a policy on itself');
  expect(nodes.map(({ principal }) => principal.name)).toEqual(['lena', 'step-1', 'step-1']);
  expect(nodes.map(({ isAdministrator }) => isAdministrator)).toEqual([false, false, true]);
  for (const [index, { y, to }] of edges.entries()) {
    const [before, after] = [nodes[index], nodes[index + 1]];
    expect(y).toBe((before?.y ?? 0) + (before?.height ?? 0));
    expect(to).toBe(after?.y);
  }
  expect(height).toBeGreaterThan((nodes[2]?.y ?? 0) + (nodes[2]?.height ?? 0));
  const lines = [...nodes, ...edges].flatMap((each) => each.lines).map(({ y }) => y);
  expect(new Set(lines).size).toBe(lines.length);
});

test('an arrow says what is done and by which requests', () => {
  const [edge] = layout('becomes step-1', 'ends').edges;
  expect(edge?.lines.map(({ text }) => text)).toEqual([
    'becomes step-1',
    'iam:PassRole on role/step-1, iam:PassedToService lambda.amazonaws.com',
  ]);
});

test.each([
  ['one two', 70, ['one two']],
  ['one two three', 70, ['one two', 'three']],
  ['abcdefghij', 40, ['abcd', 'efgh', 'ij']],
  ['abcdefghijklmnop', 40, ['abcd', 'efgh', 'ijk…']],
  ['🚚🚚🚚', 30, ['🚚', '🚚', '🚚']],
  ['x', 1, ['x']],
  ['', 10, []],
])('%s in %d pixels', (text, width, lines) => {
  expect(wrapped(text, width, measure)).toEqual(lines);
});

test('a name of ten thousand letters takes three lines', () => {
  const lines = wrapped('A'.repeat(10_000), 300, measure);
  expect(lines).toHaveLength(3);
  expect(lines.at(-1)).toMatch(/…$/);
});
