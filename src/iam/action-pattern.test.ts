import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { compileActions, matchesAction, namesWholeService } from './action-pattern.ts';

test.each([
  ['s3:GetObject', 'S3:getobject', true],
  ['s3:Get*', 's3:GetObject', true],
  ['s3:*Object', 's3:GetObject', true],
  ['s3:G?tObject', 's3:GetObject', true],
  ['s3:Get?', 's3:Get', false],
  ['*', 's3:GetObject', true],
  ['s3:*A*B', 's3:xAyAzB', true],
  ['s3:*A*B', 's3:xAyAz', false],
  ['s3:Get', 's3:GetObject', false],
  ['s3:GetObject', 's3:Get', false],
  ['', '', true],
])('%s and %s: %s', (pattern, action, matches) => {
  expect(matchesAction(pattern, action)).toBe(matches);
  expect(compileActions(['x:y', pattern, 'z:*'])(action.toLowerCase())).toBe(matches);
});

test('LAW: the pattern agrees with the regular expression of the same meaning', () => {
  const part = fc.array(fc.constantFrom('a', 'b', '*', '?'), { maxLength: 8 }).map((each) => each.join(''));
  const text = fc.array(fc.constantFrom('a', 'b'), { maxLength: 8 }).map((each) => each.join(''));
  fc.assert(
    fc.property(part, text, (pattern, action) => {
      const expression = new RegExp(`^${pattern.replaceAll('*', '.*').replaceAll('?', '.')}$`);
      expect(matchesAction(pattern, action)).toBe(expression.test(action));
      expect(compileActions([pattern])(action)).toBe(expression.test(action));
    }),
    { numRuns: 500 },
  );
});

test('a hostile pattern is answered at once', () => {
  expect(matchesAction('*a'.repeat(200), `${'a'.repeat(5000)}b`)).toBe(false);
});

test.each([
  ['*', true],
  ['*:*', true],
  ['s3:*', true],
  ['s3:**', true],
  ['s3:?*', true],
  ['s3:*?', true],
  ['s3:??*', false],
  ['s3:?', false],
  ['s3:Get*', false],
  ['s3:GetObject', false],
])('%s names a whole service: %s', (pattern, whole) => {
  expect(namesWholeService(pattern)).toBe(whole);
});
