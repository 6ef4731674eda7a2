import type { LoadBalancer } from '@aws-sdk/client-elastic-load-balancing-v2';
import { expect, test } from 'vitest';
import { targetLimit } from './target-limit.ts';

const LIMITS = [
  { Name: 'targets-per-application-load-balancer', Max: '1500' },
  { Name: 'targets-per-network-load-balancer', Max: '3000' },
  { Name: 'targets-per-availability-zone-per-network-load-balancer', Max: '500' },
  { Name: 'targets-per-availability-zone-per-gateway-load-balancer', Max: '300' },
];

const balancer = (Type: LoadBalancer['Type'], zones: number): LoadBalancer => ({
  Type,
  AvailabilityZones: Array.from({ length: zones }, (_, zone) => ({ ZoneName: `us-east-1${zone}` })),
});

test.each([
  ['application', 3, 1500],
  ['network', 2, 1000],
  ['network', 8, 3000],
  ['gateway', 2, 600],
] as const)('%s in %i zones: %i', (type, zones, most) => {
  expect(targetLimit(balancer(type, zones), LIMITS)).toBe(most);
});

test('of a target group, where that is less', () => {
  const limits = [...LIMITS, { Name: 'targets-per-target-group', Max: '1000' }];
  expect(targetLimit(balancer('application', 3), limits)).toBe(1000);
});

test('none is named', () => {
  expect(targetLimit(balancer('application', 3), [])).toBeNull();
  expect(targetLimit(balancer('network', 2), [{ Name: 'targets-per-network-load-balancer' }])).toBeNull();
});
