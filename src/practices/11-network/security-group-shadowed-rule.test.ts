import { expect, test } from 'vitest';
import { aPrefixList, aRule, aSecurityGroup } from '../../../test/builders/network.ts';
import { deniedCall, evaluate, statuses } from '../../../test/inventory-of.ts';
import { read } from '../../model/reading.ts';
import type { SecurityGroupRule } from '../../model/resources/ec2.ts';
import { securityGroupShadowedRule as check } from './security-group-shadowed-rule.ts';

const groupOf = (...ingress: readonly SecurityGroupRule[]) => aSecurityGroup({ ingress, egress: [] });

test.each([
  ['a port within a range', aRule('tcp', 22, '10.0.0.0/8'), aRule('tcp', [20, 25], '10.0.0.0/8'), 'fail'],
  ['a block within a block', aRule('tcp', 22, '10.1.0.0/16'), aRule('tcp', 22, '10.0.0.0/8'), 'fail'],
  ['TCP within all traffic', aRule('tcp', 22, '10.1.0.0/16'), aRule('-1', null, '0.0.0.0/0'), 'fail'],
  ['IPv6 within IPv6', aRule('tcp', 22, '2001:db8::/32'), aRule('tcp', 22, '::/0'), 'fail'],
  [
    'an ICMP type in all',
    aRule('icmp', [8, -1], '10.0.0.0/8'),
    aRule('icmp', [-1, -1], '10.0.0.0/8'),
    'fail',
  ],
  ['the same group', aRule('tcp', 22, 'sg-2'), aRule('tcp', [0, 65535], 'sg-2'), 'fail'],
  ['the same list', aRule('tcp', 22, 'pl-1'), aRule('-1', null, 'pl-1'), 'fail'],
  [
    'ports that only meet',
    aRule('tcp', [20, 22], '10.0.0.0/8'),
    aRule('tcp', [22, 25], '10.0.0.0/8'),
    'pass',
  ],
  ['another protocol', aRule('tcp', 53, '10.0.0.0/8'), aRule('udp', 53, '10.0.0.0/8'), 'pass'],
  ['another block', aRule('tcp', 22, '10.0.0.0/9'), aRule('tcp', 22, '10.128.0.0/9'), 'pass'],
  [
    'narrower ports, broader block',
    aRule('tcp', 22, '10.0.0.0/8'),
    aRule('tcp', [20, 25], '10.1.0.0/16'),
    'pass',
  ],
  ['another family', aRule('tcp', 22, '10.0.0.0/8'), aRule('-1', null, '::/0'), 'pass'],
  ['another group', aRule('tcp', 22, 'sg-2'), aRule('tcp', 22, 'sg-3'), 'pass'],
  ['a group beside everything', aRule('tcp', 22, 'sg-2'), aRule('-1', null, '0.0.0.0/0'), 'pass'],
])('%s', (_, narrow, broad, status) => {
  expect(statuses(check, groupOf(narrow, broad))).toEqual([status]);
  expect(statuses(check, groupOf(broad, narrow))).toEqual([status]);
});

test('of two equal rules one is named', () => {
  const rule = aRule('tcp', 22, '10.0.0.0/8');
  const [outcome] = evaluate(check, groupOf(rule, { ...rule, description: 'again' }));
  expect(outcome).toMatchObject({
    status: 'fail',
    evidence: { shadowed: [{ rule: 'tcp 22 from 10.0.0.0/8', within: 'tcp 22 from 10.0.0.0/8' }] },
  });
  expect(outcome?.status === 'fail' && outcome.evidence['shadowed']).toHaveLength(1);
});

test('directions are judged apart', () => {
  const group = aSecurityGroup({
    ingress: [aRule('tcp', 22, '10.0.0.0/8')],
    egress: [aRule('-1', null, '0.0.0.0/0')],
  });
  expect(statuses(check, group)).toEqual(['pass']);
});

test('a prefix list lies within a block that holds its entries, and holds blocks within them', () => {
  const list = aPrefixList({ cidrs: read(['10.1.0.0/16', '10.2.0.0/16']) });
  const within = groupOf(aRule('tcp', 22, 'pl-1'), aRule('tcp', 22, '10.0.0.0/8'));
  const holding = groupOf(aRule('tcp', 22, 'pl-1'), aRule('tcp', 22, '10.2.3.0/24'));
  const apart = groupOf(aRule('tcp', 22, 'pl-1'), aRule('tcp', 22, '10.2.0.0/15'));
  expect(statuses(check, within, { resources: [list] })).toEqual(['fail']);
  expect(statuses(check, holding, { resources: [list] })).toEqual(['fail']);
  expect(statuses(check, apart, { resources: [list] })).toEqual(['pass']);
});

test('is unknown without the entries, unless another rule decides', () => {
  const group = groupOf(aRule('tcp', 22, 'pl-1'), aRule('tcp', 22, '10.0.0.0/8'));
  const cidrs = deniedCall('ec2:GetManagedPrefixListEntries');
  expect(statuses(check, group, { resources: [aPrefixList({ cidrs })] })).toEqual(['unknown']);
  expect(statuses(check, group, { denied: ['AWS::EC2::PrefixList'] })).toEqual(['unknown']);
  const also = groupOf(...group.ingress, aRule('tcp', 22, '10.1.0.0/16'));
  expect(statuses(check, also, { denied: ['AWS::EC2::PrefixList'] })).toEqual(['fail']);
});
