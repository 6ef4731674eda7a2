import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { Budget } from '../budget.ts';
import { Automaton, LiftedAutomaton } from './automaton.ts';
import { ACCOUNT_SYMBOLS, FIRST_SYMBOL, type Piece, patternOf } from './pattern.ts';
import { matches } from './recogniser.ts';

const ORDINARY_SYMBOL = FIRST_SYMBOL + ACCOUNT_SYMBOLS;
const budget = () => new Budget(1_000_000);

const piece = fc.constantFrom<Piece>(
  ...['a', 'b', ':'].map((text): Piece => ({ kind: 'text', text })),
  { kind: 'star', bounded: false },
  { kind: 'star', bounded: true },
  { kind: 'one', bounded: false },
  { kind: 'one', bounded: true },
);
const symbol = fc.constant<Piece>({ kind: 'symbol', symbol: ORDINARY_SYMBOL });
const word = fc.string({ unit: fc.constantFrom('a', 'b', ':'), maxLength: 7 });

/** Piece by piece, as it is written. */
function literally(pieces: readonly Piece[], text: string): boolean {
  const [first, ...rest] = pieces;
  if (!first) return text === '';
  switch (first.kind) {
    case 'text':
      return text.startsWith(first.text) && literally(rest, text.slice(first.text.length));
    case 'one':
      return text !== '' && !(first.bounded && text[0] === ':') && literally(rest, text.slice(1));
    case 'star':
      if (literally(rest, text)) return true;
      return text !== '' && !(first.bounded && text[0] === ':') && literally(pieces, text.slice(1));
    case 'symbol':
    case 'digit':
      throw new Error('a symbol has no text of its own');
  }
}

test('an automaton matches what its pieces match one by one', () => {
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 8 }), word, (pieces, text) => {
      expect(matches(new Automaton(patternOf(pieces)), text, budget())).toBe(literally(pieces, text));
    }),
    { numRuns: 3000 },
  );
});

test('a lifted automaton takes every text that some value of the symbol gives', () => {
  const pieces = fc.array(fc.oneof({ weight: 5, arbitrary: piece }, symbol), { maxLength: 6 });
  fc.assert(
    fc.property(pieces, word, word, (of, value, text) => {
      const valued = of.map((each): Piece => (each.kind === 'symbol' ? { kind: 'text', text: value } : each));
      if (!literally(valued, text)) return;
      expect(matches(new LiftedAutomaton(patternOf(of)), text, budget())).toBe(true);
    }),
    { numRuns: 3000 },
  );
});
