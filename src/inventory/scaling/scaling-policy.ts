import { type Reading, read, unread } from '../../model/reading.ts';
import type { ScalingPolicy } from '../../model/resources/auto-scaling.ts';
import type { CapacityAdjustment, ScalingAlarm, ScalingPolicyFacts } from '../../model/scaling-facts.ts';

const ADJUSTMENTS = ['ChangeInCapacity', 'ExactCapacity', 'PercentChangeInCapacity'] as const;

/** A policy with those of its alarms that were found. */
export function scalingPolicy(
  policy: ScalingPolicy,
  alarms: readonly ScalingAlarm[],
): Reading<ScalingPolicyFacts> {
  const { id: name, enabled, policyType, targetTracking } = policy;
  if (policyType === 'PredictiveScaling') return read({ kind: 'predictive', name, enabled });
  if (policyType === 'TargetTrackingScaling' && targetTracking) {
    return read({
      kind: 'target-tracking',
      name,
      enabled,
      targetValue: targetTracking.targetValue,
      disableScaleIn: targetTracking.disableScaleIn,
      instanceWarmup: policy.estimatedInstanceWarmup,
      highAlarm: alarms.find(({ comparison }) => comparison.startsWith('Greater'))?.name ?? null,
      lowAlarm: alarms.find(({ comparison }) => comparison.startsWith('Less'))?.name ?? null,
    });
  }
  return adjusting(policy, alarms[0]?.name ?? null);
}

function adjusting(policy: ScalingPolicy, alarm: string | null): Reading<ScalingPolicyFacts> {
  const { id: name, enabled, policyType, minAdjustmentMagnitude } = policy;
  const type = ADJUSTMENTS.find((each) => each === policy.adjustmentType);
  if (!type || (policyType !== 'StepScaling' && policyType !== 'SimpleScaling')) {
    return unread(
      'autoscaling:DescribePolicies',
      `NotSimulated: policy ${name} (${policyType}, ${policy.adjustmentType}) is not one that the simulator knows`,
    );
  }
  const adjustment: CapacityAdjustment = { type, minAdjustmentMagnitude };
  if (policyType === 'SimpleScaling') {
    const { scalingAdjustment, cooldown } = policy;
    return read({
      kind: 'simple',
      name,
      enabled,
      adjustment,
      change: scalingAdjustment ?? 0,
      cooldown,
      alarm,
    });
  }
  const steps = policy.stepAdjustments.map((step) => ({
    lowerBound: step.metricIntervalLowerBound,
    upperBound: step.metricIntervalUpperBound,
    change: step.scalingAdjustment,
  }));
  return read({
    kind: 'step',
    name,
    enabled,
    adjustment,
    steps,
    instanceWarmup: policy.estimatedInstanceWarmup,
    alarm,
  });
}
