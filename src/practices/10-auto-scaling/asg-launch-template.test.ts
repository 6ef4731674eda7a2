import { expect, test } from 'vitest';
import { aMixedPolicy, anAutoScalingGroup } from '../../../test/builders/auto-scaling.ts';
import { evaluate, statuses } from '../../../test/inventory-of.ts';
import { asgLaunchTemplate as check } from './asg-launch-template.ts';

test('passes with a launch template, of its own or in a mixed instances policy', () => {
  expect(statuses(check, anAutoScalingGroup())).toEqual(['pass']);
  const mixed = anAutoScalingGroup({ launchTemplate: null, mixedInstancesPolicy: aMixedPolicy() });
  expect(statuses(check, mixed)).toEqual(['pass']);
});

test('fails with a launch configuration, and is unknown when the answer names nothing', () => {
  const old = anAutoScalingGroup({ launchTemplate: null, launchConfigurationName: 'web-2019' });
  const [outcome] = evaluate(check, old);
  expect(outcome).toMatchObject({
    status: 'fail',
    summary: 'web launches from launch configuration web-2019.',
  });
  expect(statuses(check, anAutoScalingGroup({ launchTemplate: null }))).toEqual(['unknown']);
});
