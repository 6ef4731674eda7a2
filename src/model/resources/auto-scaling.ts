import type { Reading } from '../reading.ts';
import type { ResourceBase } from '../resource.ts';
import type { LaunchSettings } from './ec2.ts';

export interface LaunchTemplateRef {
  readonly launchTemplateId: string | null;
  readonly launchTemplateName: string | null;
  /** A number, `$Latest` or `$Default`. */
  readonly version: string | null;
}

export interface AutoScalingGroup extends ResourceBase<'AWS::AutoScaling::AutoScalingGroup'> {
  readonly minSize: number;
  readonly maxSize: number;
  readonly desiredCapacity: number;
  readonly defaultCooldown: number;
  readonly defaultInstanceWarmup: number | null;
  readonly availabilityZones: readonly string[];
  readonly subnetIds: readonly string[];
  readonly loadBalancerNames: readonly string[];
  readonly targetGroupArns: readonly string[];
  /** VPC Lattice and other traffic sources beside the two above. */
  readonly trafficSources: readonly { readonly identifier: string; readonly type: string }[];
  /** `EC2`, `ELB`, `VPC_LATTICE`, `EBS`, comma-separated. */
  readonly healthCheckType: string;
  readonly healthCheckGracePeriod: number | null;
  readonly launchConfigurationName: string | null;
  readonly launchTemplate: LaunchTemplateRef | null;
  readonly mixedInstancesPolicy: {
    readonly launchTemplate: LaunchTemplateRef | null;
    readonly overrides: readonly {
      readonly instanceType: string | null;
      readonly weightedCapacity: string | null;
      readonly launchTemplate: LaunchTemplateRef | null;
    }[];
    readonly usesInstanceRequirements: boolean;
    readonly onDemandBaseCapacity: number | null;
    readonly onDemandPercentageAboveBaseCapacity: number | null;
    readonly spotAllocationStrategy: string | null;
  } | null;
  readonly suspendedProcesses: readonly {
    readonly processName: string;
    readonly suspensionReason: string | null;
  }[];
  readonly enabledMetrics: readonly string[];
  readonly capacityRebalance: boolean;
  readonly instances: readonly {
    readonly instanceId: string;
    readonly availabilityZone: string;
    readonly instanceType: string | null;
    readonly lifecycleState: string;
    readonly healthStatus: string;
  }[];
  readonly warmPool: {
    readonly minSize: number;
    readonly maxGroupPreparedCapacity: number | null;
    readonly poolState: string;
  } | null;
  readonly createdTime: string | null;
  /** This group's among the region's latest hundred activities; older ones are not read. */
  readonly recentActivities: Reading<
    readonly {
      readonly startTime: string;
      /** Null: under way. */
      readonly endTime: string | null;
      readonly statusCode: string;
      readonly description: string;
      readonly cause: string;
    }[]
  >;
}

export interface StepAdjustment {
  readonly metricIntervalLowerBound: number | null;
  readonly metricIntervalUpperBound: number | null;
  readonly scalingAdjustment: number;
}

/** The metric of a target-tracking policy, predefined or the user's. */
export interface TargetTracking {
  readonly targetValue: number;
  readonly disableScaleIn: boolean;
  readonly predefinedMetricType: string | null;
  readonly resourceLabel: string | null;
  readonly customMetric: {
    readonly namespace: string | null;
    readonly metricName: string | null;
    readonly statistic: string | null;
    readonly usesMetricMath: boolean;
  } | null;
}

export interface ScalingPolicy extends ResourceBase<'AWS::AutoScaling::ScalingPolicy'> {
  readonly autoScalingGroupName: string;
  readonly policyType:
    | 'TargetTrackingScaling'
    | 'StepScaling'
    | 'SimpleScaling'
    | 'PredictiveScaling'
    | string;
  readonly enabled: boolean;
  readonly adjustmentType: string | null;
  readonly minAdjustmentMagnitude: number | null;
  readonly scalingAdjustment: number | null;
  readonly cooldown: number | null;
  readonly estimatedInstanceWarmup: number | null;
  readonly metricAggregationType: string | null;
  readonly stepAdjustments: readonly StepAdjustment[];
  readonly targetTracking: TargetTracking | null;
  /** `ForecastOnly` or `ForecastAndScale`. */
  readonly predictiveMode: string | null;
  readonly alarmArns: readonly string[];
}

export interface LaunchConfiguration extends ResourceBase<'AWS::AutoScaling::LaunchConfiguration'> {
  readonly createdTime: string | null;
  readonly settings: LaunchSettings;
}

export interface ScheduledAction extends ResourceBase<'AWS::AutoScaling::ScheduledAction'> {
  readonly autoScalingGroupName: string;
  readonly startTime: string | null;
  readonly endTime: string | null;
  readonly recurrence: string | null;
  readonly timeZone: string | null;
  readonly minSize: number | null;
  readonly maxSize: number | null;
  readonly desiredCapacity: number | null;
}

/** Application Auto Scaling. */
export interface ScalableTarget extends ResourceBase<'AWS::ApplicationAutoScaling::ScalableTarget'> {
  readonly serviceNamespace: string;
  readonly resourceId: string;
  readonly scalableDimension: string;
  readonly minCapacity: number;
  readonly maxCapacity: number;
}

export interface ApplicationScalingPolicy extends ResourceBase<'AWS::ApplicationAutoScaling::ScalingPolicy'> {
  readonly serviceNamespace: string;
  readonly resourceId: string;
  readonly scalableDimension: string;
  readonly policyType: string;
  readonly alarmArns: readonly string[];
}

/**
 * Service Quotas, the few that bind scaling: running on-demand vCPUs by family. Read in regions that have an Auto
 * Scaling group.
 */
export interface ServiceQuota extends ResourceBase<'AWS::ServiceQuotas::Quota'> {
  readonly serviceCode: string;
  readonly quotaCode: string;
  readonly quotaName: string;
  readonly value: number;
}
