import fc from 'fast-check';
import { expect, test } from 'vitest';
import { inert } from './inert.ts';

test('every parser reads the same, and nothing in it obeys', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.constantFrom(0, 2), (text, indent) => {
      const value = { [text]: [text, `\u009b31m\u202e${text}\u2028`] };
      const json = inert(JSON.stringify(value, null, indent));
      expect(JSON.parse(json)).toEqual(value);
      expect(json).not.toMatch(
        /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff]/,
      );
    }),
  );
});
