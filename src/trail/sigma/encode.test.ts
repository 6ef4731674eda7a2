import { expect, test } from 'vitest';
import { plainText } from './pattern.ts';
import type { Expression } from './rule.ts';
import { selectionOf } from './selection.ts';

/** The texts that a field may have. */
function textsOf(key: string, value: string): readonly (string | null)[] {
  const leaves = (each: Expression): readonly Expression[] =>
    each.kind === 'all' || each.kind === 'any' ? each.of.flatMap(leaves) : [each];
  return leaves(selectionOf({ [`userAgent|${key}`]: value }, [])).flatMap((each) =>
    each.kind === 'field' && each.test.kind === 'text' ? [plainText(each.test.pattern)] : [],
  );
}

test('base64 encodes the text, or its UTF-16', () => {
  expect(textsOf('base64', 'ping')).toEqual(['cGluZw==']);
  expect(textsOf('wide|base64', 'hi')).toEqual(['aABpAA==']);
  expect(textsOf('utf16be|base64', 'hi')).toEqual(['AGgAaQ==']);
  expect(textsOf('utf16|base64', 'hi')).toEqual(['//5oAGkA']);
});

test('base64offset gives what is the same wherever the text begins', () => {
  const variants = textsOf('base64offset', 'StopLogging');
  for (const [shift, start] of ['', 'x', 'xy'].entries())
    for (const end of ['', 'q', 'qr']) {
      const whole = Buffer.from(`${start}StopLogging${end}`).toString('base64');
      expect(whole).toContain(variants[shift]);
    }
});

test('windash takes each dash for each other', () => {
  expect(textsOf('windash', '-a')).toEqual(['-a', '/a', '–a', '—a', '―a']);
  expect(textsOf('windash', '-a/b')).toHaveLength(25);
});
