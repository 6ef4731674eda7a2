import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  ALL_IPV4,
  ALL_IPV6,
  contains,
  covers,
  firstAddress,
  firstMatches,
  formatPrefix,
  overlaps,
  type Prefix,
  parsePrefix,
  publicParts,
  publicShare,
  shareOf,
  subtract,
} from './address-range.ts';

function prefix(text: string): Prefix {
  const parsed = parsePrefix(text);
  if (!parsed) throw new Error(`${text} is no prefix`);
  return parsed;
}

/** A small universe to try every address of: the last byte of one IPv4 or IPv6 block. */
const UNIVERSES = [
  { head: '203.0.113.', family: 'ipv4', whole: 24, text: (byte: number) => `203.0.113.${byte}` },
  {
    head: '2001:db8::',
    family: 'ipv6',
    whole: 120,
    text: (byte: number) => `2001:db8::${byte.toString(16)}`,
  },
] as const;

interface Block {
  readonly byte: number;
  readonly size: number;
}

const block = fc.record({ byte: fc.nat(255), size: fc.nat(8) });

function holds({ byte, size }: Block, address: number): boolean {
  return byte >> (8 - size) === address >> (8 - size);
}

for (const universe of UNIVERSES) {
  const toPrefix = ({ byte, size }: Block) => prefix(`${universe.text(byte)}/${universe.whole + size}`);
  const addresses = Array.from({ length: 256 }, (_, byte) => byte);
  const isIn = (outer: Prefix, byte: number) => contains(outer, prefix(universe.text(byte)));

  test(`${universe.family}: containment and overlap are those of the sets of addresses`, () => {
    fc.assert(
      fc.property(block, block, (a, b) => {
        const inA = new Set(addresses.filter((each) => holds(a, each)));
        const inB = addresses.filter((each) => holds(b, each));
        expect(contains(toPrefix(a), toPrefix(b))).toBe(inB.every((each) => inA.has(each)));
        expect(overlaps(toPrefix(a), toPrefix(b))).toBe(inB.some((each) => inA.has(each)));
      }),
      { numRuns: 200 },
    );
  });

  test(`${universe.family}: first matches name the first block that holds each address, once`, () => {
    fc.assert(
      fc.property(block, fc.array(block, { maxLength: 6 }), (within, blocks) => {
        const matches = firstMatches(toPrefix(within), blocks.map(toPrefix));
        for (const address of addresses) {
          const found = matches.filter((match) => isIn(match.prefix, address));
          if (!holds(within, address)) expect(found).toEqual([]);
          else {
            const index = blocks.findIndex((each) => holds(each, address));
            expect(found.map((match) => match.index)).toEqual([index === -1 ? null : index]);
          }
        }
      }),
      { numRuns: 100 },
    );
  });

  test(`${universe.family}: subtraction and cover agree with counting addresses`, () => {
    fc.assert(
      fc.property(block, fc.array(block, { maxLength: 8 }), (from, blocks) => {
        const left = addresses.filter(
          (each) => holds(from, each) && !blocks.some((other) => holds(other, each)),
        );
        const rest = subtract(toPrefix(from), blocks.map(toPrefix));
        const size = shareOf(prefix(universe.text(0)));
        expect(rest.reduce((sum, part) => sum + shareOf(part), 0) / size).toBe(left.length);
        expect(covers(blocks.map(toPrefix), toPrefix(from))).toBe(left.length === 0);
      }),
      { numRuns: 100 },
    );
  });
}

test('prefixes survive being written and read', () => {
  const ipv4 = fc.tuple(fc.ipV4(), fc.nat(32));
  const ipv6 = fc.tuple(fc.ipV6(), fc.nat(128));
  fc.assert(
    fc.property(fc.oneof(ipv4, ipv6), ([address, size]) => {
      const parsed = prefix(`${address}/${size}`);
      expect(parsed.bits).toHaveLength(size);
      expect(prefix(formatPrefix(parsed))).toEqual(parsed);
      expect(contains(parsed, prefix(address))).toBe(true);
      expect(contains(parsed, prefix(firstAddress(parsed)))).toBe(true);
    }),
  );
});

test.each([
  ['10.1.2.3/8', '10.0.0.0/8'],
  ['0.0.0.0/0', '0.0.0.0/0'],
  ['192.0.2.7', '192.0.2.7/32'],
  ['::/0', '::/0'],
  ['2001:DB8:0:1::5/64', '2001:db8:0:1::/64'],
  ['::1', '::1/128'],
])('%s is %s', (text, written) => {
  expect(formatPrefix(prefix(text))).toBe(written);
});

test.each([
  '',
  'x',
  '10.0.0.0/33',
  '10.0.0/8',
  '256.0.0.0/8',
  '10.0.0.0/8/8',
  '10.0.0.0/-1',
  '10.0.0.0/',
  '::/129',
  'fe80::1%eth0/64',
  '0x0a.0.0.0/8',
  '1e1.0.0.0/8',
])('%j is no prefix', (text) => {
  expect(parsePrefix(text)).toBeNull();
});

test('families never meet', () => {
  expect(contains(ALL_IPV4, ALL_IPV6)).toBe(false);
  expect(overlaps(prefix('10.0.0.0/8'), ALL_IPV6)).toBe(false);
});

test.each([
  ['10.0.0.0/8', []],
  ['172.16.0.0/12', []],
  ['192.168.4.0/24', []],
  ['100.64.0.0/10', []],
  ['169.254.169.254/32', []],
  ['fd00::/8', []],
  ['fe80::/10', []],
  ['8.8.8.0/24', ['8.8.8.0/24']],
  ['2600::/12', ['2600::/12']],
  ['10.0.0.0/7', ['11.0.0.0/8']],
  ['172.0.0.0/11', ['172.0.0.0/12']],
])('the public part of %s is %j', (text, parts) => {
  expect(publicParts(prefix(text)).map(formatPrefix)).toEqual(parts);
});

test('most of IPv4 and an eighth of IPv6 is public', () => {
  expect(publicShare(ALL_IPV4)).toBeCloseTo(0.862, 3);
  expect(publicShare(ALL_IPV6)).toBe(1 / 8);
});
