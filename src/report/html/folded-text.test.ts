import fc from 'fast-check';
import { expect, test } from 'vitest';
import { foldText, unfoldText } from './folded-text.ts';

const bucket = {
  arn: 'arn:aws:s3:::ledger',
  id: 'ledger',
  name: null,
  account: '111122223333',
  region: 'eu-west-1',
};

test('sentences that differ in names alone fold to one', () => {
  const other = { ...bucket, arn: 'arn:aws:s3:::parcels', id: 'parcels' };
  expect(foldText('Bucket ledger (arn:aws:s3:::ledger) does not log.', bucket)).toBe(
    foldText('Bucket parcels (arn:aws:s3:::parcels) does not log.', other),
  );
});

test('every text comes back as it was, marks and all', () => {
  const text = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.string({ unit: fc.constantFrom('\u0001', '\u0002', '\u0006', 'a', 'b', '$&') }),
  );
  const named = fc.record({
    arn: text,
    id: text,
    name: fc.option(text),
    account: text,
    region: text,
  });
  fc.assert(
    fc.property(fc.array(text), named, (parts, names) => {
      const sentence = parts.join(names.id) + names.arn + (names.name ?? '');
      expect(unfoldText(foldText(sentence, names), names)).toBe(sentence);
    }),
    { numRuns: 500 },
  );
});
