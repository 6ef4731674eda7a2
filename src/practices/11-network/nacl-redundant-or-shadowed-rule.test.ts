import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { aNetworkAcl, anEntry } from '../../../test/builders/network.ts';
import { evaluate, statuses } from '../../../test/inventory-of.ts';
import { contains, parsePrefix } from '../../model/address-range.ts';
import type { NetworkAclEntry } from '../../model/resources/ec2.ts';
import { naclRedundantOrShadowedRule as check } from './nacl-redundant-or-shadowed-rule.ts';

const ALL = '0.0.0.0/0';
const last = anEntry(32767, 'deny', '-1', null, ALL);

function idle(entries: readonly NetworkAclEntry[]): readonly (readonly [number, string])[] {
  const [outcome] = evaluate(check, aNetworkAcl({ entries: [...entries, last] }));
  if (outcome?.status === 'pass') return [];
  if (outcome?.status !== 'fail') throw new Error('neither pass nor fail');
  const rules = outcome.evidence['rules'] as readonly { ruleNumber: number; why: string }[];
  return rules.map(({ ruleNumber, why }) => [ruleNumber, why] as const);
}

test('passes when every rule acts', () => {
  expect(statuses(check, aNetworkAcl())).toEqual(['pass']);
  expect(idle([anEntry(90, 'deny', 'tcp', [22, 22], ALL), anEntry(100, 'allow', '-1', null, ALL)])).toEqual(
    [],
  );
});

test.each<readonly [string, readonly NetworkAclEntry[], readonly (readonly [number, string])[]]>([
  [
    'a deny after the allow that it was to limit',
    [anEntry(100, 'allow', '-1', null, ALL), anEntry(110, 'deny', 'tcp', [22, 22], ALL)],
    [[110, 'shadowed']],
  ],
  [
    'hidden by two halves together',
    [
      anEntry(100, 'allow', 'tcp', [22, 22], '0.0.0.0/1'),
      anEntry(101, 'allow', 'tcp', [22, 22], '128.0.0.0/1'),
      anEntry(110, 'deny', 'tcp', [22, 22], ALL),
    ],
    [[110, 'shadowed']],
  ],
  [
    'hidden by two port ranges together',
    [
      anEntry(100, 'allow', 'tcp', [0, 100], ALL),
      anEntry(101, 'deny', 'tcp', [101, 65535], ALL),
      anEntry(102, 'allow', 'tcp', [50, 200], ALL),
    ],
    [
      [101, 'redundant'],
      [102, 'shadowed'],
    ],
  ],
  [
    'an allow within a later allow',
    [anEntry(100, 'allow', 'tcp', [443, 443], ALL), anEntry(110, 'allow', '-1', null, ALL)],
    [[100, 'redundant']],
  ],
  [
    'an allow that a deny follows',
    [
      anEntry(100, 'allow', 'tcp', [443, 443], ALL),
      anEntry(105, 'deny', 'tcp', [443, 443], '10.0.0.0/8'),
      anEntry(110, 'allow', '-1', null, ALL),
    ],
    [
      [100, 'redundant'],
      [105, 'shadowed'],
    ],
  ],
  ['a deny before the last deny', [anEntry(100, 'deny', 'tcp', [22, 22], ALL)], [[100, 'redundant']]],
])('%s', (_, entries, expected) => {
  expect(idle(entries)).toEqual(expected);
});

test('directions and families are judged apart', () => {
  const entries = [
    anEntry(100, 'allow', '-1', null, ALL),
    anEntry(101, 'allow', '-1', null, '::/0'),
    anEntry(100, 'allow', '-1', null, ALL, { egress: true }),
  ];
  expect(idle(entries)).toEqual([]);
});

test('is unknown when an entry cannot be read', () => {
  const acl = aNetworkAcl({ entries: [anEntry(100, 'allow', '-1', null, 'nonsense')] });
  expect(statuses(check, acl)).toEqual(['unknown']);
});

const PORTS = [0, 21, 22, 23, 79, 80, 81, 442, 443, 444, 65535];
const ADDRESSES = ['10.0.0.1', '10.128.0.1', '8.8.8.8', '203.0.113.7'];

function decision(entries: readonly NetworkAclEntry[], protocol: string, port: number, address: string) {
  return entries
    .toSorted((a, b) => a.ruleNumber - b.ruleNumber)
    .find(
      (each) =>
        (each.protocol === '-1' || each.protocol === protocol) &&
        (!each.portRange || (each.portRange.from <= port && port <= each.portRange.to)) &&
        isIn(each.cidrBlock ?? '', address),
    )?.ruleAction;
}

function isIn(block: string, address: string): boolean {
  const [outer, inner] = [parsePrefix(block), parsePrefix(address)];
  return outer !== null && inner !== null && contains(outer, inner);
}

function decisions(entries: readonly NetworkAclEntry[]): string {
  const all = ['tcp', 'udp', '50'].flatMap((protocol) =>
    PORTS.flatMap((port) => ADDRESSES.map((address) => decision(entries, protocol, port, address) ?? 'deny')),
  );
  return all.join(' ');
}

const entry = fc
  .record({
    ruleNumber: fc.integer({ min: 1, max: 99 }),
    action: fc.constantFrom('allow' as const, 'deny' as const),
    protocol: fc.constantFrom('-1', 'tcp', 'udp'),
    range: fc.constantFrom(null, [22, 22] as const, [80, 443] as const, [0, 65535] as const),
    block: fc.constantFrom(ALL, '10.0.0.0/8', '10.0.0.0/9', '8.0.0.0/7'),
  })
  .map(({ ruleNumber, action, protocol, range, block }) =>
    anEntry(ruleNumber, action, protocol, protocol === '-1' ? null : range, block),
  );

test('law: without all the named rules no packet fares differently; without any other rule some do', () => {
  const acl = fc.uniqueArray(entry, { selector: (each) => each.ruleNumber, maxLength: 6 });
  fc.assert(
    fc.property(acl, (entries) => {
      const named = new Set(idle(entries).map(([number]) => number));
      const kept = entries.filter((each) => !named.has(each.ruleNumber));
      expect(decisions(kept)).toBe(decisions(entries));
      for (const rule of kept) {
        expect(decisions(kept.filter((each) => each !== rule))).not.toBe(decisions(entries));
      }
    }),
    { numRuns: 300 },
  );
});
