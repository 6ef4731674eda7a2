import { expect, test } from 'vitest';
import { brokenControls } from '../../../test/broken-controls.ts';
import { aMixedPolicy, anAutoScalingGroup, anOverride } from '../../../test/builders/auto-scaling.ts';
import { aLaunchTemplate, launchSettings, versionsOf } from '../../../test/builders/ec2.ts';
import { aConfigurationWith } from '../../../test/builders/launch-users.ts';
import { aSubnet } from '../../../test/builders/network.ts';
import { deniedCall, evaluate, statuses } from '../../../test/inventory-of.ts';
import type { LaunchTemplate, Subnet } from '../../model/resources/ec2.ts';
import { asgLaunchNoPublicIp as check } from './asg-launch-no-public-ip.ts';

const group = anAutoScalingGroup();

function template(associatePublicIpAddress: boolean | null, overrides: Partial<LaunchTemplate> = {}) {
  return aLaunchTemplate({
    versions: versionsOf(launchSettings({ associatePublicIpAddress })),
    ...overrides,
  });
}

function subnets(overrides: Partial<Subnet> = {}): readonly Subnet[] {
  return [aSubnet({ id: 'subnet-a' }), aSubnet({ id: 'subnet-b', ...overrides })];
}

test('passes when the template says so, whatever the subnets say', () => {
  expect(statuses(check, group, { resources: [template(false)] })).toEqual(['pass']);
  const resources = [template(false), ...subnets({ mapPublicIpOnLaunch: true })];
  expect(statuses(check, group, { resources })).toEqual(['pass']);
});

test('fails when the template gives public addresses', () => {
  const [outcome] = evaluate(check, group, { resources: [template(true)] });
  expect(outcome).toMatchObject({
    status: 'fail',
    summary: 'web gives its instances public addresses (set by version 1 of launch template web).',
  });
});

test('the subnets decide what the template leaves open', () => {
  expect(statuses(check, group, { resources: [template(null), ...subnets()] })).toEqual(['pass']);
  const open = subnets({ mapPublicIpOnLaunch: true });
  const [outcome] = evaluate(check, group, { resources: [template(null), ...open] });
  expect(outcome).toMatchObject({ status: 'fail' });
  expect(JSON.stringify(outcome)).toContain(
    'set by subnet-b, to which version 1 of launch template web leaves it',
  );
});

test('the default subnets of its zones decide for a group without subnets', () => {
  const zonal = anAutoScalingGroup({ subnetIds: [], availabilityZones: ['us-east-1a'] });
  const subnet = aSubnet({ defaultForAz: true, mapPublicIpOnLaunch: true });
  expect(statuses(check, zonal, { resources: [template(null), subnet] })).toEqual(['fail']);
  expect(statuses(check, zonal, { resources: [template(null), aSubnet()] })).toEqual(['unknown']);
});

test('judges launch configurations alike', () => {
  const old = anAutoScalingGroup({ launchTemplate: null, launchConfigurationName: 'web-2023' });
  const judged = (associatePublicIpAddress: boolean) =>
    statuses(check, old, { resources: [aConfigurationWith({ associatePublicIpAddress })] });
  expect(judged(false)).toEqual(['pass']);
  expect(judged(true)).toEqual(['fail']);
  expect(statuses(check, old)).toEqual(['unknown']);
  expect(statuses(check, old, { denied: ['AWS::AutoScaling::LaunchConfiguration'] })).toEqual(['unknown']);
});

test('judges the version that the group names', () => {
  const versions = versionsOf(
    launchSettings({ associatePublicIpAddress: true }),
    launchSettings({ associatePublicIpAddress: false }),
  );
  const two = aLaunchTemplate({ versions, defaultVersionNumber: 1, latestVersionNumber: 2 });
  const of = (version: string | null) =>
    anAutoScalingGroup({
      launchTemplate: { launchTemplateId: 'lt-0aaa', launchTemplateName: null, version },
    });
  expect(statuses(check, of(null), { resources: [two] })).toEqual(['fail']);
  expect(statuses(check, of('$Default'), { resources: [two] })).toEqual(['fail']);
  expect(statuses(check, of('$Latest'), { resources: [two] })).toEqual(['pass']);
  expect(statuses(check, of('2'), { resources: [two] })).toEqual(['pass']);
  expect(statuses(check, of('7'), { resources: [two] })).toEqual(['unknown']);
});

test('finds a template by its name', () => {
  const named = { launchTemplateId: null, launchTemplateName: 'web', version: '1' };
  expect(
    statuses(check, anAutoScalingGroup({ launchTemplate: named }), { resources: [template(true)] }),
  ).toEqual(['fail']);
});

test('judges the templates of overrides too', () => {
  const own = { launchTemplateId: 'lt-arm', launchTemplateName: null, version: '1' };
  const overrides = [anOverride('m7i.large'), { ...anOverride('m7g.large'), launchTemplate: own }];
  const mixed = anAutoScalingGroup({
    launchTemplate: null,
    mixedInstancesPolicy: aMixedPolicy({ overrides }),
  });
  const resources = [template(false), template(true, { id: 'lt-arm', name: 'arm' })];
  expect(statuses(check, mixed, { resources })).toEqual(['fail']);
});

test('is unknown when templates, versions or subnets were not read', () => {
  expect(statuses(check, group, { denied: ['AWS::EC2::LaunchTemplate'] })).toEqual(['unknown']);
  expect(statuses(check, group)).toEqual(['unknown']);
  const versions = deniedCall('ec2:DescribeLaunchTemplateVersions');
  const [outcome] = evaluate(check, group, { resources: [aLaunchTemplate({ versions })] });
  expect(outcome).toMatchObject({ status: 'unknown', unread: [versions] });
  const resources = [template(null)];
  expect(statuses(check, group, { resources, denied: ['AWS::EC2::Subnet'] })).toEqual(['unknown']);
  expect(statuses(check, group, { resources })).toEqual(['unknown']);
});

test('is unknown, never pass, when the group names nothing to launch', () => {
  expect(statuses(check, anAutoScalingGroup({ launchTemplate: null }))).toEqual(['unknown']);
});

test('breaks the control on templates where a template says so, and neither where subnets do', () => {
  const controls = ['aws-fsbp:AutoScaling.5', 'aws-fsbp:EC2.25'];
  const broken = (...resources: readonly (LaunchTemplate | Subnet)[]) =>
    brokenControls(check, group, controls, { resources });
  expect(broken(template(true))).toEqual(['aws-fsbp:EC2.25']);
  expect(broken(template(null), ...subnets({ mapPublicIpOnLaunch: true }))).toEqual([]);
});
