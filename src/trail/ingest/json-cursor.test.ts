import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compactJson } from './compact-json.ts';
import { DEEPEST, JsonCursor, NoJson } from './json-cursor.ts';

/** Whether all of it is one JSON value. */
function isJson(text: string): boolean {
  const cursor = new JsonCursor(Buffer.from(text));
  try {
    cursor.skip();
    return cursor.peek() === -1;
  } catch (error) {
    if (error instanceof NoJson) return false;
    throw error;
  }
}

function parses(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** JSON, and what somebody has done to it. */
const damaged = fc
  .tuple(
    fc.oneof(
      fc.json(),
      fc.json().map((text) => JSON.stringify(JSON.parse(text), null, 2)),
    ),
    fc.array(
      fc.tuple(
        fc.nat(),
        fc.nat(2),
        fc.constantFrom(...'{}[],:"\\u0019.-+eE truefalsn\t\n\u0001/bé'.split('')),
      ),
    ),
  )
  .map(([text, changes]) =>
    changes.slice(0, 2).reduce((all, [place, cut, put]) => {
      const at = all.length === 0 ? 0 : place % all.length;
      return all.slice(0, at) + put + all.slice(at + cut);
    }, text),
  );

test('what JSON.parse takes, and nothing else', () => {
  let taken = 0;
  fc.assert(
    fc.property(damaged, (text) => {
      expect(isJson(text)).toBe(parses(text));
      if (parses(text)) taken += 1;
    }),
    { numRuns: 2_000 },
  );
  expect(taken).toBeGreaterThan(100);
});

test.each([
  '0',
  '-0.5e+10',
  '01',
  '1.',
  '.5',
  '-',
  '1e',
  '+1',
  'nul',
  'nulls',
  'True',
  '"\\u12g4"',
  '"\\x"',
  '"a\nb"',
  '"open',
  '[1,]',
  '{"a":1,}',
  '{"a" 1}',
  '{a:1}',
  '[1 2]',
  '[1}',
  '{"a":1]',
  '',
  ' ',
  '\u00a01',
  '[]]',
])('%s: as JSON.parse', (text) => {
  expect(isJson(text)).toBe(parses(text));
});

test('brackets within each other, up to a limit', () => {
  const nested = (depth: number): string => '['.repeat(depth) + ']'.repeat(depth);
  expect(isJson(nested(DEEPEST))).toBe(true);
  expect(isJson(nested(DEEPEST + 1))).toBe(false);
});

test('compacted, it says the same as JSON.stringify of what it says', () => {
  fc.assert(
    fc.property(fc.json({ stringUnit: 'grapheme' }), fc.nat(4), (text, spaces) => {
      const value = JSON.parse(text) as unknown;
      const written = JSON.stringify(value, null, spaces).replaceAll('/', '\\/').replaceAll('é', '\\u00e9');
      expect(compactJson(Buffer.from(written)).toString()).toBe(JSON.stringify(value));
    }),
  );
});

test('compacted, a number keeps its digits', () => {
  expect(compactJson(Buffer.from('{ "id": 12345678901234567890, "share": 1.50 }')).toString()).toBe(
    '{"id":12345678901234567890,"share":1.50}',
  );
});

test('half a character is no text', () => {
  expect(() => compactJson(Buffer.from('"\\ud800"'))).toThrow(NoJson);
});
