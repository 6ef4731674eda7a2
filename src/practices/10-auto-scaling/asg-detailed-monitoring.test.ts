import { expect, test } from 'vitest';
import { anAutoScalingGroup } from '../../../test/builders/auto-scaling.ts';
import { aLaunchTemplate, launchSettings, versionsOf } from '../../../test/builders/ec2.ts';
import { aConfigurationWith } from '../../../test/builders/launch-users.ts';
import { deniedCall, evaluate, statuses } from '../../../test/inventory-of.ts';
import { asgDetailedMonitoring as check } from './asg-detailed-monitoring.ts';

const group = anAutoScalingGroup();
const old = anAutoScalingGroup({ launchTemplate: null, launchConfigurationName: 'web-2023' });

test.each([
  [true, 'pass'],
  [false, 'fail'],
  [null, 'fail'],
])('a launch template with detailed monitoring %s: %s', (detailedMonitoring, status) => {
  const versions = versionsOf(launchSettings({ detailedMonitoring }));
  expect(statuses(check, group, { resources: [aLaunchTemplate({ versions })] })).toEqual([status]);
});

test.each([
  [true, 'pass'],
  [false, 'fail'],
  [null, 'pass'],
])('a launch configuration with detailed monitoring %s: %s', (detailedMonitoring, status) => {
  expect(statuses(check, old, { resources: [aConfigurationWith({ detailedMonitoring })] })).toEqual([status]);
});

test('is unknown when what it launches was not read', () => {
  expect(statuses(check, group, { denied: ['AWS::EC2::LaunchTemplate'] })).toEqual(['unknown']);
  expect(statuses(check, old, { denied: ['AWS::AutoScaling::LaunchConfiguration'] })).toEqual(['unknown']);
  const versions = deniedCall('ec2:DescribeLaunchTemplateVersions');
  const [outcome] = evaluate(check, group, { resources: [aLaunchTemplate({ versions })] });
  expect(outcome).toMatchObject({ status: 'unknown', unread: [versions] });
});
