import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Choice, choiceOf, GROUPINGS, hashOf, INITIAL, SORTS, toggled } from './choice.ts';
import { FACET_NAMES, type FacetName } from './facets.ts';

const keys = fc.uniqueArray(
  fc.string({ unit: 'grapheme', minLength: 1 }).filter((key) => key !== 'any'),
  { maxLength: 3 },
);

const choices: fc.Arbitrary<Choice> = fc.record({
  view: fc.constantFrom('overview', 'findings', 'coverage'),
  picked: fc.record(
    Object.fromEntries(FACET_NAMES.map((name) => [name, keys])) as Record<FacetName, typeof keys>,
  ),
  text: fc.string({ unit: 'grapheme' }),
  group: fc.constantFrom(...GROUPINGS),
  sort: fc.constantFrom(...SORTS),
  descending: fc.boolean(),
  folded: fc.boolean(),
  turned: keys,
  finding: fc.option(fc.string({ minLength: 1 })),
});

test('an address gives back the choice it was made from', () => {
  fc.assert(
    fc.property(choices, (choice) => {
      expect(choiceOf(hashOf(choice))).toEqual(choice);
    }),
  );
});

test('no address is refused', () => {
  fc.assert(
    fc.property(fc.string(), (hash) => {
      const choice = choiceOf(`#${hash}`);
      expect(choiceOf(hashOf(choice))).toEqual(choice);
    }),
  );
});

test.each([
  ['', { view: 'overview' }],
  ['#view=findings', { view: 'findings', picked: INITIAL.picked }],
  ['#practice=3', { view: 'findings', picked: { ...INITIAL.picked, practice: ['3'] } }],
  ['#status=any', { view: 'findings', picked: { ...INITIAL.picked, status: [] } }],
  ['#status=pass&status=unknown', { picked: { ...INITIAL.picked, status: ['pass', 'unknown'] } }],
  ['#finding=abc', { view: 'findings', finding: 'abc' }],
  ['#sort=-account', { sort: 'account', descending: true }],
  ['#sort=nonsense&group=nonsense', { sort: 'severity', group: 'check' }],
])('%s', (hash, expected) => {
  expect(choiceOf(hash)).toMatchObject(expected);
});

test('what is as usual stays out of the address', () => {
  expect(hashOf(INITIAL)).toBe('');
  expect(hashOf({ ...INITIAL, view: 'findings' })).toBe('#view=findings');
});

test('a key is picked, and picked again let go', () => {
  const once = toggled(INITIAL, 'severity', 'high');
  expect(once.picked.severity).toEqual(['high']);
  expect(toggled(once, 'severity', 'high')).toEqual(INITIAL);
});
