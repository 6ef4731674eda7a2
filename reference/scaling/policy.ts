import type {
  CapacityAdjustment,
  ScalingAlarm,
  ScalingPolicyFacts,
  StepPolicy,
  TargetTrackingPolicy,
} from '../../src/model/scaling-facts.ts';

/** What policies look at. */
export interface Moment {
  readonly desired: number;
  /** Warmed up and staying. */
  readonly warm: number;
  /** That, and what drains. */
  readonly warmOrDraining: number;
  readonly somethingWarms: boolean;
  readonly simpleMayAct: boolean;
  /** An alarm that is in ALARM, may act and has data; null: it does not. */
  firing(name: string | null): { readonly alarm: ScalingAlarm; readonly value: number } | null;
}

export interface Wish {
  readonly to: number;
  readonly policy: ScalingPolicyFacts;
}

/**
 * The largest capacity wins, out and in.
 * https://docs.aws.amazon.com/autoscaling/ec2/userguide/as-scale-based-on-demand.html#multiple-scaling-policy-resolution
 */
export function wish(policies: readonly ScalingPolicyFacts[], moment: Moment): Wish | null {
  const enabled = policies.filter((policy) => policy.enabled);
  const wishes = (each: (policy: ScalingPolicyFacts) => number | null): readonly Wish[] =>
    enabled.flatMap((policy) => {
      const to = each(policy);
      return to === null ? [] : [{ to, policy }];
    });
  const out = wishes((policy) => {
    if (policy.kind === 'target-tracking') return trackedOut(policy, moment);
    return policy.kind === 'step' ? steppedOut(policy, moment) : null;
  });
  if (out.length > 0) return greatest(out);
  const mayTrackIn = trackingAgrees(enabled, moment);
  const less = wishes((policy) => {
    if (policy.kind === 'step') return steppedIn(policy, moment);
    return policy.kind === 'target-tracking' && mayTrackIn ? trackedIn(policy, moment) : null;
  });
  const most = greatest(less);
  if (most && most.to < moment.desired) return most;
  return greatest(
    wishes((policy) => {
      if (policy.kind !== 'simple' || !moment.simpleMayAct || !moment.firing(policy.alarm)) return null;
      const to = adjusted(policy.adjustment, policy.change, moment.desired);
      return to === moment.desired ? null : to;
    }),
  );
}

function greatest(wishes: readonly Wish[]): Wish | null {
  const most = Math.max(...wishes.map(({ to }) => to));
  return wishes.find(({ to }) => to === most) ?? null;
}

/** What binary fractions add to or take from a whole number of instances. */
const exactly = (value: number) => Number(value.toFixed(9));

/** https://docs.aws.amazon.com/autoscaling/ec2/userguide/as-scaling-target-tracking.html */
function trackedOut(policy: TargetTrackingPolicy, moment: Moment): number | null {
  const firing = moment.firing(policy.highAlarm);
  if (!firing) return null;
  return Math.max(moment.desired, Math.ceil(exactly((moment.warm * firing.value) / policy.targetValue)));
}

/** "will scale in only if all of the target tracking policies (with the scale-in portion enabled) are ready to" */
function trackingAgrees(enabled: readonly ScalingPolicyFacts[], moment: Moment): boolean {
  return (
    !moment.somethingWarms &&
    enabled.every(
      (policy) =>
        policy.kind !== 'target-tracking' || policy.disableScaleIn || moment.firing(policy.lowAlarm) !== null,
    )
  );
}

function trackedIn(policy: TargetTrackingPolicy, moment: Moment): number | null {
  const firing = policy.disableScaleIn ? null : moment.firing(policy.lowAlarm);
  if (!firing) return null;
  const superfluous = Math.floor(exactly(moment.warmOrDraining * (1 - firing.value / policy.targetValue)));
  return Math.min(moment.desired, moment.warmOrDraining - Math.max(0, superfluous));
}

/** https://docs.aws.amazon.com/autoscaling/ec2/userguide/as-scaling-simple-step.html */
function steppedOut(policy: StepPolicy, moment: Moment): number | null {
  const change = stepOf(policy, moment);
  if (change === null) return null;
  const to = adjusted(policy.adjustment, change, moment.warm);
  return to > moment.warm ? Math.max(moment.desired, to) : null;
}

/** "A scale-in activity can't start while a scale-out activity is in progress" */
function steppedIn(policy: StepPolicy, moment: Moment): number | null {
  const change = stepOf(policy, moment);
  if (change === null || moment.somethingWarms) return null;
  const to = adjusted(policy.adjustment, change, moment.warmOrDraining);
  return to < moment.desired ? to : null;
}

/** "If the metric value is above the breach threshold, the lower bound is inclusive and the upper bound is exclusive", below the other way round. */
function stepOf(policy: StepPolicy, moment: Moment): number | null {
  const firing = moment.firing(policy.alarm);
  if (!firing) return null;
  const { alarm, value } = firing;
  const distance = value - alarm.threshold;
  const isBelow =
    alarm.comparison === 'LessThanThreshold' || alarm.comparison === 'LessThanOrEqualToThreshold';
  for (const { lowerBound, upperBound, change } of policy.steps) {
    const lower = lowerBound === null || (isBelow ? distance > lowerBound : distance >= lowerBound);
    const upper = upperBound === null || (isBelow ? distance <= upperBound : distance < upperBound);
    if (lower && upper) return change;
  }
  return null;
}

/** https://docs.aws.amazon.com/autoscaling/ec2/userguide/as-scaling-simple-step.html#as-scaling-adjustment */
function adjusted(
  { type, minAdjustmentMagnitude }: CapacityAdjustment,
  change: number,
  capacity: number,
): number {
  if (type === 'ExactCapacity') return change;
  if (type === 'ChangeInCapacity') return capacity + change;
  const percent = exactly((capacity * change) / 100);
  if (percent === 0) return capacity;
  const rounded = percent > 0 ? Math.max(1, Math.floor(percent)) : Math.min(-1, Math.ceil(percent));
  const least = minAdjustmentMagnitude ?? 1;
  return capacity + (percent > 0 ? Math.max(least, rounded) : Math.min(-least, rounded));
}
