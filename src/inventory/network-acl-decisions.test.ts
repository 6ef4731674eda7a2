import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { aNetworkAcl, anEntry } from '../../test/builders/network.ts';
import { contains, parsePrefix } from '../model/address-range.ts';
import type { NetworkAclEntry } from '../model/resources/ec2.ts';
import { aclCell, aclCells, aclRules, publicAdmission, unreadableEntries } from './network-acl-decisions.ts';

const ingress = (entries: readonly NetworkAclEntry[]) =>
  aclRules(aNetworkAcl({ entries }), 'ingress', 'ipv4');

/** The packets that can tell rules apart: around their edges. */
const PORTS = [0, 21, 22, 23, 79, 80, 81, 442, 443, 444, 1023, 1024, 3389, 65535];
const PROTOCOLS = ['tcp', 'udp', '50'];
const ADDRESSES = ['10.0.0.1', '10.128.0.1', '203.0.113.7', '203.0.113.200', '8.8.8.8'];
const BLOCKS = ['0.0.0.0/0', '10.0.0.0/8', '10.0.0.0/9', '203.0.113.0/24', '203.0.113.0/25', '8.0.0.0/7'];
const RANGES = [null, [22, 22], [80, 443], [0, 1023], [1024, 65535], [80, 80]] as const;

const entry = fc
  .record({
    ruleNumber: fc.integer({ min: 1, max: 200 }),
    action: fc.constantFrom('allow' as const, 'deny' as const),
    protocol: fc.constantFrom('-1', 'tcp', 'udp'),
    range: fc.constantFrom(...RANGES),
    block: fc.constantFrom(...BLOCKS),
  })
  .map(({ ruleNumber, action, protocol, range, block }) =>
    anEntry(ruleNumber, action, protocol, protocol === '-1' ? null : range, block),
  );

const entries = fc.uniqueArray(entry, { selector: (each) => each.ruleNumber, maxLength: 7 });

/** What AWS's documentation says, literally: the lowest number that matches decides. */
function literally(all: readonly NetworkAclEntry[], protocol: string, port: number, address: string): string {
  const matching = all
    .filter((each) => each.protocol === '-1' || each.protocol === protocol)
    .filter((each) => !each.portRange || (each.portRange.from <= port && port <= each.portRange.to))
    .filter((each) => isIn(each.cidrBlock ?? '', address))
    .toSorted((a, b) => a.ruleNumber - b.ruleNumber);
  return matching[0]?.ruleAction ?? 'deny';
}

function isIn(block: string, address: string): boolean {
  const [outer, inner] = [parsePrefix(block), parsePrefix(address)];
  return outer !== null && inner !== null && contains(outer, inner);
}

test('every packet is in one cell of its protocol, which decides as the rules do one by one', () => {
  fc.assert(
    fc.property(entries, (all) => {
      const rules = ingress(all);
      const cells = aclCells(rules, 'ipv4');
      for (const protocol of PROTOCOLS) {
        const named = cells.some((cell) => cell.packets.protocol === protocol) ? protocol : '-1';
        for (const port of PORTS) {
          const holding = cells.filter(
            ({ packets }) => packets.protocol === named && packets.from <= port && port <= packets.to,
          );
          expect(holding).toHaveLength(1);
          for (const address of ADDRESSES) {
            const match = holding[0]?.matches.find((each) => isIn(formatted(each.prefix.bits), address));
            const rule = match?.index == null ? undefined : holding[0]?.rules[match.index];
            expect(rule?.entry.ruleAction ?? 'deny').toBe(literally(all, protocol, port, address));
          }
        }
      }
    }),
    { numRuns: 150 },
  );
});

function formatted(bits: string): string {
  const octets = bits.padEnd(32, '0').match(/.{8}/g) ?? [];
  return `${octets.map((octet) => Number.parseInt(octet, 2)).join('.')}/${bits.length}`;
}

test('rules come by number, without the last one of AWS, and by direction and family', () => {
  const acl = aNetworkAcl({
    entries: [
      anEntry(32767, 'deny', '-1', null, '0.0.0.0/0'),
      anEntry(200, 'allow', 'tcp', [80, 80], '0.0.0.0/0'),
      anEntry(100, 'deny', 'tcp', [22, 22], '0.0.0.0/0'),
      anEntry(110, 'deny', 'tcp', [22, 22], '::/0'),
      anEntry(50, 'allow', '-1', null, '0.0.0.0/0', { egress: true }),
    ],
  });
  const numbers = (direction: 'ingress' | 'egress', family: 'ipv4' | 'ipv6') =>
    aclRules(acl, direction, family).map((rule) => rule.entry.ruleNumber);
  expect(numbers('ingress', 'ipv4')).toEqual([100, 200]);
  expect(numbers('ingress', 'ipv6')).toEqual([110]);
  expect(numbers('egress', 'ipv4')).toEqual([50]);
});

test('an ICMP entry is about its type and code', () => {
  const echo = anEntry(100, 'allow', 'icmp', null, '0.0.0.0/0', { icmpTypeCode: { type: 8, code: -1 } });
  const rules = ingress([echo]);
  const admitted = (type: number) =>
    publicAdmission(aclCell(rules, { protocol: 'icmp', from: type * 256, to: type * 256 }, 'ipv4')).share;
  expect(admitted(8)).toBeGreaterThan(0.8);
  expect(admitted(0)).toBe(0);
});

test('entries without a readable block are named', () => {
  const broken = anEntry(100, 'allow', 'tcp', null, 'nonsense');
  const empty = anEntry(110, 'allow', 'tcp', null, '10.0.0.0/8', { cidrBlock: null });
  const good = anEntry(120, 'allow', 'tcp', null, '10.0.0.0/8');
  expect(unreadableEntries(aNetworkAcl({ entries: [broken, empty, good] }))).toEqual([broken, empty]);
});
