import fc from 'fast-check';
import { expect, test } from 'vitest';
import { globMatcher, globMatches, isGlob } from './glob.ts';

/** The meaning, letter by letter, without any care for speed. */
function fits(glob: readonly string[], text: readonly string[]): boolean {
  const [wanted, ...rest] = glob;
  if (wanted === undefined) return text.length === 0;
  if (wanted === '*') return fits(rest, text) || (text.length > 0 && fits(glob, text.slice(1)));
  return text.length > 0 && (wanted === '?' || wanted === text[0]) && fits(rest, text.slice(1));
}

test('is what its meaning says', () => {
  const few = fc.constantFrom('a', 'b', '😀', '\ud83d', '*', '?');
  fc.assert(
    fc.property(fc.array(few, { maxLength: 7 }), fc.array(few, { maxLength: 9 }), (glob, letters) => {
      const text = letters.join('');
      const meant = fits(Array.from(glob.join('')), Array.from(text));
      expect(globMatches(glob.join(''), text)).toBe(meant);
      expect(globMatcher(glob.join(''))(text)).toBe(meant);
    }),
    { numRuns: 3000 },
  );
});

test('a text without wildcards fits itself alone', () => {
  const plain = fc.string({ unit: 'binary' }).filter((each) => !isGlob(each));
  fc.assert(
    fc.property(plain, plain, (a, b) => {
      expect(globMatches(a, a)).toBe(true);
      expect(globMatches(a, b)).toBe(a === b);
    }),
  );
});

test.each([
  ['arn:aws:s3:::*-logs', 'arn:aws:s3:::web-logs', true],
  ['arn:aws:s3:::*-logs', 'arn:aws:s3:::web-logs-2', false],
  ['a?c', 'abc', true],
  ['a?c', 'ac', false],
  ['.+', 'ab', false],
  ['*', '', true],
  ['ab*bc', 'abc', false],
  ['a*b*b*', 'ab', false],
  ['?', '😀', true],
  ['??', '😀', false],
])('%s against %s: %s', (glob, text, fitting) => {
  expect(globMatches(glob, text)).toBe(fitting);
  expect(globMatcher(glob)(text)).toBe(fitting);
});

test('no name keeps it busy for ever', () => {
  expect(globMatches(`${'*a'.repeat(30)}b`, 'a'.repeat(10_000))).toBe(false);
});
