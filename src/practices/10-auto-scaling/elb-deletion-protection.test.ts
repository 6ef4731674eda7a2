import { expect, test } from 'vitest';
import { aLoadBalancer, attributesWith } from '../../../test/builders/load-balancing.ts';
import { deniedCall, evaluate, statuses } from '../../../test/inventory-of.ts';
import { elbDeletionProtection as check } from './elb-deletion-protection.ts';

test.each(['application', 'network', 'gateway'] as const)('a protected %s load balancer passes', (type) => {
  expect(statuses(check, aLoadBalancer({ loadBalancerType: type }))).toEqual(['pass']);
});

test.each(['false', null])('fails with the attribute %s', (value) => {
  const balancer = aLoadBalancer({ attributes: attributesWith({ 'deletion_protection.enabled': value }) });
  const [outcome] = evaluate(check, balancer);
  expect(outcome).toMatchObject({ status: 'fail', summary: 'web can be deleted by a single call.' });
});

test('is unknown when the attributes were not read', () => {
  const attributes = deniedCall('elasticloadbalancing:DescribeLoadBalancerAttributes');
  const [outcome] = evaluate(check, aLoadBalancer({ attributes }));
  expect(outcome).toMatchObject({ status: 'unknown', unread: [attributes] });
});
