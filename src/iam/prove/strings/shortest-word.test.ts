import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { piecesOf } from '../../../../test/pieces-of.ts';
import { Budget, BudgetSpent } from '../budget.ts';
import { Automaton } from './automaton.ts';
import { DIGIT, literalPattern, onlyText, patternOf } from './pattern.ts';
import { matches } from './recogniser.ts';
import { type Recognition, shortestWord } from './shortest-word.ts';

const budget = () => new Budget(1_000_000);
const text = (pattern: string) => new Automaton(patternOf(piecesOf(pattern)));
const arn = (pattern: string) => new Automaton(patternOf(piecesOf(pattern, true)));
const isIn = (...recognisers: Automaton[]): Recognition => ({ recognisers, negated: false });
const isNotIn = (...recognisers: Automaton[]): Recognition => ({ recognisers, negated: true });

/** AWS's wildcards by a regular expression, for comparison. */
function literally(pattern: string, word: string, flags = ''): boolean {
  const source = pattern
    .replace(/[.+^${}()|[\]\\/]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  return new RegExp(`^${source}$`, `s${flags}`).test(word);
}

function wordsOver(alphabet: string, length: number): string[] {
  const words = [''];
  for (let from = 0; words[from]?.length !== length; from += 1)
    for (const letter of alphabet) words.push(`${words[from]}${letter}`);
  return words;
}

const pattern = fc.string({ unit: fc.constantFrom('a', 'b', '*', '?'), maxLength: 6 });

test('a pattern matches what its regular expression matches', () => {
  const words = wordsOver('abc', 5);
  fc.assert(
    fc.property(pattern, (each) => {
      const automaton = text(each);
      for (const word of words) expect(matches(automaton, word, budget())).toBe(literally(each, word));
    }),
  );
});

test('folded patterns take both cases', () => {
  const words = wordsOver('aAb', 4);
  const cased = fc.string({ unit: fc.constantFrom('a', 'A', 'B', '*', '?'), maxLength: 5 });
  fc.assert(
    fc.property(cased, (each) => {
      const automaton = new Automaton(patternOf(piecesOf(each), true));
      for (const word of words) expect(matches(automaton, word, budget())).toBe(literally(each, word, 'i'));
    }),
  );
});

test('wildcards of an ARN stay in their part, those of the last part cross colons', () => {
  const parts = fc.array(fc.string({ unit: fc.constantFrom('a', '*', '?'), maxLength: 3 }), {
    minLength: 6,
    maxLength: 7,
  });
  const word = fc.array(fc.string({ unit: fc.constantFrom('a', 'b'), maxLength: 2 }), {
    minLength: 5,
    maxLength: 8,
  });
  fc.assert(
    fc.property(parts, word, (of, is) => {
      const last = (all: readonly string[]) => all.slice(5).join(':');
      const expected =
        is.length > 5 &&
        literally(last(of), last(is)) &&
        of.slice(0, 5).every((part, index) => literally(part, is[index] ?? ''));
      expect(matches(arn(of.join(':')), is.join(':'), budget())).toBe(expected);
    }),
    { numRuns: 2000 },
  );
});

test('the shortest word is one of those that enumeration finds, and as short', () => {
  const words = wordsOver('abc', 5);
  const membership = fc.record({
    patterns: fc.array(pattern, { minLength: 1, maxLength: 3 }),
    negated: fc.boolean(),
  });
  fc.assert(
    fc.property(fc.array(membership, { minLength: 1, maxLength: 4 }), (all) => {
      const found = shortestWord(
        all.map(({ patterns, negated }) => ({ recognisers: patterns.map(text), negated })),
        budget(),
      );
      const fits = (word: string) =>
        all.every(({ patterns, negated }) => patterns.some((each) => literally(each, word)) !== negated);
      const expected = words.find(fits);
      if (found !== null) expect(fits(found)).toBe(true);
      if (expected !== undefined) expect(found?.length).toBe(expected.length);
      else if (found !== null) expect(found.length).toBeGreaterThan(5);
    }),
    { numRuns: 2000 },
  );
});

test('words look like names', () => {
  expect(shortestWord([isIn(text('b-*')), isNotIn(text('b-'), text('b-a*'))], budget())).toBe('b-b');
  expect(shortestWord([isIn(text('*')), isNotIn(text(''), text('?'))], budget())).toBe('aa');
  expect(
    shortestWord(
      [isIn(arn('arn:aws:s3:::*')), isNotIn(arn('arn:aws:s3:::logs/*')), isIn(text('*/?*'))],
      budget(),
    ),
  ).toBe('arn:aws:s3:::/a');
});

test('none: what lies inside is inside', () => {
  expect(shortestWord([isIn(text('a*b')), isNotIn(text('a*'))], budget())).toBeNull();
  expect(shortestWord([isIn(text('a?*')), isNotIn(text('a*?'))], budget())).toBeNull();
  expect(shortestWord([isIn(text('*')), isNotIn(text('?*'), text(''))], budget())).toBeNull();
  expect(
    shortestWord(
      [
        isIn(arn('arn:aws:cloudformation:*:*:stack/NotMine/*')),
        isIn(arn('arn:aws:cloudformation:*:*:stack/Mine/*')),
      ],
      budget(),
    ),
  ).toBeNull();
});

test('work past the budget is given up, at once', () => {
  const many = text(`*${'?'.repeat(10_000)}`);
  expect(() => shortestWord([isIn(many), isNotIn(text('*b*a*'))], budget())).toThrow(BudgetSpent);
  const stars = text('*a?'.repeat(3000));
  expect(() => shortestWord([isIn(stars), isNotIn(text('a*'))], new Budget(10_000))).toThrow(BudgetSpent);
});

test('digits', () => {
  const account = new Automaton({ places: [DIGIT, DIGIT], fold: false });
  expect(shortestWord([isIn(account), isNotIn(text('0*'), text('?0'), text('?1'))], budget())).toBe('12');
  expect(shortestWord([isIn(account), isIn(text('a*'))], budget())).toBeNull();
});

test('the only text of a pattern', () => {
  expect(onlyText(literalPattern('a*'))).toBe('a*');
  expect(onlyText(patternOf(piecesOf('a*')))).toBeNull();
  expect(onlyText(patternOf(piecesOf('a'), true))).toBeNull();
  expect(onlyText(patternOf(piecesOf('1-'), true))).toBe('1-');
});
