import { expect, test } from 'vitest';
import { aRule, aSecurityGroup } from '../../../test/builders/network.ts';
import { deniedCall, evaluate, statuses } from '../../../test/inventory-of.ts';
import { read } from '../../model/reading.ts';
import { securityGroupStaleReference as check } from './security-group-stale-reference.ts';

test('passes without stale rules', () => {
  expect(statuses(check, aSecurityGroup())).toEqual(['pass']);
});

test('fails with them, naming the groups that rules name', () => {
  const ingress = [aRule('tcp', 22, 'sg-gone'), aRule('tcp', 22, 'sg-web')];
  const [outcome] = evaluate(check, aSecurityGroup({ ingress, egress: [], stale: read(true) }));
  expect(outcome).toMatchObject({ status: 'fail', evidence: { namedGroups: ['sg-gone'] } });
});

test('is unknown when DescribeStaleSecurityGroups was denied', () => {
  const stale = deniedCall('ec2:DescribeStaleSecurityGroups');
  expect(evaluate(check, aSecurityGroup({ stale }))).toMatchObject([{ status: 'unknown', unread: [stale] }]);
});

test('does not concern groups outside a VPC', () => {
  expect(statuses(check, aSecurityGroup({ vpcId: null, stale: read(null) }))).toEqual(['not-applicable']);
});
