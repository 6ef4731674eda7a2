import { capacityText } from '../inventory/scaling/assumed-capacity.ts';
import type { GroupSurge } from '../inventory/scaling/group-surge.ts';
import type { JsonObject } from '../model/json.ts';
import type { SurgeSettings } from '../model/surge-settings.ts';

/** What a surge's simulation answered, and all that it takes to run it again. */
export function surgeEvidence({ group, assumed, simulation }: GroupSurge, surge: SurgeSettings): JsonObject {
  const { answers, seed } = simulation;
  return {
    surge: { factor: surge.factor, riseMinutes: surge.riseMinutes, holdMinutes: surge.holdMinutes },
    assumed: capacityText(assumed, group.instances),
    seed,
    minSize: group.minSize,
    maxSize: group.maxSize,
    desiredCapacity: group.desiredCapacity,
    detailedMonitoring: group.detailedMonitoring,
    secondsToAlarm: answers.timeToAlarm,
    secondsToFirstInstance: answers.timeToFirstInstance,
    secondsToCapacity: answers.timeToCapacity,
    bindingLimit: answers.bindingLimit,
    requests: Math.round(answers.offeredRequests),
    requestsLost: Math.round(answers.lostRequests),
    peakInstances: answers.peakInstances,
    minutesAtMaximum: answers.minutesAtMax,
    secondsToScaleBack: answers.timeToScaleBack,
    extraDollars: answers.extraCost === null ? null : Math.round(answers.extraCost * 100) / 100,
    oscillations: answers.oscillations,
  };
}

/** Operations that a simulation hangs on. */
export const SURGE_READS = [
  'autoscaling:DescribeAutoScalingGroups',
  'autoscaling:DescribeScalingActivities',
  'autoscaling:DescribePolicies',
  'autoscaling:DescribeScheduledActions',
  'autoscaling:DescribeLaunchConfigurations',
  'cloudwatch:DescribeAlarms',
  'ec2:DescribeLaunchTemplates',
  'ec2:DescribeLaunchTemplateVersions',
  'ec2:DescribeSubnets',
  'ec2:DescribeInstances',
  'elasticloadbalancing:DescribeLoadBalancers',
  'elasticloadbalancing:DescribeLoadBalancerAttributes',
  'elasticloadbalancing:DescribeAccountLimits',
  'elasticloadbalancing:DescribeListeners',
  'elasticloadbalancing:DescribeTargetGroups',
  'elasticloadbalancing:DescribeTargetGroupAttributes',
  'servicequotas:GetServiceQuota',
  'servicequotas:GetAWSDefaultServiceQuota',
] as const;

/** Events that change how a group stands a surge. */
export const SURGE_CHANGES = [
  'autoscaling:CreateAutoScalingGroup',
  'autoscaling:UpdateAutoScalingGroup',
  'autoscaling:PutScalingPolicy',
  'autoscaling:DeletePolicy',
  'autoscaling:SuspendProcesses',
  'monitoring:DeleteAlarms',
  'monitoring:DisableAlarmActions',
  'monitoring:PutMetricAlarm',
] as const;
