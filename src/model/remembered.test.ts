import { expect, test } from 'vitest';
import { remembered } from './remembered.ts';

test('a text is asked about once, and again when the limit was reached; null is an answer too', () => {
  const asked: string[] = [];
  const length = remembered(2, (text) => {
    asked.push(text);
    return text === '' ? null : text.length;
  });
  expect(['a', 'a', '', '', 'bb', 'a'].map(length)).toEqual([1, 1, null, null, 2, 1]);
  expect(asked).toEqual(['a', '', 'bb', 'a']);
});

test('what throws is asked again', () => {
  let tries = 0;
  const number = remembered(2, (text) => {
    tries += 1;
    if (text === 'x') throw new RangeError(text);
    return 1;
  });
  expect(() => number('x')).toThrow(RangeError);
  expect(() => number('x')).toThrow(RangeError);
  expect(tries).toBe(2);
});
