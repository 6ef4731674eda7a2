import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { contains, parsePrefix } from '../../model/address-range.ts';
import { parseAddress } from '../address.ts';
import { AddressLine } from './address-line.ts';
import { has } from './intervals.ts';

/** Few and near each other, so that they nest, adjoin and end with the last address. */
const cidr = fc
  .tuple(fc.constantFrom(0, 1, 254, 255), fc.constantFrom(0, 1, 255), fc.integer({ min: 0, max: 32 }))
  .map(([first, last, length]) => `${first}.255.255.${last}/${length}`);

test('LAW: an address is of the interval of a block exactly when the block holds it', () => {
  fc.assert(
    fc.property(fc.array(cidr, { maxLength: 8 }), fc.array(cidr, { minLength: 1 }), (cuts, asked) => {
      const blocks = cuts.flatMap((text) => parsePrefix(text) ?? []);
      const line = new AddressLine('ipv4', cuts);
      for (const text of asked) {
        const address = parseAddress(text.split('/')[0] ?? '');
        if (!address) throw new Error(text);
        for (const block of blocks)
          expect(has(line.intervalOf(block) ?? [], line.cutOf(address))).toBe(contains(block, address));
      }
    }),
    { numRuns: 1000 },
  );
});
