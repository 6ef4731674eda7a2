import { expect, test } from 'vitest';
import { aLoadBalancer, attributesWith } from '../../../test/builders/load-balancing.ts';
import { deniedCall, statuses } from '../../../test/inventory-of.ts';
import { elbDropInvalidHeaders as check } from './elb-drop-invalid-headers.ts';

/** Off by default. */
test.each([
  ['true', 'pass'],
  ['false', 'fail'],
  [null, 'fail'],
])('an Application Load Balancer with the attribute %s: %s', (value, status) => {
  const attributes = attributesWith({ 'routing.http.drop_invalid_header_fields.enabled': value });
  expect(statuses(check, aLoadBalancer({ attributes }))).toEqual([status]);
});

test('does not concern Network Load Balancers', () => {
  expect(statuses(check, aLoadBalancer({ loadBalancerType: 'network' }))).toEqual(['not-applicable']);
});

test('is unknown when the attributes were not read', () => {
  const attributes = deniedCall('elasticloadbalancing:DescribeLoadBalancerAttributes');
  expect(statuses(check, aLoadBalancer({ attributes }))).toEqual(['unknown']);
});
