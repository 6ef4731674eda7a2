import { expect, test } from 'vitest';
import { aRule, aSecurityGroup } from '../../../test/builders/network.ts';
import { evaluate, statuses } from '../../../test/inventory-of.ts';
import { securityGroupDefaultClosed as check } from './security-group-default-closed.ts';

const closed = aSecurityGroup({ id: 'sg-d', groupName: 'default', ingress: [], egress: [] });

test('passes without any rule', () => {
  expect(statuses(check, closed)).toEqual(['pass']);
});

test('fails with the rules that AWS gives it', () => {
  const group = { ...closed, ingress: [aRule('-1', null, 'sg-d')], egress: [aRule('-1', null, '0.0.0.0/0')] };
  const [outcome] = evaluate(check, group);
  expect(outcome).toMatchObject({
    status: 'fail',
    evidence: { ingress: ['all traffic from sg-d'], egress: ['all traffic to 0.0.0.0/0'] },
  });
});

test('fails with an outbound rule alone', () => {
  expect(statuses(check, { ...closed, egress: [aRule('-1', null, '0.0.0.0/0')] })).toEqual(['fail']);
});

test('does not concern other groups', () => {
  expect(statuses(check, aSecurityGroup())).toEqual(['not-applicable']);
});
