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

test.each([0, 1, 54, 55, 56, 63, 64, 119, 120, 128, 2000, 2048, 2049])(
  'blocks are filled up as the standard says: an ARN of %i characters',
  (length) => {
    const arn = 'a'.repeat(length);
    const whole = createHash('sha256').update(`c\n1\n${arn}\nk`).digest('hex');
    expect(findingId('c', '1', arn, 'k')).toBe(whole.slice(0, 20));
  },
);

test('does not depend on the fingerprint before it', () => {
  const long = findingId('a-check', '1', 'arn:aws:s3:::a-much-longer-name', '');
  const short = findingId('b', '1', 'arn', '');
  expect(findingId('a-check', '1', 'arn:aws:s3:::a-much-longer-name', '')).toBe(long);
  expect(findingId('b', '1', 'arn', '')).toBe(short);
});
