import { expect, test } from 'vitest';
import { policyText } from './policy-text.ts';

const POLICY = '{"Statement":[{"Resource":"arn:aws:s3:::a/${aws:username}/100%25 +"}]}';

test.each([
  ['URL-encoded text', encodeURIComponent(POLICY), POLICY],
  ['plain text, percent signs and all', POLICY, POLICY],
  ['an object', { Statement: [] }, '{"Statement":[]}'],
  ['text that is no encoding', '%zz', '%zz'],
  ['nothing', undefined, ''],
])('%s', (_name, document, text) => {
  expect(policyText(document)).toBe(text);
});
