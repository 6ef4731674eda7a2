import { expect, test } from 'vitest';
import { aLaunchTemplate, anInstance, launchSettings, versionsOf } from '../../../test/builders/ec2.ts';
import { anInstanceProfile, aRole } from '../../../test/builders/iam.ts';
import { aConfigurationWith } from '../../../test/builders/launch-users.ts';
import { daysBefore, deniedCall, evaluate, statuses } from '../../../test/inventory-of.ts';
import { read } from '../../model/reading.ts';
import { ec2ProfileRoleUnused as check } from './ec2-profile-role-unused.ts';

const profile = anInstanceProfile({ createDate: daysBefore(400) });
const roleUsed = (days: number | null) =>
  aRole({
    id: 'web-server',
    arn: 'arn:aws:iam::111122223333:role/web-server',
    roleLastUsed: read({ lastUsedDate: days === null ? null : daysBefore(days), region: 'us-east-1' }),
  });
const idle = roleUsed(null);
const elsewhere = launchSettings({ iamInstanceProfile: 'other' });

test('fails when nothing carries the profile and its role has no use', () => {
  const [outcome] = evaluate(check, profile, { resources: [idle] });
  expect(outcome).toMatchObject({
    status: 'fail',
    summary: 'Nothing carries web-server, and it was made 400 days ago.',
  });
});

test.each([
  ['pass', 89],
  ['fail', 90],
])('%s when the role was last used %i days ago', (status, days) => {
  expect(statuses(check, profile, { resources: [roleUsed(days)] })).toEqual([status]);
});

test('a new profile gets its days', () => {
  const fresh = anInstanceProfile({ createDate: daysBefore(89) });
  expect(statuses(check, fresh, { resources: [idle] })).toEqual(['pass']);
});

test.each([
  ['an instance', anInstance()],
  ['an instance of another region', anInstance({ region: 'eu-west-1' })],
  ['a launch template that gives its name', aLaunchTemplate()],
  [
    'a launch template that gives its ARN',
    aLaunchTemplate({ versions: versionsOf(elsewhere, launchSettings({ iamInstanceProfile: profile.arn })) }),
  ],
  ['a launch configuration', aConfigurationWith({})],
])('passes when used by %s, whatever else is missing', (_, user) => {
  const regions = ['us-east-1', 'eu-west-1'];
  expect(statuses(check, profile, { resources: [idle, user], regions })).toEqual(['pass']);
  const denied = ['AWS::IAM::Role', 'AWS::EC2::Instance'] as const;
  expect(statuses(check, profile, { resources: [user], regions, denied })).toEqual(['pass']);
});

test('users of other profiles do not count', () => {
  const other = aLaunchTemplate({ versions: versionsOf(elsewhere) });
  expect(statuses(check, profile, { resources: [idle, other] })).toEqual(['fail']);
});

test.each([
  'AWS::EC2::Instance',
  'AWS::EC2::LaunchTemplate',
  'AWS::AutoScaling::LaunchConfiguration',
  'AWS::IAM::Role',
] as const)('is unknown when %s could not be listed', (type) => {
  const resources = type === 'AWS::IAM::Role' ? [] : [idle];
  expect(statuses(check, profile, { resources, denied: [type] })).toEqual(['unknown']);
});

test('is unknown when a region, a template or the last use was not read', () => {
  const skippedRegions = [{ region: 'eu-west-1', why: 'not asked for' }];
  expect(statuses(check, profile, { resources: [idle], skippedRegions })).toEqual(['unknown']);
  const template = aLaunchTemplate({ versions: deniedCall('ec2:DescribeLaunchTemplateVersions') });
  expect(statuses(check, profile, { resources: [idle, template] })).toEqual(['unknown']);
  const unreadUse = { ...idle, roleLastUsed: deniedCall('iam:GetAccountAuthorizationDetails') };
  expect(statuses(check, profile, { resources: [unreadUse] })).toEqual(['unknown']);
});

test('a profile without a role gives nobody anything', () => {
  expect(statuses(check, anInstanceProfile({ roleArns: [] }))).toEqual(['not-applicable']);
});
