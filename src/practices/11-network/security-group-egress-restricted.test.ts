import { expect, test } from 'vitest';
import { aPrefixList, aRule, aSecurityGroup } from '../../../test/builders/network.ts';
import { deniedCall, statuses } from '../../../test/inventory-of.ts';
import { read } from '../../model/reading.ts';
import { securityGroupEgressRestricted as check } from './security-group-egress-restricted.ts';

test.each([
  ['all traffic', aRule('-1', null, '0.0.0.0/0'), 'fail'],
  ['all traffic over IPv6', aRule('-1', null, '::/0'), 'fail'],
  ['every TCP port', aRule('tcp', [0, 65535], '0.0.0.0/0'), 'fail'],
  ['all TCP ports but one', aRule('tcp', [1, 65535], '0.0.0.0/0'), 'pass'],
  ['HTTPS to everywhere', aRule('tcp', 443, '0.0.0.0/0'), 'pass'],
  ['all traffic to the VPC', aRule('-1', null, '10.0.0.0/16'), 'pass'],
  ['all traffic to a group', aRule('-1', null, 'sg-2'), 'pass'],
  ['every UDP port', aRule('udp', [0, 65535], '0.0.0.0/0'), 'pass'],
])('%s', (_, rule, status) => {
  expect(statuses(check, aSecurityGroup({ egress: [rule] }))).toEqual([status]);
});

test('halves of the internet together are the internet', () => {
  const egress = [aRule('-1', null, '0.0.0.0/1'), aRule('tcp', [0, 65535], '128.0.0.0/1')];
  expect(statuses(check, aSecurityGroup({ egress }))).toEqual(['fail']);
});

test('what comes in is not judged', () => {
  expect(statuses(check, aSecurityGroup({ ingress: [aRule('-1', null, '0.0.0.0/0')] }))).toEqual(['pass']);
});

test('a prefix list counts by its entries and is unknown without them', () => {
  const group = aSecurityGroup({ egress: [aRule('-1', null, 'pl-1')] });
  const whole = aPrefixList({ cidrs: read(['::/0']) });
  const unread = aPrefixList({ cidrs: deniedCall('ec2:GetManagedPrefixListEntries') });
  expect(statuses(check, group, { resources: [aPrefixList()] })).toEqual(['pass']);
  expect(statuses(check, group, { resources: [whole] })).toEqual(['fail']);
  expect(statuses(check, group, { resources: [unread] })).toEqual(['unknown']);
  expect(statuses(check, group, { denied: ['AWS::EC2::PrefixList'] })).toEqual(['unknown']);
});
