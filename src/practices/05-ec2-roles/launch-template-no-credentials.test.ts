import { expect, test } from 'vitest';
import { aLaunchTemplate, launchSettings, versionsOf } from '../../../test/builders/ec2.ts';
import { aGroupLaunching } from '../../../test/builders/launch-users.ts';
import { leakyText } from '../../../test/builders/scanned-text.ts';
import { deniedCall, evaluate, statuses } from '../../../test/inventory-of.ts';
import { launchTemplateNoCredentials as check } from './launch-template-no-credentials.ts';

const leaky = versionsOf(launchSettings(), launchSettings({ userData: leakyText() }));
const denied = ['AWS::AutoScaling::AutoScalingGroup'] as const;

test('passes when no version holds one', () => {
  expect(statuses(check, aLaunchTemplate())).toEqual(['pass']);
});

test('fails for any version, though the groups could not be listed', () => {
  const template = aLaunchTemplate({ versions: leaky });
  expect(evaluate(check, template)).toMatchObject([
    { status: 'fail', evidence: { credentials: [{ place: 'version 2', line: 3 }] } },
  ]);
  expect(statuses(check, template, { denied })).toEqual(['fail']);
});

test('is unknown when the versions could not be read, or some may be missing', () => {
  const versions = deniedCall('ec2:DescribeLaunchTemplateVersions');
  expect(evaluate(check, aLaunchTemplate({ versions }))).toMatchObject([
    { status: 'unknown', unread: [versions] },
  ]);
  expect(statuses(check, aLaunchTemplate(), { denied })).toEqual(['unknown']);
  const group = aGroupLaunching('lt-0aaa', '7');
  expect(statuses(check, aLaunchTemplate(), { resources: [group] })).toEqual(['unknown']);
});
