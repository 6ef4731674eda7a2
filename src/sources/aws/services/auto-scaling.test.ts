import { expect, test } from 'vitest';
import { apiOf, denied, deniedReading } from '../../../../test/api-of.ts';
import { accessKeyId } from '../../../../test/builders/made-up-secrets.ts';
import { noText } from '../../../../test/builders/scanned-text.ts';
import { collected } from '../../../../test/collected.ts';
import { ACCOUNT, REGION } from '../../../../test/inventory-of.ts';
import { read } from '../../../model/reading.ts';
import { collectors } from './auto-scaling.ts';

const ARN = `arn:aws:autoscaling:${REGION}:${ACCOUNT}`;
const here = { account: ACCOUNT, region: REGION };

/** As `aws autoscaling describe-auto-scaling-groups --output json` prints it. */
const GROUP = {
  AutoScalingGroupName: 'web',
  AutoScalingGroupARN: `${ARN}:autoScalingGroup:u:autoScalingGroupName/web`,
  LaunchTemplate: { LaunchTemplateId: 'lt-1', LaunchTemplateName: 'web', Version: '$Latest' },
  MinSize: 2,
  MaxSize: 10,
  DesiredCapacity: 2,
  DefaultCooldown: 300,
  DefaultInstanceWarmup: 60,
  AvailabilityZones: ['us-east-1a', 'us-east-1b'],
  LoadBalancerNames: [],
  TargetGroupARNs: ['arn:tg'],
  HealthCheckType: 'ELB',
  HealthCheckGracePeriod: 120,
  Instances: [
    {
      InstanceId: 'i-1',
      InstanceType: 'm7i.large',
      AvailabilityZone: 'us-east-1a',
      LifecycleState: 'InService',
      HealthStatus: 'Healthy',
      ProtectedFromScaleIn: false,
    },
  ],
  CreatedTime: '2025-01-01T00:00:00.000Z',
  SuspendedProcesses: [{ ProcessName: 'AZRebalance', SuspensionReason: 'User suspended' }],
  VPCZoneIdentifier: 'subnet-a,subnet-b',
  EnabledMetrics: [{ Metric: 'GroupInServiceInstances', Granularity: '1Minute' }],
  Tags: [{ Key: 'env', Value: 'prod', PropagateAtLaunch: true }],
  CapacityRebalance: true,
  WarmPoolConfiguration: { MinSize: 1, PoolState: 'Hibernated' },
  TrafficSources: [{ Identifier: 'arn:tg', Type: 'elbv2' }],
};

const ACTIVITIES = [
  {
    ActivityId: '2',
    AutoScalingGroupName: 'web',
    StartTime: '2026-10-31T10:00:00Z',
    EndTime: '2026-10-31T10:00:31Z',
    StatusCode: 'Failed',
    Description: 'Launching a new EC2 instance.  Status Reason: no capacity',
    Cause: 'an alarm',
  },
  {
    ActivityId: '1',
    AutoScalingGroupName: 'batch',
    StartTime: '2026-10-30T10:00:00Z',
    StatusCode: 'Successful',
    Cause: 'a schedule',
  },
];

const ANSWERS = {
  DescribeAutoScalingGroups: { AutoScalingGroups: [GROUP] },
  DescribeScalingActivities: { Activities: ACTIVITIES, NextToken: 'older' },
};

function groups(answers: Readonly<Record<string, unknown>> = ANSWERS) {
  return collected(collectors, 'AWS::AutoScaling::AutoScalingGroup', apiOf('auto-scaling', answers));
}

test('a group', async () => {
  const { resources, gap } = await groups();
  expect(gap).toBeNull();
  expect(resources).toEqual([
    {
      type: 'AWS::AutoScaling::AutoScalingGroup',
      ...here,
      arn: GROUP.AutoScalingGroupARN,
      id: 'web',
      tags: { env: 'prod' },
      minSize: 2,
      maxSize: 10,
      desiredCapacity: 2,
      defaultCooldown: 300,
      defaultInstanceWarmup: 60,
      availabilityZones: ['us-east-1a', 'us-east-1b'],
      subnetIds: ['subnet-a', 'subnet-b'],
      loadBalancerNames: [],
      targetGroupArns: ['arn:tg'],
      trafficSources: [{ identifier: 'arn:tg', type: 'elbv2' }],
      healthCheckType: 'ELB',
      healthCheckGracePeriod: 120,
      launchConfigurationName: null,
      launchTemplate: { launchTemplateId: 'lt-1', launchTemplateName: 'web', version: '$Latest' },
      mixedInstancesPolicy: null,
      suspendedProcesses: [{ processName: 'AZRebalance', suspensionReason: 'User suspended' }],
      enabledMetrics: ['GroupInServiceInstances'],
      capacityRebalance: true,
      instances: [
        {
          instanceId: 'i-1',
          availabilityZone: 'us-east-1a',
          instanceType: 'm7i.large',
          lifecycleState: 'InService',
          healthStatus: 'Healthy',
        },
      ],
      warmPool: { minSize: 1, maxGroupPreparedCapacity: null, poolState: 'Hibernated' },
      createdTime: '2025-01-01T00:00:00.000Z',
      recentActivities: read([
        {
          startTime: '2026-10-31T10:00:00.000Z',
          endTime: '2026-10-31T10:00:31.000Z',
          statusCode: 'Failed',
          description: 'Launching a new EC2 instance.  Status Reason: no capacity',
          cause: 'an alarm',
        },
      ]),
    },
  ]);
});

test('activities are one call for all groups, none where there is no group', async () => {
  const api = apiOf('auto-scaling', {
    ...ANSWERS,
    DescribeAutoScalingGroups: { AutoScalingGroups: [GROUP, { ...GROUP, AutoScalingGroupName: 'batch' }] },
  });
  const { resources } = await collected(collectors, 'AWS::AutoScaling::AutoScalingGroup', api);
  expect(resources.map((each) => each.recentActivities)).toMatchObject([
    { value: [{ cause: 'an alarm' }] },
    { value: [{ cause: 'a schedule' }] },
  ]);
  expect(api.calls.filter((call) => call.includes('Activities'))).toHaveLength(1);
  const empty = apiOf('auto-scaling', { DescribeAutoScalingGroups: { AutoScalingGroups: [] } });
  expect(await collected(collectors, 'AWS::AutoScaling::AutoScalingGroup', empty)).toEqual({
    resources: [],
    gap: null,
  });
});

test('a mixed instances policy', async () => {
  const MixedInstancesPolicy = {
    LaunchTemplate: {
      LaunchTemplateSpecification: { LaunchTemplateId: 'lt-1', Version: '3' },
      Overrides: [
        { InstanceType: 'm7i.large', WeightedCapacity: '2' },
        {
          InstanceRequirements: { VCpuCount: { Min: 2 }, MemoryMiB: { Min: 4096 } },
          LaunchTemplateSpecification: { LaunchTemplateName: 'arm' },
        },
      ],
    },
    InstancesDistribution: { OnDemandBaseCapacity: 1, OnDemandPercentageAboveBaseCapacity: 25 },
  };
  const { LaunchTemplate: _, ...group } = GROUP;
  const { resources } = await groups({
    ...ANSWERS,
    DescribeAutoScalingGroups: { AutoScalingGroups: [{ ...group, MixedInstancesPolicy }] },
  });
  expect(resources[0]).toMatchObject({
    launchTemplate: null,
    mixedInstancesPolicy: {
      launchTemplate: { launchTemplateId: 'lt-1', launchTemplateName: null, version: '3' },
      overrides: [
        { instanceType: 'm7i.large', weightedCapacity: '2', launchTemplate: null },
        {
          instanceType: null,
          weightedCapacity: null,
          launchTemplate: { launchTemplateId: null, launchTemplateName: 'arm', version: null },
        },
      ],
      usesInstanceRequirements: true,
      onDemandBaseCapacity: 1,
      onDemandPercentageAboveBaseCapacity: 25,
      spotAllocationStrategy: null,
    },
  });
});

test('denied calls of groups', async () => {
  const activities = await groups({ ...ANSWERS, DescribeScalingActivities: denied() });
  expect(activities.gap).toBeNull();
  expect(activities.resources[0]?.recentActivities).toEqual(
    deniedReading('autoscaling:DescribeScalingActivities'),
  );
  expect(await groups({ ...ANSWERS, DescribeAutoScalingGroups: denied() })).toEqual({
    resources: [],
    gap: deniedReading('autoscaling:DescribeAutoScalingGroups'),
  });
});

const POLICIES = [
  {
    AutoScalingGroupName: 'web',
    PolicyName: 'cpu',
    PolicyARN: `${ARN}:scalingPolicy:u:autoScalingGroupName/web:policyName/cpu`,
    PolicyType: 'TargetTrackingScaling',
    Enabled: true,
    EstimatedInstanceWarmup: 60,
    Alarms: [{ AlarmName: 'high', AlarmARN: 'arn:alarm:high' }],
    TargetTrackingConfiguration: {
      PredefinedMetricSpecification: {
        PredefinedMetricType: 'ALBRequestCountPerTarget',
        ResourceLabel: 'app/web/1/targetgroup/web/2',
      },
      TargetValue: 1000,
      DisableScaleIn: true,
    },
  },
  {
    AutoScalingGroupName: 'web',
    PolicyName: 'steps',
    PolicyARN: 'arn:steps',
    PolicyType: 'StepScaling',
    AdjustmentType: 'PercentChangeInCapacity',
    MinAdjustmentMagnitude: 2,
    MetricAggregationType: 'Average',
    StepAdjustments: [{ MetricIntervalLowerBound: 0, ScalingAdjustment: 30 }],
    Enabled: false,
  },
  {
    AutoScalingGroupName: 'web',
    PolicyName: 'forecast',
    PolicyARN: 'arn:forecast',
    PolicyType: 'PredictiveScaling',
    PredictiveScalingConfiguration: { MetricSpecifications: [] },
  },
  {
    AutoScalingGroupName: 'web',
    PolicyName: 'old',
    PolicyARN: 'arn:old',
    ScalingAdjustment: 1,
    Cooldown: 300,
  },
];

function policies(ScalingPolicies: readonly unknown[]) {
  const api = apiOf('auto-scaling', { DescribePolicies: { ScalingPolicies } });
  return collected(collectors, 'AWS::AutoScaling::ScalingPolicy', api);
}

test('scaling policies of every type', async () => {
  const { resources, gap } = await policies(POLICIES);
  expect(gap).toBeNull();
  const plain = {
    type: 'AWS::AutoScaling::ScalingPolicy',
    ...here,
    autoScalingGroupName: 'web',
    enabled: true,
    adjustmentType: null,
    minAdjustmentMagnitude: null,
    scalingAdjustment: null,
    cooldown: null,
    estimatedInstanceWarmup: null,
    metricAggregationType: null,
    stepAdjustments: [],
    targetTracking: null,
    predictiveMode: null,
    alarmArns: [],
  };
  expect(resources).toEqual([
    {
      ...plain,
      arn: `${ARN}:scalingPolicy:u:autoScalingGroupName/web:policyName/cpu`,
      id: 'cpu',
      policyType: 'TargetTrackingScaling',
      estimatedInstanceWarmup: 60,
      targetTracking: {
        targetValue: 1000,
        disableScaleIn: true,
        predefinedMetricType: 'ALBRequestCountPerTarget',
        resourceLabel: 'app/web/1/targetgroup/web/2',
        customMetric: null,
      },
      alarmArns: ['arn:alarm:high'],
    },
    {
      ...plain,
      arn: 'arn:steps',
      id: 'steps',
      policyType: 'StepScaling',
      enabled: false,
      adjustmentType: 'PercentChangeInCapacity',
      minAdjustmentMagnitude: 2,
      metricAggregationType: 'Average',
      stepAdjustments: [
        { metricIntervalLowerBound: 0, metricIntervalUpperBound: null, scalingAdjustment: 30 },
      ],
    },
    {
      ...plain,
      arn: 'arn:forecast',
      id: 'forecast',
      policyType: 'PredictiveScaling',
      predictiveMode: 'ForecastOnly',
    },
    {
      ...plain,
      arn: 'arn:old',
      id: 'old',
      policyType: 'SimpleScaling',
      scalingAdjustment: 1,
      cooldown: 300,
    },
  ]);
});

const QUERY = {
  Id: 'm1',
  MetricStat: {
    Metric: { Namespace: 'AWS/SQS', MetricName: 'ApproximateNumberOfMessagesVisible' },
    Stat: 'Sum',
  },
};

test.each([
  [
    'named outright',
    { Namespace: 'Shop', MetricName: 'Orders', Statistic: 'Average' },
    { namespace: 'Shop', metricName: 'Orders', statistic: 'Average', usesMetricMath: false },
  ],
  [
    'as one query',
    { Metrics: [QUERY] },
    {
      namespace: 'AWS/SQS',
      metricName: 'ApproximateNumberOfMessagesVisible',
      statistic: 'Sum',
      usesMetricMath: false,
    },
  ],
  [
    'by metric math',
    { Metrics: [QUERY, { Id: 'e1', Expression: 'm1 / 2' }] },
    { namespace: null, metricName: null, statistic: null, usesMetricMath: true },
  ],
])('a custom metric %s', async (_, CustomizedMetricSpecification, customMetric) => {
  const TargetTrackingConfiguration = { CustomizedMetricSpecification, TargetValue: 1 };
  const { resources } = await policies([{ ...POLICIES[0], TargetTrackingConfiguration }]);
  expect(resources[0]?.targetTracking).toEqual({
    targetValue: 1,
    disableScaleIn: false,
    predefinedMetricType: null,
    resourceLabel: null,
    customMetric,
  });
});

const CONFIGURATION = {
  LaunchConfigurationName: 'web-2019',
  LaunchConfigurationARN: `${ARN}:launchConfiguration:u:launchConfigurationName/web-2019`,
  ImageId: 'ami-1',
  KeyName: '',
  SecurityGroups: ['sg-1'],
  UserData: '',
  InstanceType: 'm4.large',
  IamInstanceProfile: 'web',
  CreatedTime: '2019-01-01T00:00:00Z',
  InstanceMonitoring: { Enabled: true },
  AssociatePublicIpAddress: true,
  MetadataOptions: { HttpTokens: 'required', HttpPutResponseHopLimit: 1 },
};

function configurations(configuration: unknown, answers: Readonly<Record<string, unknown>> = {}) {
  const api = apiOf('auto-scaling', {
    DescribeLaunchConfigurations: { LaunchConfigurations: [configuration] },
    ...answers,
  });
  return collected(collectors, 'AWS::AutoScaling::LaunchConfiguration', api);
}

test('a launch configuration', async () => {
  const { resources, gap } = await configurations(CONFIGURATION);
  expect(gap).toBeNull();
  expect(resources).toEqual([
    {
      type: 'AWS::AutoScaling::LaunchConfiguration',
      ...here,
      arn: CONFIGURATION.LaunchConfigurationARN,
      id: 'web-2019',
      createdTime: '2019-01-01T00:00:00.000Z',
      settings: {
        imageId: 'ami-1',
        instanceType: 'm4.large',
        keyName: null,
        iamInstanceProfile: 'web',
        metadataOptions: { httpTokens: 'required', httpPutResponseHopLimit: 1 },
        securityGroupIds: ['sg-1'],
        associatePublicIpAddress: true,
        detailedMonitoring: true,
        marketType: null,
        userData: { ...noText, sha256: resources[0]?.settings.userData.sha256 },
      },
    },
  ]);
});

test('what a launch configuration leaves open, with what its image asks for', async () => {
  const {
    AssociatePublicIpAddress: _,
    InstanceMonitoring: __,
    MetadataOptions: ___,
    ...open
  } = CONFIGURATION;
  const { resources } = await configurations(open, {
    DescribeImages: { Images: [{ ImageId: 'ami-1', ImdsSupport: 'v2.0' }] },
  });
  expect(resources[0]?.settings).toMatchObject({
    associatePublicIpAddress: null,
    detailedMonitoring: null,
    metadataOptions: null,
    imageImdsSupport: read('v2.0'),
  });
  const spot = await configurations({ ...open, SpotPrice: '0.05' });
  expect(spot.resources[0]?.settings.marketType).toBe('spot');
  const blind = await configurations(open, { DescribeImages: denied('UnauthorizedOperation') });
  expect(blind.gap).toBeNull();
  expect(blind.resources[0]?.settings.imageImdsSupport).toEqual(
    deniedReading('ec2:DescribeImages', 'UnauthorizedOperation'),
  );
});

test('credentials in base64 user data are found', async () => {
  const UserData = Buffer.from(`#!/bin/sh\nexport AWS_ACCESS_KEY_ID=${accessKeyId}\n`).toString('base64');
  const { resources } = await configurations({ ...CONFIGURATION, UserData });
  expect(resources[0]?.settings.userData.matches).toMatchObject([{ pattern: 'aws-access-key-id', line: 2 }]);
  expect(JSON.stringify(resources)).not.toContain(accessKeyId);
});

test('scheduled actions', async () => {
  const ScheduledUpdateGroupActions = [
    {
      AutoScalingGroupName: 'web',
      ScheduledActionName: 'morning',
      ScheduledActionARN: 'arn:morning',
      StartTime: '2026-01-01T06:00:00Z',
      Recurrence: '0 6 * * *',
      TimeZone: 'Etc/UTC',
      MinSize: 4,
    },
    {
      AutoScalingGroupName: 'web',
      ScheduledActionName: 'once',
      Time: '2026-02-01T06:00:00Z',
      DesiredCapacity: 0,
    },
  ];
  const api = apiOf('auto-scaling', { DescribeScheduledActions: { ScheduledUpdateGroupActions } });
  const { resources, gap } = await collected(collectors, 'AWS::AutoScaling::ScheduledAction', api);
  expect(gap).toBeNull();
  const plain = { type: 'AWS::AutoScaling::ScheduledAction', ...here, autoScalingGroupName: 'web' };
  expect(resources).toEqual([
    {
      ...plain,
      arn: 'arn:morning',
      id: 'morning',
      startTime: '2026-01-01T06:00:00.000Z',
      endTime: null,
      recurrence: '0 6 * * *',
      timeZone: 'Etc/UTC',
      minSize: 4,
      maxSize: null,
      desiredCapacity: null,
    },
    {
      ...plain,
      arn: `${ARN}:scheduledUpdateGroupAction::autoScalingGroupName/web:scheduledActionName/once`,
      id: 'once',
      startTime: '2026-02-01T06:00:00.000Z',
      endTime: null,
      recurrence: null,
      timeZone: null,
      minSize: null,
      maxSize: null,
      desiredCapacity: 0,
    },
  ]);
});

test.each([
  ['AWS::AutoScaling::ScalingPolicy', 'DescribePolicies'],
  ['AWS::AutoScaling::LaunchConfiguration', 'DescribeLaunchConfigurations'],
  ['AWS::AutoScaling::ScheduledAction', 'DescribeScheduledActions'],
] as const)('%s is a gap when %s is denied', async (type, operation) => {
  const api = apiOf('auto-scaling', { [operation]: denied() });
  expect(await collected(collectors, type, api)).toEqual({
    resources: [],
    gap: deniedReading(`autoscaling:${operation}`),
  });
});
