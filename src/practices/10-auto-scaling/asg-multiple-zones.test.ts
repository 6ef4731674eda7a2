import { expect, test } from 'vitest';
import { anAutoScalingGroup } from '../../../test/builders/auto-scaling.ts';
import { evaluate, statuses } from '../../../test/inventory-of.ts';
import { asgMultipleZones as check } from './asg-multiple-zones.ts';

test('passes with two zones', () => {
  expect(statuses(check, anAutoScalingGroup())).toEqual(['pass']);
});

test.each([
  [['us-east-1a'], 'us-east-1a'],
  [[], 'none'],
])('fails with %j', (availabilityZones, where) => {
  const [outcome] = evaluate(check, anAutoScalingGroup({ availabilityZones }));
  expect(outcome).toMatchObject({
    status: 'fail',
    summary: `web spans one Availability Zone only (${where}).`,
  });
});
