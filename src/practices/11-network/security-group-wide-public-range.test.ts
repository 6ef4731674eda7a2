import { expect, test } from 'vitest';
import { aPrefixList, aRule, aSecurityGroup } from '../../../test/builders/network.ts';
import { deniedCall, evaluate, statuses } from '../../../test/inventory-of.ts';
import { read } from '../../model/reading.ts';
import { securityGroupWidePublicRange as check } from './security-group-wide-public-range.ts';

test.each([
  ['52.0.0.0/15', 'fail'],
  ['52.0.0.0/16', 'pass'],
  ['0.0.0.0/1', 'fail'],
  ['0.0.0.0/0', 'pass'],
  ['::/0', 'pass'],
  ['10.0.0.0/8', 'pass'],
  ['172.16.0.0/12', 'pass'],
  ['192.168.0.0/15', 'fail'],
  ['100.64.0.0/10', 'pass'],
  ['10.0.0.0/7', 'fail'],
  ['fd00::/8', 'pass'],
  ['2600::/31', 'fail'],
  ['2600::/32', 'pass'],
  ['sg-2', 'pass'],
])('SSH from %s: %s', (from, status) => {
  expect(statuses(check, aSecurityGroup({ ingress: [aRule('tcp', 22, from)] }))).toEqual([status]);
});

test('public ports and ICMP may be open to ranges', () => {
  const ingress = [aRule('tcp', 443, '52.0.0.0/8'), aRule('icmp', [8, -1], '52.0.0.0/8')];
  expect(statuses(check, aSecurityGroup({ ingress }))).toEqual(['pass']);
});

test('the widest block is a setting', () => {
  const group = aSecurityGroup({ ingress: [aRule('tcp', 22, '198.51.100.0/24')] });
  const settings = { widestPublicPrefix: { ipv4: 25, ipv6: 32 } };
  expect(statuses(check, group, { settings })).toEqual(['fail']);
});

const byList = aSecurityGroup({ ingress: [aRule('tcp', 22, 'pl-1')] });
const wide = read(['198.51.100.0/24', '52.0.0.0/8']);

test('an own prefix list counts by its entries', () => {
  const [outcome] = evaluate(check, byList, { resources: [aPrefixList({ cidrs: wide })] });
  expect(outcome).toMatchObject({
    status: 'fail',
    evidence: { rules: [{ peer: 'pl-1', blocks: ['52.0.0.0/8'] }] },
  });
  expect(statuses(check, byList, { resources: [aPrefixList()] })).toEqual(['pass']);
});

test("AWS's own lists are wide by design, and need no entries", () => {
  const cidrs = deniedCall('ec2:GetManagedPrefixListEntries');
  const list = aPrefixList({ ownerId: 'AWS', cidrs });
  expect(statuses(check, byList, { resources: [list] })).toEqual(['pass']);
});

test('is unknown without the entries, or without the lists', () => {
  const cidrs = deniedCall('ec2:GetManagedPrefixListEntries');
  const [outcome] = evaluate(check, byList, { resources: [aPrefixList({ cidrs })] });
  expect(outcome).toMatchObject({ status: 'unknown', unread: [cidrs] });
  expect(statuses(check, byList, { denied: ['AWS::EC2::PrefixList'] })).toEqual(['unknown']);
});
