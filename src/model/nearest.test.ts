import { expect, test } from 'vitest';
import { nearest } from './nearest.ts';

test('finds the word that was meant', () => {
  expect(nearest('htlm', ['json', 'html', 'table'])).toBe('html');
  expect(nearest('root-mfaa', ['root-mfa', 'user-mfa'])).toBe('root-mfa');
});

test('finds none where none is near', () => {
  expect(nearest('completely-else', ['json', 'html'])).toBeNull();
  expect(nearest('x', [])).toBeNull();
});

test('a word of any length is answered at once', () => {
  expect(nearest('x'.repeat(1_000_000), ['json', 'html'])).toBeNull();
});
