import { expect, test } from 'vitest';
import {
  aLaunchTemplate,
  anImage,
  anInstance,
  ec2Defaults,
  launchSettings,
  versionsOf,
} from '../../../test/builders/ec2.ts';
import { aConfigurationWith, aGroupLaunching } from '../../../test/builders/launch-users.ts';
import { deniedCall, evaluate, statuses } from '../../../test/inventory-of.ts';
import { read } from '../../model/reading.ts';
import type { MetadataOptions } from '../../model/resources/ec2.ts';
import type { Check } from '../check.ts';
import { ec2Imdsv2Required } from './ec2-imdsv2-required.ts';

const [ofInstances, ofTemplates, ofConfigurations] = ec2Imdsv2Required as [Check, Check, Check];

const options = (overrides: Partial<MetadataOptions>): MetadataOptions => ({
  httpTokens: 'optional',
  httpEndpoint: 'enabled',
  httpPutResponseHopLimit: 1,
  httpProtocolIpv6: 'disabled',
  ...overrides,
});

test.each([
  ['pass', options({ httpTokens: 'required' })],
  ['pass', options({ httpEndpoint: 'disabled' })],
  ['fail', options({})],
  ['unknown', null],
])('an instance: %s for %j', (status, metadataOptions) => {
  expect(statuses(ofInstances, anInstance({ metadataOptions }))).toEqual([status]);
});

// What a launch configuration leaves open, from the account's default to EC2's own.
const noPreference = ec2Defaults({ instanceMetadataDefaults: read({}) });
const v1Image = anImage({ imdsSupport: null });

test.each([
  ['pass', 'required by itself', { httpTokens: 'required' }, [deniedDefaults()]],
  ['pass', 'metadata off', { httpEndpoint: 'disabled' }, [deniedDefaults()]],
  ['fail', 'optional by itself', { httpTokens: 'optional' }, [noPreference, v1Image]],
  ['fail', 'optional by itself whatever the account prefers', { httpTokens: 'optional' }, [ec2Defaults()]],
  ['pass', 'open, required by the account', null, [ec2Defaults(), v1Image]],
  ['fail', 'open, optional by the account', null, [defaults({ httpTokens: 'optional' }), anImage()]],
  ['pass', 'open, the account turns metadata off', null, [defaults({ httpEndpoint: 'disabled' }), v1Image]],
  [
    'fail',
    'turned on against the account',
    { httpEndpoint: 'enabled' },
    [defaults({ httpEndpoint: 'disabled' }), v1Image],
  ],
  [
    'pass',
    'optional, but enforced',
    { httpTokens: 'optional' },
    [defaults({ httpTokensEnforced: 'enabled' })],
  ],
  ['pass', 'open, the image asks for it', {}, [noPreference, anImage()]],
  ['fail', 'open everywhere', {}, [noPreference, v1Image]],
  ['unknown', 'the defaults were denied', null, [deniedDefaults(), anImage()]],
  ['unknown', 'optional, and enforcement is not known', { httpTokens: 'optional' }, [deniedDefaults()]],
  ['unknown', 'the defaults were not collected', null, []],
  ['unknown', 'the image is another account’s', null, [noPreference]],
] as const)('a launch configuration: %s: %s', (status, _, metadataOptions, resources) => {
  expect(statuses(ofConfigurations, aConfigurationWith({ metadataOptions }), { resources })).toEqual([
    status,
  ]);
});

test('what the image asks for counts when it was looked up, and is unknown when it could not be', () => {
  const open = { metadataOptions: null, imageId: 'ami-amazon' };
  const looked = aConfigurationWith({ ...open, imageImdsSupport: read('v2.0') });
  expect(statuses(ofConfigurations, looked, { resources: [noPreference] })).toEqual(['pass']);
  const imageImdsSupport = deniedCall('ec2:DescribeImages');
  const denied = aConfigurationWith({ ...open, imageImdsSupport });
  const [outcome] = evaluate(ofConfigurations, denied, { resources: [noPreference] });
  expect(outcome).toMatchObject({ status: 'unknown', unread: [imageImdsSupport] });
  const without = aConfigurationWith({ metadataOptions: null, imageId: null });
  expect(statuses(ofConfigurations, without, { resources: [noPreference] })).toEqual(['unknown']);
});

function defaults(value: object) {
  return ec2Defaults({ instanceMetadataDefaults: read(value) });
}

function deniedDefaults() {
  return ec2Defaults({ instanceMetadataDefaults: deniedCall('ec2:GetInstanceMetadataDefaults') });
}

// Version 1 is good, 2 is open; 2 is the latest, 1 the default.
const template = aLaunchTemplate({
  latestVersionNumber: 2,
  versions: versionsOf(launchSettings(), launchSettings({ metadataOptions: { httpTokens: 'optional' } })),
});
const all = [noPreference, v1Image];

test.each([
  ['pass', null],
  ['pass', '$Default'],
  ['pass', '1'],
  ['fail', '$Latest'],
  ['fail', '2'],
  ['unknown', '3'],
])('a template: %s when a group launches version %s', (status, version) => {
  const resources = [...all, aGroupLaunching('lt-0aaa', version)];
  expect(statuses(ofTemplates, template, { resources })).toEqual([status]);
});

test('a group may name the template in its mixed instances, and by its name', () => {
  const byName = { launchTemplateId: null, launchTemplateName: 'web', version: '2' };
  const mixed = {
    launchTemplate: { launchTemplateId: 'lt-0bbb', launchTemplateName: null, version: null },
    overrides: [{ instanceType: 'c7g.large', weightedCapacity: null, launchTemplate: byName }],
    usesInstanceRequirements: false,
    onDemandBaseCapacity: null,
    onDemandPercentageAboveBaseCapacity: null,
    spotAllocationStrategy: null,
  };
  const group = aGroupLaunching('', null, { launchTemplate: null, mixedInstancesPolicy: mixed });
  const [outcome] = evaluate(ofTemplates, template, { resources: [...all, group] });
  expect(outcome).toMatchObject({
    status: 'fail',
    summary: 'Version 2 of web, used by web-group, launches instances that answer without a token.',
  });
});

test('a template that nothing uses is not judged; an instance launched from it makes the default count', () => {
  expect(statuses(ofTemplates, template, { resources: all })).toEqual(['not-applicable']);
  const tags = { 'aws:ec2launchtemplate:id': 'lt-0aaa', 'aws:ec2launchtemplate:version': '2' };
  expect(statuses(ofTemplates, template, { resources: [...all, anInstance({ tags })] })).toEqual(['pass']);
  const ofGroup = anInstance({ tags: { ...tags, 'aws:autoscaling:groupName': 'web-group' } });
  expect(statuses(ofTemplates, template, { resources: [...all, ofGroup] })).toEqual(['not-applicable']);
});

test('the same id in another region is another template', () => {
  const elsewhere = aGroupLaunching('lt-0aaa', '2', { region: 'eu-west-1' });
  expect(statuses(ofTemplates, template, { resources: [...all, elsewhere] })).toEqual(['not-applicable']);
});

test('without the groups or the instances a template is unknown, unless a known use fails', () => {
  const good = aGroupLaunching('lt-0aaa', '1');
  const bad = aGroupLaunching('lt-0aaa', '2');
  for (const denied of ['AWS::AutoScaling::AutoScalingGroup', 'AWS::EC2::Instance'] as const) {
    expect(statuses(ofTemplates, template, { resources: all, denied: [denied] })).toEqual(['unknown']);
    expect(statuses(ofTemplates, template, { resources: [...all, good], denied: [denied] })).toEqual([
      'unknown',
    ]);
    expect(statuses(ofTemplates, template, { resources: [...all, bad], denied: [denied] })).toEqual(['fail']);
  }
});

test('is unknown when the versions could not be read', () => {
  const versions = deniedCall('ec2:DescribeLaunchTemplateVersions');
  const resources = [...all, aGroupLaunching('lt-0aaa', '1')];
  const [outcome] = evaluate(ofTemplates, aLaunchTemplate({ versions }), { resources });
  expect(outcome).toMatchObject({ status: 'unknown', unread: [versions] });
});
