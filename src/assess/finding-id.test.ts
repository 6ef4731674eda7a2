import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { findingId } from './finding-id.ts';

test.each([
  ['plain', 'arn:aws:s3:::logs', ''],
  ['beyond ASCII', 'arn:aws:iam::111122223333:user/żółw 🐢', 'ключ'],
  ['longer than most', `arn:aws:iam::111122223333:policy/${'x'.repeat(5000)}`, 'statement 1'],
])('is the start of the SHA-256 of what names a finding: %s', (_what, arn, key) => {
  const text = `a-check\n111122223333\n${arn}\n${key}`;
  const whole = createHash('sha256').update(text, 'utf8').digest('hex');
  expect(findingId('a-check', '111122223333', arn, key)).toBe(whole.slice(0, 20));
});

test('does not depend on the fingerprint before it', () => {
  const long = findingId('a-check', '1', 'arn:aws:s3:::a-much-longer-name', '');
  const short = findingId('b', '1', 'arn', '');
  expect(findingId('a-check', '1', 'arn:aws:s3:::a-much-longer-name', '')).toBe(long);
  expect(findingId('b', '1', 'arn', '')).toBe(short);
});
