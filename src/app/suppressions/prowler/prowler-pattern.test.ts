import fc from 'fast-check';
import { expect, test } from 'vitest';
import { globMatches } from '../../../model/glob.ts';
import { fitsAll, globsOf, NoGlob } from './prowler-pattern.ts';

test.each([
  ['*', ['*']],
  ['', ['*']],
  ['.*', ['*?*']],
  ['logs', ['*logs*']],
  ['^logs$', ['logs']],
  ['ec2_*', ['*ec2_*']],
  ['iam.*policy_*', ['*iam?*policy_*']],
  ['.+-logs', ['*?*-logs*']],
  ['a.c', ['*a?c*']],
  ['^(dev|test)-', ['dev-*', 'test-*']],
  ['project=test|project=stage', ['*project=test*', '*project=stage*']],
  ['colou?r', ['*color*', '*colour*']],
  ['web-[1-3]', ['*web-1*', '*web-2*', '*web-3*']],
  ['ab{2}c{0,1}', ['*abb*', '*abbc*']],
  ['\\.dev$', ['*.dev']],
  ['^.{12}$', ['????????????']],
  ['x.{2,}y', ['*x??*y*']],
  ['\\Aroot\\Z', ['root']],
  ['StackSet-*', ['*StackSet-*']],
])('%s: %j', (pattern, globs) => {
  expect(globsOf(pattern)).toEqual(globs);
});

test.each([
  ['[^a]', 'it leaves characters out'],
  ['a+', 'it repeats something other than any character'],
  ['[0-9]+', 'it repeats something other than any character'],
  ['(?!x)y', 'a group of a special kind'],
  ['(?i)x', 'a group of a special kind'],
  ['\\w', 'it holds \\w'],
  ['\\?', 'it asks for the character ? itself'],
  ['x[*]', 'it asks for the character * itself'],
  ['a^b', 'an anchor stands within it'],
  ['a$b', 'an anchor stands within it'],
  ['(', 'no valid regular expression'],
  ['a)', 'no valid regular expression'],
  ['[a', 'no valid regular expression'],
  ['+a', 'no valid regular expression'],
  ['a++', 'no valid regular expression'],
  ['a{2}{3}', 'no valid regular expression'],
  ['a\\', 'no valid regular expression'],
  ['[z-a]', 'no valid regular expression'],
  ['a{,3}', 'up to a number of times'],
  ['\\d\\d', 'too many alternatives'],
  ['[\\u0000-\\uffff]', 'it holds'],
  ['x{1000}', 'it repeats something too often'],
  ['{2}', 'no valid regular expression'],
])('%s has no globs', (pattern, why) => {
  expect(() => globsOf(pattern)).toThrow(NoGlob);
  expect(() => globsOf(pattern)).toThrow(new RegExp(why.replaceAll(/[()?*\\]/g, '\\$&')));
});

test('the globs fit what the regular expression is found in, and nothing else', () => {
  const piece = fc.constantFrom(
    'a',
    'b',
    '.',
    '*',
    '+',
    '?',
    '|',
    '(',
    ')',
    '(?:',
    '^',
    '$',
    '[ab]',
    '[^a]',
    '[a-c]',
    '{2}',
    '{1,2}',
    '\\.',
    '-',
  );
  const word = fc.array(fc.constantFrom('a', 'b', 'c', '.', '-', '*'), { maxLength: 6 });
  let converted = 0;
  fc.assert(
    fc.property(
      fc.array(piece, { maxLength: 7 }),
      fc.array(word, { minLength: 4, maxLength: 8 }),
      (pieces, words) => {
        const pattern = pieces.join('');
        let globs: readonly string[];
        try {
          globs = globsOf(pattern);
        } catch (error) {
          expect(error).toBeInstanceOf(NoGlob);
          return;
        }
        const meant = javaScripts(pattern.replaceAll('*', '.*'));
        if (meant === null) return;
        converted++;
        for (const text of words.map((each) => each.join('')))
          expect(
            globs.some((glob) => globMatches(glob, text)),
            `${pattern} in ${text}`,
          ).toBe(meant.test(text));
      },
    ),
    { numRuns: 5000 },
  );
  expect(converted).toBeGreaterThan(1000);
});

test('knows what fits every name', () => {
  expect(['*', '?*', '*?*', '**'].map((each) => globsOfAll(each))).toEqual([true, true, true, true]);
  expect(['a*', '??*', '?', ''].map(fitsAll)).toEqual([false, false, false, false]);
});

function globsOfAll(glob: string): boolean {
  return fitsAll(glob.replaceAll(/\*+/g, '*'));
}

/** Null: JavaScript is stricter with braces that repeat nothing. */
function javaScripts(pattern: string): RegExp | null {
  try {
    return new RegExp(pattern, 'u');
  } catch {
    return null;
  }
}
