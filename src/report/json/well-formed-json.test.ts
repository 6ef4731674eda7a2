import fc from 'fast-check';
import { expect, test } from 'vitest';
import { wellFormedJson } from './well-formed-json.ts';

test('replaces half characters, and nothing else', () => {
  expect(wellFormedJson({ 'a\ud800': ['\udc00😀', '\\ud800', '\\\ud800'] })).toBe(
    '{"a\ufffd":["\ufffd😀","\\\\ud800","\\\\\ufffd"]}',
  );
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(JSON.parse(wellFormedJson({ text }))).toEqual({ text: text.toWellFormed() });
    }),
  );
});
