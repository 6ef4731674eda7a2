import { expect, test } from 'vitest';
import { aNetworkAcl, anEntry } from '../../../test/builders/network.ts';
import { evaluate, statuses } from '../../../test/inventory-of.ts';
import type { NetworkAclEntry } from '../../model/resources/ec2.ts';
import { naclAdminPorts as check } from './nacl-admin-ports.ts';

const last = anEntry(32767, 'deny', '-1', null, '0.0.0.0/0');
const aclOf = (...entries: readonly NetworkAclEntry[]) => aNetworkAcl({ entries: [...entries, last] });

const allowAll = anEntry(100, 'allow', '-1', null, '0.0.0.0/0');
const deny = (number: number, port: number, block = '0.0.0.0/0') =>
  anEntry(number, 'deny', 'tcp', [port, port], block);

test.each<readonly [string, readonly NetworkAclEntry[], 'pass' | 'fail']>([
  ['nothing but HTTPS', [anEntry(100, 'allow', 'tcp', [443, 443], '0.0.0.0/0')], 'pass'],
  ['no entries', [], 'pass'],
  ['SSH from everywhere', [anEntry(100, 'allow', 'tcp', [22, 22], '0.0.0.0/0')], 'fail'],
  ['RDP over IPv6', [anEntry(100, 'allow', 'tcp', [3389, 3389], '::/0')], 'fail'],
  ['all traffic', [allowAll], 'fail'],
  ['denied before the allow', [deny(90, 22), deny(91, 3389), allowAll], 'pass'],
  ['denied after the allow', [allowAll, deny(110, 22), deny(111, 3389)], 'fail'],
  ['listed out of order', [allowAll, deny(90, 22), deny(91, 3389)], 'pass'],
  ['one of the two denied', [deny(90, 22), allowAll], 'fail'],
  ['all denied first', [anEntry(50, 'deny', '-1', null, '0.0.0.0/0'), allowAll], 'pass'],
  ['denied over IPv6 only', [anEntry(90, 'deny', '-1', null, '::/0'), allowAll], 'fail'],
  ['an ephemeral range', [anEntry(100, 'allow', 'tcp', [1024, 65535], '0.0.0.0/0')], 'fail'],
  ['an ephemeral range of UDP', [anEntry(100, 'allow', 'udp', [1024, 65535], '0.0.0.0/0')], 'pass'],
  ['SSH from an office', [anEntry(100, 'allow', 'tcp', [22, 22], '198.51.100.0/24')], 'pass'],
  ['SSH from private networks', [anEntry(100, 'allow', 'tcp', [22, 22], '10.0.0.0/8')], 'pass'],
  ['SSH from one block of 65,536', [anEntry(100, 'allow', 'tcp', [22, 22], '52.1.0.0/16')], 'pass'],
  [
    'SSH from one address more',
    [
      anEntry(100, 'allow', 'tcp', [22, 22], '52.1.0.0/16'),
      anEntry(110, 'allow', 'tcp', [22, 22], '52.2.0.0/32'),
    ],
    'fail',
  ],
  [
    'SSH from both halves',
    [
      anEntry(100, 'allow', 'tcp', [22, 22], '0.0.0.0/1'),
      anEntry(110, 'allow', 'tcp', [22, 22], '128.0.0.0/1'),
    ],
    'fail',
  ],
  [
    'both halves denied',
    [deny(90, 22, '0.0.0.0/1'), deny(91, 22, '128.0.0.0/1'), deny(92, 3389), allowAll],
    'pass',
  ],
  ['only half denied', [deny(90, 22, '0.0.0.0/1'), deny(92, 3389), allowAll], 'fail'],
  [
    'all but private denied',
    [anEntry(10, 'allow', 'tcp', [22, 22], '10.0.0.0/8'), deny(90, 22), deny(92, 3389), allowAll],
    'pass',
  ],
  ['outbound alone', [{ ...allowAll, egress: true }], 'pass'],
  ['another protocol', [anEntry(100, 'allow', '50', null, '0.0.0.0/0')], 'pass'],
])('%s', (_, entries, status) => {
  expect(statuses(check, aclOf(...entries))).toEqual([status]);
});

test('the default ACL fails like any other', () => {
  expect(statuses(check, aNetworkAcl({ isDefault: true, entries: [allowAll, last] }))).toEqual(['fail']);
});

test('says how much of the internet, to which port, by which rules', () => {
  const [outcome] = evaluate(
    check,
    aclOf(deny(90, 3389), allowAll, anEntry(101, 'allow', '-1', null, '::/0')),
  );
  expect(outcome).toMatchObject({
    status: 'fail',
    evidence: {
      admitted: [
        { port: 22, family: 'IPv4', percentOfInternet: 100, rules: [100] },
        { port: 22, family: 'IPv6', percentOfInternet: 100, rules: [101] },
        { port: 3389, family: 'IPv6', percentOfInternet: 100, rules: [101] },
      ],
    },
  });
});

test('is unknown when an entry cannot be read', () => {
  expect(statuses(check, aclOf(anEntry(100, 'allow', 'tcp', null, 'nonsense')))).toEqual(['unknown']);
});
