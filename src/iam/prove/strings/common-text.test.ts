import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { piecesOf } from '../../../../test/pieces-of.ts';
import { Budget } from '../budget.ts';
import { commonText, mayHaveCommonText } from './common-text.ts';
import { ACCOUNT_SYMBOLS, FIRST_SYMBOL, type Piece, patternOf } from './pattern.ts';
import { symbolOf } from './symbols.ts';
import { TextSet } from './text-set.ts';
import { shape } from './text-sets.ts';

const ORDINARY_SYMBOL = FIRST_SYMBOL + ACCOUNT_SYMBOLS;
const budget = () => new Budget(1_000_000);
const user: Piece = { kind: 'symbol', symbol: ORDINARY_SYMBOL };
const team: Piece = { kind: 'symbol', symbol: ORDINARY_SYMBOL + 1 };
const texts = (...patterns: (string | readonly (string | Piece)[])[]) =>
  new TextSet(
    patterns.map((pattern) =>
      patternOf([pattern].flat().flatMap((each) => (typeof each === 'string' ? piecesOf(each) : [each]))),
    ),
  );
const isIn = (set: TextSet) => ({ set, negated: false });
const isNotIn = (set: TextSet) => ({ set, negated: true });

test('a set that can be listed is listed', () => {
  const names = texts('b', 'a', 'c', 'b');
  expect(names.texts).toEqual(['b', 'a', 'c']);
  expect(commonText([isIn(names), isNotIn(texts('b'))], budget())).toBe('a');
  expect(commonText([isIn(names), isNotIn(texts('?'))], budget())).toBeNull();
  expect(commonText([isIn(texts()), isIn(texts('*'))], budget())).toBeNull();
});

test('all and nothing', () => {
  expect(commonText([], budget())).toBe('');
  expect(commonText([isIn(texts('*'))], budget())).toBe('');
  expect(commonText([isNotIn(texts('*'))], budget())).toBeNull();
  expect(commonText([isNotIn(texts())], budget())).toBe('');
});

test('a pattern with a variable lies in itself and in wider ones, whatever the value', () => {
  const home = texts(['home/', user, '/*']);
  expect(mayHaveCommonText([isIn(home), isNotIn(home)], budget())).toBe(false);
  expect(mayHaveCommonText([isIn(home), isNotIn(texts('home/*'))], budget())).toBe(false);
  expect(mayHaveCommonText([isIn(home), isNotIn(texts(['home/', user, '/a*']))], budget())).toBe(true);
  expect(mayHaveCommonText([isIn(home), isNotIn(texts(['home/', team, '/*']))], budget())).toBe(true);
  expect(mayHaveCommonText([isIn(home), isIn(texts('etc/*'))], budget())).toBe(false);
  expect(mayHaveCommonText([isIn(home), isIn(texts('home/a/b'))], budget())).toBe(true);
  expect(mayHaveCommonText([isIn(home), isIn(texts('home/a'))], budget())).toBe(false);
});

test('a variable is not one character', () => {
  expect(mayHaveCommonText([isIn(texts(['a', user])), isNotIn(texts('a?'))], budget())).toBe(true);
  expect(mayHaveCommonText([isIn(texts(['a', user])), isIn(texts('abc'))], budget())).toBe(true);
});

/** Patterns of letters, wildcards and two variables, whose values are tried one by one. */
const piece = fc.constantFrom<Piece>(
  ...['a', 'b', ':'].map((text): Piece => ({ kind: 'text', text })),
  { kind: 'star', bounded: false },
  { kind: 'star', bounded: true },
  { kind: 'one', bounded: false },
  { kind: 'one', bounded: true },
  user,
  team,
);
const membership = fc.record({
  patterns: fc.array(fc.array(piece, { maxLength: 5 }), { minLength: 1, maxLength: 2 }),
  negated: fc.boolean(),
});
const VALUES = ['', 'a', 'b', 'ab', ':', 'a:b'];
const WORDS = [
  '',
  'a',
  'b',
  ':',
  'aa',
  'ab',
  'ba',
  'bb',
  'a:',
  ':b',
  '::',
  'aab',
  'aba',
  'abb',
  'a:b',
  'b:b',
];
const LONGER = ['abab', 'a:ba', 'a:a:', ':a:b', 'a:b:a', 'ab:ab'];

test('no is never said where some values of the variables give a common text', () => {
  const given = (
    all: readonly { patterns: readonly Piece[][]; negated: boolean }[],
    values: readonly string[],
  ) =>
    all.map(({ patterns, negated }) => ({
      set: new TextSet(patterns.map((each) => patternOf(each.map((one) => valued(one, values))))),
      negated,
    }));
  fc.assert(
    fc.property(fc.array(membership, { minLength: 1, maxLength: 4 }), (all) => {
      if (mayHaveCommonText(given(all, []), budget())) return;
      for (const one of VALUES)
        for (const other of VALUES) {
          const concrete = given(all, [one, other]);
          for (const word of [...WORDS, ...LONGER])
            expect(concrete.every(({ set, negated }) => set.has(word, budget()) !== negated)).toBe(false);
        }
    }),
    { numRuns: 1000 },
  );
});

function valued(piece: Piece, values: readonly string[]): Piece {
  if (piece.kind !== 'symbol') return piece;
  const text = values[piece.symbol - ORDINARY_SYMBOL];
  return text === undefined ? piece : { kind: 'text', text };
}

test('the variable of an account has twelve digits', () => {
  const account = { set: new TextSet([shape(`arn:${'#'.repeat(12)}:*`)]), negated: true };
  const own = (name: string) =>
    new TextSet([
      patternOf([...piecesOf('arn:'), { kind: 'symbol', symbol: symbolOf(name) }, ...piecesOf(':x')]),
    ]);
  expect(mayHaveCommonText([isIn(own('aws:principalaccount')), account], budget())).toBe(false);
  expect(mayHaveCommonText([isIn(own('aws:username')), account], budget())).toBe(true);
});
