import { read } from '../../src/model/reading.ts';
import type { AutoScalingGroup, LaunchConfiguration } from '../../src/model/resources/auto-scaling.ts';
import type { LaunchSettings } from '../../src/model/resources/ec2.ts';
import { ACCOUNT, REGION } from '../inventory-of.ts';
import { launchSettings } from './ec2.ts';

/** A group of one zone that launches a version of a template; null: the template's default. */
export function aGroupLaunching(
  launchTemplateId: string,
  version: string | null,
  overrides: Partial<AutoScalingGroup> = {},
): AutoScalingGroup {
  const id = overrides.id ?? 'web-group';
  return {
    type: 'AWS::AutoScaling::AutoScalingGroup',
    account: ACCOUNT,
    region: REGION,
    arn: `arn:aws:autoscaling:${REGION}:${ACCOUNT}:autoScalingGroup:u:autoScalingGroupName/${id}`,
    id,
    minSize: 1,
    maxSize: 4,
    desiredCapacity: 2,
    defaultCooldown: 300,
    defaultInstanceWarmup: null,
    availabilityZones: ['us-east-1a'],
    subnetIds: ['subnet-0aaa'],
    loadBalancerNames: [],
    targetGroupArns: [],
    trafficSources: [],
    healthCheckType: 'EC2',
    healthCheckGracePeriod: null,
    launchConfigurationName: null,
    launchTemplate: { launchTemplateId, launchTemplateName: null, version },
    mixedInstancesPolicy: null,
    suspendedProcesses: [],
    enabledMetrics: [],
    capacityRebalance: false,
    instances: [],
    warmPool: null,
    createdTime: null,
    recentActivities: read([]),
    ...overrides,
  };
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
