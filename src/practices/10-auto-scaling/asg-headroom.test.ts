import { expect, test } from 'vitest';
import {
  aMixedPolicy,
  anAutoScalingGroup,
  anOverride,
  aVcpuQuota,
} from '../../../test/builders/auto-scaling.ts';
import { aLaunchTemplate, anInstance, launchSettings, versionsOf } from '../../../test/builders/ec2.ts';
import { aSubnet } from '../../../test/builders/network.ts';
import { deniedListing, evaluate, statuses } from '../../../test/inventory-of.ts';
import type { Resource } from '../../model/resource-types.ts';
import type { AutoScalingGroup } from '../../model/resources/auto-scaling.ts';
import type { Instance, LaunchSettings } from '../../model/resources/ec2.ts';
import { asgHeadroom as check } from './asg-headroom.ts';

/** Two m7i.large run of at most ten: 8 more addresses, 20 vCPUs in all. */
const group = anAutoScalingGroup();

const OWN = group.instances.map(({ instanceId }) => anInstance({ id: instanceId }));

function around(
  options: { free?: number; quota?: number | null; others?: readonly string[]; type?: string } = {},
): readonly Resource[] {
  const { free = 100, quota = 64, others = [], type = 'm7i.large' } = options;
  return [
    aSubnet({ id: 'subnet-a', availableIpAddressCount: free }),
    aSubnet({ id: 'subnet-b', availableIpAddressCount: 0 }),
    aLaunchTemplate({ versions: versionsOf(launchSettings({ instanceType: type })) }),
    ...(quota === null ? [] : [aVcpuQuota({ value: quota })]),
    ...OWN,
    ...others.map((instanceType, index) => anInstance({ id: `i-other-${index}`, instanceType })),
  ];
}

function judged(overrides: Partial<AutoScalingGroup>, options: Parameters<typeof around>[0] = {}) {
  return statuses(check, anAutoScalingGroup(overrides), { resources: around(options) });
}

test('passes when nothing binds below the maximum', () => {
  const [outcome] = evaluate(check, group, { resources: around() });
  expect(outcome).toMatchObject({
    status: 'pass',
    summary: 'web can grow from 2 to 10 instances.',
    evidence: {
      desiredCapacity: 2,
      maxSize: 10,
      freeAddresses: 100,
      instancesToCome: 8,
      vcpus: [{ quotaCode: 'L-1216C47A', least: 20, most: 20, quota: 64, others: 0 }],
    },
  });
});

test('fails when the maximum is the desired capacity, whatever else is not known', () => {
  const full = anAutoScalingGroup({ desiredCapacity: 10 });
  const [outcome] = evaluate(check, full);
  expect(outcome).toMatchObject({
    status: 'fail',
    summary: 'web cannot grow: its maximum size, 10, is its desired capacity.',
  });
  expect(judged({ desiredCapacity: 9 })).toEqual(['pass']);
});

test('the subnets need an address for every instance to come', () => {
  expect(judged({}, { free: 8 })).toEqual(['pass']);
  const [outcome] = evaluate(check, group, { resources: around({ free: 7 }) });
  expect(outcome).toMatchObject({
    status: 'fail',
    summary: 'web cannot grow: its subnets have 7 free addresses for 8 more instances.',
  });
});

test('weights make few instances or many: addresses between the two tell nothing', () => {
  const overrides = [anOverride('m7i.large', '1'), anOverride('m7i.xlarge', '2')];
  const mixed = { launchTemplate: null, mixedInstancesPolicy: aMixedPolicy({ overrides }) };
  expect(judged(mixed, { free: 8 })).toEqual(['pass']);
  expect(judged(mixed, { free: 7 })).toEqual(['unknown']);
  expect(judged(mixed, { free: 3 })).toEqual(['unknown']);
  expect(judged(mixed, { free: 2 })).toEqual(['fail']);
});

test('the quota must hold the group at its maximum', () => {
  expect(judged({}, { quota: 20 })).toEqual(['pass']);
  const [outcome] = evaluate(check, group, { resources: around({ quota: 19 }) });
  expect(outcome).toMatchObject({ status: 'fail' });
  expect(JSON.stringify(outcome)).toContain('its maximum takes 20 vCPUs of the 19');
});

test('other running instances take of the quota', () => {
  expect(judged({}, { quota: 64, others: ['c7g.xlarge', 'r5.8xlarge'] })).toEqual(['pass']);
  const [outcome] = evaluate(check, group, { resources: around({ quota: 64, others: ['c5.12xlarge'] }) });
  expect(outcome).toMatchObject({
    status: 'fail',
    summary:
      'web cannot grow: its maximum takes 20 vCPUs beside the 48 of other running instances, and the quota "Running On-Demand Standard (A, C, D, H, I, M, R, T, Z) instances" allows 64.',
  });
});

test.each<[Partial<Instance>, string]>([
  [{}, 'fail'],
  [{ instanceLifecycle: 'spot' }, 'pass'],
  [{ instanceLifecycle: 'scheduled' }, 'pass'],
  [{ instanceLifecycle: 'capacity-block' }, 'pass'],
  [{ instanceLifecycle: 'interruptible-capacity-reservation' }, 'unknown'],
  [{ tenancy: 'host' }, 'pass'],
  [{ tenancy: 'dedicated' }, 'fail'],
])('another instance with %o: %s', (overrides, status) => {
  const other = anInstance({ id: 'i-other', instanceType: 'c5.12xlarge', ...overrides });
  expect(statuses(check, group, { resources: [...around(), other] })).toEqual([status]);
});

test('with types of several sizes other instances may leave room for the smaller ones', () => {
  const overrides = [anOverride('m7i.large'), anOverride('m7i.4xlarge')];
  const mixed = { launchTemplate: null, mixedInstancesPolicy: aMixedPolicy({ overrides }) };
  expect(judged(mixed, { quota: 64, others: ['m5.2xlarge'] })).toEqual(['unknown']);
});

test('a template that asks for Spot or for a Capacity Block takes no on-demand quota', () => {
  const launching = (marketType: LaunchSettings['marketType']) => {
    const template = aLaunchTemplate({ versions: versionsOf(launchSettings({ marketType })) });
    const others = around({ quota: 19 }).filter((each) => each.type !== 'AWS::EC2::LaunchTemplate');
    return evaluate(check, group, { resources: [...others, template] });
  };
  expect(launching(null)).toMatchObject([{ status: 'fail' }]);
  expect(launching('spot')).toMatchObject([{ status: 'unknown', evidence: { spotUnits: 10, vcpus: [] } }]);
  expect(launching('capacity-block')).toMatchObject([{ status: 'unknown' }]);
});

test('instances of other quotas, of dedicated hosts, or stopped do not count; unknown types leave it open', () => {
  expect(judged({}, { quota: 20, others: ['g5.48xlarge', 'mac2.metal'] })).toEqual(['pass']);
  const stopped = anInstance({ id: 'i-stopped', state: 'stopped', instanceType: 'm7i.48xlarge' });
  expect(statuses(check, group, { resources: [...around({ quota: 20 }), stopped] })).toEqual(['pass']);
  expect(judged({}, { others: ['q9.large'] })).toEqual(['unknown']);
  expect(judged({}, { others: ['i3.metal'] })).toEqual(['unknown']);
});

test('of several types the largest must fit, and a quota binds when not even the smallest does', () => {
  const overrides = [anOverride('m7i.large'), anOverride('m7i.4xlarge')];
  const mixed = { launchTemplate: null, mixedInstancesPolicy: aMixedPolicy({ overrides }) };
  expect(judged(mixed, { quota: 160 })).toEqual(['pass']);
  expect(judged(mixed, { quota: 159 })).toEqual(['unknown']);
  expect(judged(mixed, { quota: 19 })).toEqual(['fail']);
});

test('no quota alone binds a group that can turn to types of another', () => {
  const overrides = [anOverride('m7i.large'), anOverride('g5.xlarge')];
  const mixed = anAutoScalingGroup({
    launchTemplate: null,
    mixedInstancesPolicy: aMixedPolicy({ overrides }),
  });
  const graphics = aVcpuQuota({ id: 'L-DB2E81BA', quotaCode: 'L-DB2E81BA', value: 0 });
  expect(statuses(check, mixed, { resources: [...around(), graphics] })).toEqual(['unknown']);
  const enough = { ...graphics, value: 40 };
  expect(statuses(check, mixed, { resources: [...around(), enough] })).toEqual(['pass']);
});

test('weights count in the quota: two heavy types need half the instances', () => {
  const overrides = [anOverride('m7i.xlarge', '2'), anOverride('m6i.xlarge', '2')];
  const mixed = { launchTemplate: null, mixedInstancesPolicy: aMixedPolicy({ overrides }) };
  expect(judged(mixed, { quota: 20 })).toEqual(['pass']);
  expect(judged(mixed, { quota: 19 })).toEqual(['fail']);
});

test('Spot capacity is not judged by on-demand quotas', () => {
  const mixedInstancesPolicy = aMixedPolicy({
    onDemandBaseCapacity: 2,
    onDemandPercentageAboveBaseCapacity: 50,
  });
  const mixed = { launchTemplate: null, mixedInstancesPolicy };
  const spot = anAutoScalingGroup(mixed);
  const [outcome] = evaluate(check, spot, { resources: around() });
  // Two, and half of the other eight.
  expect(outcome).toMatchObject({ status: 'unknown', evidence: { spotUnits: 4, vcpus: [{ least: 12 }] } });
  expect(JSON.stringify(outcome)).toContain('NotAsked: 4 of the maximum');
  expect(judged(mixed, { quota: 11 })).toEqual(['fail']);
});

test('is unknown when the type is not known, or is for AWS to choose', () => {
  expect(judged({}, { type: 'q9.large' })).toEqual(['unknown']);
  const required = aMixedPolicy({ usesInstanceRequirements: true, overrides: [anOverride(null)] });
  expect(judged({ launchTemplate: null, mixedInstancesPolicy: required })).toEqual(['unknown']);
  const noType = aLaunchTemplate({ versions: versionsOf(launchSettings({ instanceType: null })) });
  const resources = [...around().filter((each) => each.type !== 'AWS::EC2::LaunchTemplate'), noType];
  expect(statuses(check, group, { resources })).toEqual(['unknown']);
});

test("an override without a type has its template's", () => {
  const mixedInstancesPolicy = aMixedPolicy({ overrides: [anOverride(null, '1')] });
  expect(judged({ launchTemplate: null, mixedInstancesPolicy }, { quota: 20 })).toEqual(['pass']);
  expect(judged({ launchTemplate: null, mixedInstancesPolicy }, { quota: 19 })).toEqual(['fail']);
});

test('is unknown when the quota is not among the answers', () => {
  expect(judged({}, { quota: null })).toEqual(['unknown']);
});

test.each([
  'AWS::EC2::Subnet',
  'AWS::EC2::LaunchTemplate',
  'AWS::EC2::Instance',
  'AWS::ServiceQuotas::Quota',
] as const)('is unknown when %s could not be listed', (type) => {
  const resources = around().filter((each) => each.type !== type);
  const [outcome] = evaluate(check, group, { resources, denied: [type] });
  expect(outcome).toMatchObject({ status: 'unknown', unread: [deniedListing(type)] });
});

test('fails by one limit that binds whatever the others are', () => {
  const denied = ['AWS::EC2::Subnet', 'AWS::EC2::Instance'] as const;
  const resources = around({ quota: 19 }).filter(({ type }) => !denied.some((each) => each === type));
  expect(statuses(check, group, { resources, denied })).toEqual(['fail']);
});

test('does not concern a group that may have no instances', () => {
  expect(judged({ maxSize: 0, desiredCapacity: 0 })).toEqual(['not-applicable']);
});
