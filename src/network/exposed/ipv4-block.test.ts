import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { parsePrefix } from '../../model/address-range.ts';
import { ipv4Block } from './ipv4-block.ts';

const number = fc.oneof(
  fc.nat(300).map(String),
  fc.constantFrom('', '00', '01', '1e1', '-1', ' 1', '256', '0255'),
);
const address = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.tuple(fc.nat(255), fc.nat(255), fc.nat(255), fc.nat(255)).map((each) => each.join('.')),
  },
  fc.array(number, { minLength: 2, maxLength: 5 }).map((each) => each.join('.')),
);
const length = fc.oneof(
  { weight: 4, arbitrary: fc.nat(34).map((each) => `/${each}`) },
  fc.constantFrom('', '/', '/00', '/08', '/032', '/0032', '/x', '/8/', '/8 ', '/-1', '/1.0'),
);

test('LAW: a text is a block of IPv4, and the same one, exactly when parsePrefix says so', () => {
  let blocks = 0;
  fc.assert(
    fc.property(address, length, (its, slash) => {
      const prefix = parsePrefix(its + slash);
      expect(ipv4Block(its + slash)).toBe(prefix?.family === 'ipv4' ? ipv4Block(prefix) : null);
      if (prefix) blocks += 1;
    }),
    { numRuns: 3000 },
  );
  expect(blocks).toBeGreaterThan(300);
  expect(ipv4Block('2001:db8::/32')).toBeNull();
  expect(ipv4Block('10.1.255.255/16')).toBe(ipv4Block('10.1.0.0/16'));
  expect(ipv4Block('10.1.0.0/16')).not.toBe(ipv4Block('10.1.0.0/17'));
});
