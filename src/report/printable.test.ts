import fc from 'fast-check';
import { expect, test } from 'vitest';
import { printable } from './printable.ts';

test('shows control characters and direction marks as their code', () => {
  expect(printable('a\u001b[31mb\u0000\u202e\r\nc')).toBe('a\\u{1b}[31mb\\u{0}\\u{202e}\\u{d}\\u{a}c');
});

test('leaves other text alone, emoji and Arabic included', () => {
  for (const text of ['plain', 'über 😀', 'مرحبا', '<b>&"\'']) expect(printable(text)).toBe(text);
});

test('nothing that moves a cursor survives', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'binary' }),
      (text) => !/[\u0000-\u001f\u007f-\u009f\u202a-\u202e]/.test(printable(text)),
    ),
  );
});
