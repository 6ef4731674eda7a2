import { expect, test } from 'vitest';
import { aMixedPolicy, anAutoScalingGroup } from '../../../test/builders/auto-scaling.ts';
import { statuses } from '../../../test/inventory-of.ts';
import { asgCapacityRebalance as check } from './asg-capacity-rebalance.ts';

const spot = { mixedInstancesPolicy: aMixedPolicy({ onDemandPercentageAboveBaseCapacity: 99 }) };

test('a group with Spot Instances passes with rebalancing, and fails without', () => {
  expect(statuses(check, anAutoScalingGroup({ ...spot, capacityRebalance: true }))).toEqual(['pass']);
  expect(statuses(check, anAutoScalingGroup(spot))).toEqual(['fail']);
});

test.each([100, null])('does not concern a group with %s percent on demand', (percentage) => {
  const mixedInstancesPolicy = aMixedPolicy({ onDemandPercentageAboveBaseCapacity: percentage });
  expect(statuses(check, anAutoScalingGroup({ mixedInstancesPolicy }))).toEqual(['not-applicable']);
});

test('does not concern a group of one type', () => {
  expect(statuses(check, anAutoScalingGroup())).toEqual(['not-applicable']);
});
