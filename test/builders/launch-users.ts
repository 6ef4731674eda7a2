import type { AutoScalingGroup, LaunchConfiguration } from '../../src/model/resources/auto-scaling.ts';
import type { LaunchSettings } from '../../src/model/resources/ec2.ts';
import { ACCOUNT, REGION } from '../inventory-of.ts';
import { anAutoScalingGroup } from './auto-scaling.ts';
import { launchSettings } from './ec2.ts';

/** A group that launches a version of a template; null: the template's default. */
export function aGroupLaunching(
  launchTemplateId: string,
  version: string | null,
  overrides: Partial<AutoScalingGroup> = {},
): AutoScalingGroup {
  return anAutoScalingGroup({
    id: 'web-group',
    launchTemplate: { launchTemplateId, launchTemplateName: null, version },
    ...overrides,
  });
}

/** A launch configuration that differs from the good one in these settings. */
export function aConfigurationWith(settings: Partial<LaunchSettings>): LaunchConfiguration {
  const id = 'web-2023';
  return {
    type: 'AWS::AutoScaling::LaunchConfiguration',
    account: ACCOUNT,
    region: REGION,
    arn: `arn:aws:autoscaling:${REGION}:${ACCOUNT}:launchConfiguration:u:launchConfigurationName/${id}`,
    id,
    createdTime: '2023-01-01T00:00:00.000Z',
    settings: launchSettings(settings),
  };
}
