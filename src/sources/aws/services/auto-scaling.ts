import type {
  Activity,
  CustomizedMetricSpecification,
  DescribeScalingActivitiesCommandOutput,
  LaunchTemplateSpecification,
  MixedInstancesPolicy,
  ScheduledUpdateGroupAction,
  LaunchConfiguration as SdkConfiguration,
  AutoScalingGroup as SdkGroup,
  ScalingPolicy as SdkPolicy,
  TargetTrackingConfiguration,
  WarmPoolConfiguration,
} from '@aws-sdk/client-auto-scaling';
import { mapReading, type Reading } from '../../../model/reading.ts';
import type {
  AutoScalingGroup,
  LaunchConfiguration,
  LaunchTemplateRef,
  ScalingPolicy,
  ScheduledAction,
  TargetTracking,
} from '../../../model/resources/auto-scaling.ts';
import { defineCollector, type Listed, mapListed, type ServiceApi } from '../collector.ts';
import { launchSettingsOf, withImageImdsSupport } from '../launch-settings.ts';
import { isoTime, tagsOf } from '../mapping.ts';

const groups = defineCollector({
  type: 'AWS::AutoScaling::AutoScalingGroup',
  service: 'auto-scaling',
  scope: 'regional',
  calls: ['autoscaling:DescribeAutoScalingGroups', 'autoscaling:DescribeScalingActivities'],
  async collect(api) {
    const listed = await listAutoScalingGroups(api);
    if (listed.items.length === 0) return { resources: [], gap: listed.gap };
    const activities = await latestActivities(api);
    return mapListed(listed, (group) => toGroup(api, group, activities));
  },
});

/** The listing that groups, launch templates and quotas start from. `api` is any service's of the region. */
export function listAutoScalingGroups(api: ServiceApi): Promise<Listed<SdkGroup>> {
  const scaling = api.at({ service: 'auto-scaling' });
  return scaling.shared('DescribeAutoScalingGroups', () =>
    scaling.list<SdkGroup>('DescribeAutoScalingGroups', { MaxRecords: 100 }, 'AutoScalingGroups'),
  );
}

type ActivitiesByGroup = Reading<ReadonlyMap<string, readonly Activity[]>>;

/**
 * One page for all groups of the region instead of a call for each: AWS keeps six weeks of activities, and the
 * latest hundred tell how the groups fare now.
 * https://docs.aws.amazon.com/autoscaling/ec2/APIReference/API_DescribeScalingActivities.html
 */
async function latestActivities(api: ServiceApi): Promise<ActivitiesByGroup> {
  const page = await api.read<DescribeScalingActivitiesCommandOutput>('DescribeScalingActivities', {
    MaxRecords: 100,
  });
  return mapReading(page, ({ Activities }) =>
    Map.groupBy(Activities ?? [], (activity) => activity.AutoScalingGroupName ?? ''),
  );
}

function toGroup(api: ServiceApi, group: SdkGroup, activities: ActivitiesByGroup): AutoScalingGroup {
  const id = group.AutoScalingGroupName ?? '';
  return {
    type: 'AWS::AutoScaling::AutoScalingGroup',
    account: api.account,
    region: api.region,
    arn: group.AutoScalingGroupARN ?? api.arn('autoscaling', `autoScalingGroup::autoScalingGroupName/${id}`),
    id,
    tags: tagsOf(group.Tags),
    ...capacityOf(group),
    ...trafficOf(group),
    ...launchOf(group),
    ...healthOf(group),
    recentActivities: mapReading(activities, (byGroup) => (byGroup.get(id) ?? []).map(toActivity)),
  };
}

function capacityOf(group: SdkGroup) {
  return {
    minSize: group.MinSize ?? 0,
    maxSize: group.MaxSize ?? 0,
    desiredCapacity: group.DesiredCapacity ?? 0,
    defaultCooldown: group.DefaultCooldown ?? 0,
    defaultInstanceWarmup: group.DefaultInstanceWarmup ?? null,
    availabilityZones: group.AvailabilityZones ?? [],
    subnetIds: (group.VPCZoneIdentifier ?? '').split(',').flatMap((id) => id.trim() || []),
    warmPool: warmPoolOf(group.WarmPoolConfiguration),
  };
}

function warmPoolOf(pool: WarmPoolConfiguration | undefined): AutoScalingGroup['warmPool'] {
  if (!pool) return null;
  const { MinSize = 0, MaxGroupPreparedCapacity, PoolState = 'Stopped' } = pool;
  return {
    minSize: MinSize,
    maxGroupPreparedCapacity: MaxGroupPreparedCapacity ?? null,
    poolState: PoolState,
  };
}

function trafficOf(group: SdkGroup) {
  return {
    loadBalancerNames: group.LoadBalancerNames ?? [],
    targetGroupArns: group.TargetGroupARNs ?? [],
    trafficSources: (group.TrafficSources ?? []).map((source) => ({
      identifier: source.Identifier ?? '',
      type: source.Type ?? '',
    })),
  };
}

function launchOf(group: SdkGroup) {
  return {
    launchConfigurationName: group.LaunchConfigurationName ?? null,
    launchTemplate: templateRef(group.LaunchTemplate),
    mixedInstancesPolicy: mixedPolicyOf(group.MixedInstancesPolicy),
    capacityRebalance: group.CapacityRebalance ?? false,
  };
}

function templateRef(template: LaunchTemplateSpecification | undefined): LaunchTemplateRef | null {
  if (!template) return null;
  const { LaunchTemplateId, LaunchTemplateName, Version } = template;
  return {
    launchTemplateId: LaunchTemplateId ?? null,
    launchTemplateName: LaunchTemplateName ?? null,
    version: Version ?? null,
  };
}

function mixedPolicyOf(policy: MixedInstancesPolicy | undefined): AutoScalingGroup['mixedInstancesPolicy'] {
  if (!policy) return null;
  const { LaunchTemplate: template, InstancesDistribution: distribution } = policy;
  const overrides = template?.Overrides ?? [];
  return {
    launchTemplate: templateRef(template?.LaunchTemplateSpecification),
    overrides: overrides.map((override) => ({
      instanceType: override.InstanceType ?? null,
      weightedCapacity: override.WeightedCapacity ?? null,
      launchTemplate: templateRef(override.LaunchTemplateSpecification),
    })),
    usesInstanceRequirements: overrides.some((override) => override.InstanceRequirements !== undefined),
    onDemandBaseCapacity: distribution?.OnDemandBaseCapacity ?? null,
    onDemandPercentageAboveBaseCapacity: distribution?.OnDemandPercentageAboveBaseCapacity ?? null,
    spotAllocationStrategy: distribution?.SpotAllocationStrategy ?? null,
  };
}

function healthOf(group: SdkGroup) {
  return {
    healthCheckType: group.HealthCheckType ?? '',
    healthCheckGracePeriod: group.HealthCheckGracePeriod ?? null,
    suspendedProcesses: (group.SuspendedProcesses ?? []).map((process) => ({
      processName: process.ProcessName ?? '',
      suspensionReason: process.SuspensionReason ?? null,
    })),
    enabledMetrics: (group.EnabledMetrics ?? []).flatMap(({ Metric }) => Metric ?? []),
    instances: (group.Instances ?? []).map((instance) => ({
      instanceId: instance.InstanceId ?? '',
      availabilityZone: instance.AvailabilityZone ?? '',
      instanceType: instance.InstanceType ?? null,
      lifecycleState: instance.LifecycleState ?? '',
      healthStatus: instance.HealthStatus ?? '',
    })),
    createdTime: isoTime(group.CreatedTime),
  };
}

function toActivity(activity: Activity) {
  return {
    startTime: isoTime(activity.StartTime) ?? '',
    endTime: isoTime(activity.EndTime),
    statusCode: activity.StatusCode ?? '',
    description: activity.Description ?? '',
    cause: activity.Cause ?? '',
  };
}

const policies = defineCollector({
  type: 'AWS::AutoScaling::ScalingPolicy',
  service: 'auto-scaling',
  scope: 'regional',
  calls: ['autoscaling:DescribePolicies'],
  async collect(api) {
    const listed = await api.list<SdkPolicy>('DescribePolicies', { MaxRecords: 100 }, 'ScalingPolicies');
    return mapListed(listed, (policy) => toPolicy(api, policy));
  },
});

function toPolicy(api: ServiceApi, policy: SdkPolicy): ScalingPolicy {
  const [id, group] = [policy.PolicyName ?? '', policy.AutoScalingGroupName ?? ''];
  const predictive = policy.PredictiveScalingConfiguration;
  return {
    type: 'AWS::AutoScaling::ScalingPolicy',
    account: api.account,
    region: api.region,
    arn:
      policy.PolicyARN ??
      api.arn('autoscaling', `scalingPolicy::autoScalingGroupName/${group}:policyName/${id}`),
    id,
    autoScalingGroupName: group,
    // Policies made before AWS had types are simple ones.
    policyType: policy.PolicyType ?? 'SimpleScaling',
    enabled: policy.Enabled ?? true,
    ...adjustmentOf(policy),
    targetTracking: targetTrackingOf(policy.TargetTrackingConfiguration),
    predictiveMode: predictive ? (predictive.Mode ?? 'ForecastOnly') : null,
    alarmArns: (policy.Alarms ?? []).flatMap(({ AlarmARN }) => AlarmARN ?? []),
  };
}

function adjustmentOf(policy: SdkPolicy) {
  return {
    adjustmentType: policy.AdjustmentType ?? null,
    minAdjustmentMagnitude: policy.MinAdjustmentMagnitude ?? policy.MinAdjustmentStep ?? null,
    scalingAdjustment: policy.ScalingAdjustment ?? null,
    cooldown: policy.Cooldown ?? null,
    estimatedInstanceWarmup: policy.EstimatedInstanceWarmup ?? null,
    metricAggregationType: policy.MetricAggregationType ?? null,
    stepAdjustments: (policy.StepAdjustments ?? []).map((step) => ({
      metricIntervalLowerBound: step.MetricIntervalLowerBound ?? null,
      metricIntervalUpperBound: step.MetricIntervalUpperBound ?? null,
      scalingAdjustment: step.ScalingAdjustment ?? 0,
    })),
  };
}

function targetTrackingOf(tracking: TargetTrackingConfiguration | undefined): TargetTracking | null {
  if (!tracking) return null;
  const predefined = tracking.PredefinedMetricSpecification;
  return {
    targetValue: tracking.TargetValue ?? 0,
    disableScaleIn: tracking.DisableScaleIn ?? false,
    predefinedMetricType: predefined?.PredefinedMetricType ?? null,
    resourceLabel: predefined?.ResourceLabel ?? null,
    customMetric: customMetricOf(tracking.CustomizedMetricSpecification),
  };
}

/** A list of queries without an expression is one metric written the long way. */
function customMetricOf(metric: CustomizedMetricSpecification | undefined): TargetTracking['customMetric'] {
  if (!metric) return null;
  const queries = metric.Metrics ?? [];
  const usesMetricMath = queries.some((query) => query.Expression !== undefined);
  const only = usesMetricMath ? undefined : queries.find((query) => query.MetricStat)?.MetricStat;
  return {
    namespace: metric.Namespace ?? only?.Metric?.Namespace ?? null,
    metricName: metric.MetricName ?? only?.Metric?.MetricName ?? null,
    statistic: metric.Statistic ?? only?.Stat ?? null,
    usesMetricMath,
  };
}

const launchConfigurations = defineCollector({
  type: 'AWS::AutoScaling::LaunchConfiguration',
  service: 'auto-scaling',
  scope: 'regional',
  calls: ['autoscaling:DescribeLaunchConfigurations', 'ec2:DescribeImages'],
  async collect(api) {
    const listed = await api.list<SdkConfiguration>(
      'DescribeLaunchConfigurations',
      { MaxRecords: 100 },
      'LaunchConfigurations',
    );
    const settings = await withImageImdsSupport(
      api.at({ service: 'ec2' }),
      listed.items.map(configurationSettings),
    );
    const resources = listed.items.flatMap((configuration, index) => {
      const own = settings[index];
      return own ? [toConfiguration(api, configuration, own)] : [];
    });
    return { resources, gap: listed.gap };
  },
});

function toConfiguration(
  api: ServiceApi,
  configuration: SdkConfiguration,
  settings: LaunchConfiguration['settings'],
): LaunchConfiguration {
  const id = configuration.LaunchConfigurationName ?? '';
  return {
    type: 'AWS::AutoScaling::LaunchConfiguration',
    account: api.account,
    region: api.region,
    arn:
      configuration.LaunchConfigurationARN ??
      api.arn('autoscaling', `launchConfiguration::launchConfigurationName/${id}`),
    id,
    createdTime: isoTime(configuration.CreatedTime),
    settings,
  };
}

/** A launch configuration says what a template says, in other shapes; empty texts stand for "not set". */
function configurationSettings(configuration: SdkConfiguration): LaunchConfiguration['settings'] {
  const { IamInstanceProfile: profile, InstanceMonitoring: monitoring } = configuration;
  const { AssociatePublicIpAddress } = configuration;
  const settings = launchSettingsOf({
    ImageId: configuration.ImageId || undefined,
    KeyName: configuration.KeyName || undefined,
    IamInstanceProfile: profile ? { Name: profile } : undefined,
    MetadataOptions: configuration.MetadataOptions,
    SecurityGroupIds: configuration.SecurityGroups,
    NetworkInterfaces: AssociatePublicIpAddress === undefined ? [] : [{ AssociatePublicIpAddress }],
    Monitoring: monitoring ? { Enabled: monitoring.Enabled } : undefined,
    UserData: configuration.UserData,
    // A price that is offered makes it Spot.
    InstanceMarketOptions: configuration.SpotPrice ? { MarketType: 'spot' } : undefined,
  });
  return { ...settings, instanceType: configuration.InstanceType || null };
}

const scheduledActions = defineCollector({
  type: 'AWS::AutoScaling::ScheduledAction',
  service: 'auto-scaling',
  scope: 'regional',
  calls: ['autoscaling:DescribeScheduledActions'],
  async collect(api) {
    const listed = await api.list<ScheduledUpdateGroupAction>(
      'DescribeScheduledActions',
      { MaxRecords: 100 },
      'ScheduledUpdateGroupActions',
    );
    return mapListed(listed, (action) => toScheduledAction(api, action));
  },
});

function toScheduledAction(api: ServiceApi, action: ScheduledUpdateGroupAction): ScheduledAction {
  const [id, group] = [action.ScheduledActionName ?? '', action.AutoScalingGroupName ?? ''];
  return {
    type: 'AWS::AutoScaling::ScheduledAction',
    account: api.account,
    region: api.region,
    arn:
      action.ScheduledActionARN ??
      api.arn(
        'autoscaling',
        `scheduledUpdateGroupAction::autoScalingGroupName/${group}:scheduledActionName/${id}`,
      ),
    id,
    autoScalingGroupName: group,
    // `Time` is the older name of the same field.
    startTime: isoTime(action.StartTime ?? action.Time),
    endTime: isoTime(action.EndTime),
    recurrence: action.Recurrence ?? null,
    timeZone: action.TimeZone ?? null,
    minSize: action.MinSize ?? null,
    maxSize: action.MaxSize ?? null,
    desiredCapacity: action.DesiredCapacity ?? null,
  };
}

export const collectors = [groups, policies, launchConfigurations, scheduledActions];
