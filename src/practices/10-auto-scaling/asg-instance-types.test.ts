import { expect, test } from 'vitest';
import { aMixedPolicy, anAutoScalingGroup, anOverride } from '../../../test/builders/auto-scaling.ts';
import { evaluate, statuses } from '../../../test/inventory-of.ts';
import { asgInstanceTypes as check } from './asg-instance-types.ts';

test('passes with two types, or with requirements that many meet', () => {
  const [outcome] = evaluate(check, anAutoScalingGroup({ mixedInstancesPolicy: aMixedPolicy() }));
  expect(outcome).toMatchObject({ status: 'pass', summary: 'web may launch m7i.large, m6i.large.' });
  const required = aMixedPolicy({ usesInstanceRequirements: true, overrides: [anOverride(null)] });
  expect(statuses(check, anAutoScalingGroup({ mixedInstancesPolicy: required }))).toEqual(['pass']);
});

test('fails with one type, also when it is listed twice', () => {
  expect(statuses(check, anAutoScalingGroup())).toEqual(['fail']);
  const twice = aMixedPolicy({ overrides: [anOverride('m7i.large'), anOverride('m7i.large', '2')] });
  expect(statuses(check, anAutoScalingGroup({ mixedInstancesPolicy: twice }))).toEqual(['fail']);
});
