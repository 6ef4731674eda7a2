import fc from 'fast-check';
import { expect, test } from 'vitest';
import { HOSTILE } from '../printable.ts';
import { escapeHtml, jsonForScript } from './escape.ts';

test('text cannot leave its place, nor turn what stands around it', () => {
  expect(escapeHtml('</p><img onerror="x">\u202e')).toBe(
    '&#60;/p&#62;&#60;img onerror=&#34;x&#34;&#62;\\u{202e}',
  );
});

test('JSON for a script is the same JSON, but for hostile characters, which are their code', () => {
  expect(JSON.parse(jsonForScript(['a\u202eb\u009b\u2028', '\\u{1b}\\']))).toEqual([
    'a\\u{202e}b\\u{9b}\\u{2028}',
    '\\u{1b}\\',
  ]);
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const json = jsonForScript([text]);
      expect(json.search(HOSTILE)).toBe(-1);
      expect(json).not.toMatch(/[<>&]/);
      if (!/[\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff]/.test(text))
        expect(JSON.parse(json)).toEqual([text]);
    }),
  );
});
