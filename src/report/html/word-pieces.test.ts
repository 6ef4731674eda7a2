import fc from 'fast-check';
import { expect, test } from 'vitest';
import { wordPieces } from './word-pieces.ts';

test('the pieces are the text, and no character is cut', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', minLength: 150, maxLength: 400 }), (text) => {
      const pieces = wordPieces(text);
      expect(pieces.join('')).toBe(text);
      for (const piece of pieces) expect(piece.isWellFormed()).toBe(text.isWellFormed());
    }),
  );
});

test('what has places to break at is left whole', () => {
  const text = 'a sentence of many words '.repeat(40);
  expect(wordPieces(text)).toEqual([text]);
  expect(wordPieces('A'.repeat(10_000)).every((piece) => piece.length <= 24)).toBe(true);
});
