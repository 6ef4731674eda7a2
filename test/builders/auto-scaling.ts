import { read } from '../../src/model/reading.ts';
import type {
  AutoScalingGroup,
  ScalingPolicy,
  ServiceQuota,
} from '../../src/model/resources/auto-scaling.ts';
import type { Alarm } from '../../src/model/resources/monitoring.ts';
import { ACCOUNT, REGION } from '../inventory-of.ts';
import { aTargetGroup } from './load-balancing.ts';
import { anAlarm } from './monitoring.ts';

/** A group of two to ten m7i.large in two zones, behind `aTargetGroup()`, launching `aLaunchTemplate()`. */
export function anAutoScalingGroup(overrides: Partial<AutoScalingGroup> = {}): AutoScalingGroup {
  const id = overrides.id ?? 'web';
  return {
    type: 'AWS::AutoScaling::AutoScalingGroup',
    account: ACCOUNT,
    region: REGION,
    arn: `arn:aws:autoscaling:${REGION}:${ACCOUNT}:autoScalingGroup:1:autoScalingGroupName/${id}`,
    id,
    tags: {},
    minSize: 2,
    maxSize: 10,
    desiredCapacity: 2,
    defaultCooldown: 300,
    defaultInstanceWarmup: 60,
    availabilityZones: [`${REGION}a`, `${REGION}b`],
    subnetIds: ['subnet-a', 'subnet-b'],
    loadBalancerNames: [],
    targetGroupArns: [aTargetGroup().arn],
    trafficSources: [{ identifier: aTargetGroup().arn, type: 'elbv2' }],
    healthCheckType: 'EC2,ELB',
    healthCheckGracePeriod: 120,
    launchConfigurationName: null,
    launchTemplate: { launchTemplateId: 'lt-0aaa', launchTemplateName: 'web', version: '$Latest' },
    mixedInstancesPolicy: null,
    suspendedProcesses: [],
    enabledMetrics: ['GroupInServiceInstances'],
    capacityRebalance: false,
    instances: ['a', 'b'].map((zone) => ({
      instanceId: `i-of-${id}-${zone}`,
      availabilityZone: `${REGION}${zone}`,
      instanceType: 'm7i.large',
      lifecycleState: 'InService',
      healthStatus: 'Healthy',
    })),
    warmPool: null,
    createdTime: '2025-01-01T00:00:00.000Z',
    recentActivities: read([]),
    ...overrides,
  };
}

type MixedPolicy = NonNullable<AutoScalingGroup['mixedInstancesPolicy']>;

/** m7i.large and m6i.large, all on demand. */
export function aMixedPolicy(overrides: Partial<MixedPolicy> = {}): MixedPolicy {
  return {
    launchTemplate: { launchTemplateId: 'lt-0aaa', launchTemplateName: 'web', version: '$Latest' },
    overrides: [anOverride('m7i.large'), anOverride('m6i.large')],
    usesInstanceRequirements: false,
    onDemandBaseCapacity: 0,
    onDemandPercentageAboveBaseCapacity: 100,
    spotAllocationStrategy: null,
    ...overrides,
  };
}

export function anOverride(
  instanceType: string | null,
  weightedCapacity: string | null = null,
): MixedPolicy['overrides'][number] {
  return { instanceType, weightedCapacity, launchTemplate: null };
}

/** Target tracking of 50 % CPU for the group `web`, with the two alarms that `scalingAlarms()` makes. */
export function aScalingPolicy(overrides: Partial<ScalingPolicy> = {}): ScalingPolicy {
  const id = overrides.id ?? 'cpu-50';
  const group = overrides.autoScalingGroupName ?? 'web';
  return {
    type: 'AWS::AutoScaling::ScalingPolicy',
    account: ACCOUNT,
    region: REGION,
    arn: `arn:aws:autoscaling:${REGION}:${ACCOUNT}:scalingPolicy:1:autoScalingGroupName/${group}:policyName/${id}`,
    id,
    autoScalingGroupName: group,
    policyType: 'TargetTrackingScaling',
    enabled: true,
    adjustmentType: null,
    minAdjustmentMagnitude: null,
    scalingAdjustment: null,
    cooldown: null,
    estimatedInstanceWarmup: null,
    metricAggregationType: null,
    stepAdjustments: [],
    targetTracking: {
      targetValue: 50,
      disableScaleIn: false,
      predefinedMetricType: 'ASGAverageCPUUtilization',
      resourceLabel: null,
      customMetric: null,
    },
    predictiveMode: null,
    alarmArns: scalingAlarms().map((alarm) => alarm.arn),
    ...overrides,
  };
}

/** The alarm of high CPU and that of low CPU which `aScalingPolicy()` names, both changed alike. */
export function scalingAlarms(overrides: Partial<Alarm> = {}): readonly Alarm[] {
  return [
    scalingAlarm('AlarmHigh', 'GreaterThanThreshold', overrides),
    scalingAlarm('AlarmLow', 'LessThanThreshold', overrides),
  ];
}

export function scalingAlarm(id: string, comparisonOperator: string, overrides: Partial<Alarm> = {}): Alarm {
  return anAlarm({
    id,
    comparisonOperator,
    alarmActions: [`arn:aws:autoscaling:${REGION}:${ACCOUNT}:scalingPolicy:1:of-web`],
    metric: {
      namespace: 'AWS/EC2',
      metricName: 'CPUUtilization',
      dimensions: { AutoScalingGroupName: 'web' },
    },
    ...overrides,
  });
}

/** The quota of standard instances. */
export function aVcpuQuota(overrides: Partial<ServiceQuota> = {}): ServiceQuota {
  const quotaCode = overrides.quotaCode ?? 'L-1216C47A';
  return {
    type: 'AWS::ServiceQuotas::Quota',
    account: ACCOUNT,
    region: REGION,
    arn: `arn:aws:servicequotas:${REGION}:${ACCOUNT}:ec2/${quotaCode}`,
    id: quotaCode,
    serviceCode: 'ec2',
    quotaCode,
    quotaName: 'Running On-Demand Standard (A, C, D, H, I, M, R, T, Z) instances',
    value: 64,
    ...overrides,
  };
}
