import type {
  ScalingAlarm,
  ScalingGroup,
  ScalingPolicyFacts,
  SimplePolicy,
  StepPolicy,
  TargetTrackingPolicy,
} from '../model/scaling-facts.ts';
import { adjustedCapacity, stepAt } from './adjusted-capacity.ts';
import type { AlarmState } from './alarm-state.ts';

/** What policies see at a minute. */
export interface PolicyView {
  /** Of instances warmed up that do not drain. */
  readonly current: number;
  /** And of those that drain: what scale-in starts from, so that no more leave than necessary. */
  readonly currentWithDraining: number;
  readonly desired: number;
  /** An instance launched is not warmed up. */
  readonly warming: boolean;
  /** A simple policy may act: no activity is under way, no cooldown either. */
  readonly simpleMayAct: boolean;
  alarm(name: string): AlarmView | null;
}

export interface AlarmView {
  readonly facts: ScalingAlarm;
  readonly state: AlarmState;
  /** The newest real datapoint; NaN: none. */
  readonly value: number;
}

/** A desired capacity that a policy wants, not yet held to the group's bounds. */
export interface Proposal {
  readonly to: number;
  readonly policy: ScalingPolicyFacts;
}

/**
 * Of several policies the one with the largest capacity counts, for more and for less; one that wants more, even in vain,
 * holds off those that want less.
 * https://docs.aws.amazon.com/autoscaling/ec2/userguide/as-scale-based-on-demand.html#multiple-scaling-policy-resolution
 */
export function proposal(enabled: readonly ScalingPolicyFacts[], view: PolicyView): Proposal | null {
  let wanted: Proposal | null = null;
  for (const policy of enabled) wanted = larger(wanted, wantedBy(policy, view));
  if (wanted && wanted.to >= view.desired) return wanted;
  wanted = larger(wanted, trackedIn(enabled, view));
  if (wanted && wanted.to < view.desired) return wanted;
  wanted = null;
  for (const policy of enabled) wanted = larger(wanted, simple(policy, view));
  return wanted;
}

/** The first of equals. */
function larger(one: Proposal | null, other: Proposal | null): Proposal | null {
  if (!one || !other) return one ?? other;
  return one.to >= other.to ? one : other;
}

function wantedBy(policy: ScalingPolicyFacts, view: PolicyView): Proposal | null {
  if (policy.kind === 'target-tracking') return trackedOut(policy, view);
  return policy.kind === 'step' ? stepped(policy, view) : null;
}

/** An alarm that lasts and may act, with data. */
function alarming(view: PolicyView, name: string | null): AlarmView | null {
  const alarm = name === null ? null : view.alarm(name);
  if (!alarm?.facts.actionsEnabled || alarm.state !== 'ALARM' || Number.isNaN(alarm.value)) return null;
  return alarm;
}

/** https://docs.aws.amazon.com/autoscaling/ec2/userguide/as-scaling-target-tracking.html */
function trackedOut(policy: TargetTrackingPolicy, view: PolicyView): Proposal | null {
  const alarm = alarming(view, policy.highAlarm);
  if (!alarm) return null;
  const exact = (view.current * alarm.value) / policy.targetValue;
  return { to: Math.max(view.desired, Math.ceil(exact - ROUNDING)), policy };
}

/** What binary fractions add. */
const ROUNDING = 1e-9;

/** Scale-in waits until every target-tracking policy that may scale in is ready to, and nothing warms up. */
function trackedIn(enabled: readonly ScalingPolicyFacts[], view: PolicyView): Proposal | null {
  if (view.warming) return null;
  let wanted: Proposal | null = null;
  for (const policy of enabled) {
    if (policy.kind !== 'target-tracking' || policy.disableScaleIn) continue;
    const alarm = alarming(view, policy.lowAlarm);
    if (!alarm) return null;
    const current = view.currentWithDraining;
    const less = Math.floor(current * (1 - alarm.value / policy.targetValue) + ROUNDING);
    const to = current - Math.max(0, less);
    wanted = larger(wanted, { to: Math.min(to, view.desired), policy });
  }
  return wanted;
}

/**
 * While instances warm up they are no part of the current capacity, so that breaches of the same step add nothing, and nothing scales in.
 * https://docs.aws.amazon.com/autoscaling/ec2/userguide/as-scaling-simple-step.html#as-step-scaling-warmup
 */
function stepped(policy: StepPolicy, view: PolicyView): Proposal | null {
  const alarm = alarming(view, policy.alarm);
  if (!alarm) return null;
  const { threshold, comparison } = alarm.facts;
  const change = stepAt(policy.steps, alarm.value - threshold, comparison.startsWith('Less'));
  if (change === null) return null;
  const more = adjustedCapacity(policy.adjustment, change, view.current);
  if (more > view.current) return { to: Math.max(view.desired, more), policy };
  const to = adjustedCapacity(policy.adjustment, change, view.currentWithDraining);
  return view.warming || to >= view.desired ? null : { to, policy };
}

/** https://docs.aws.amazon.com/autoscaling/ec2/userguide/ec2-auto-scaling-scaling-cooldowns.html */
function simple(policy: ScalingPolicyFacts, view: PolicyView): Proposal | null {
  if (policy.kind !== 'simple' || !view.simpleMayAct || !alarming(view, policy.alarm)) return null;
  const to = adjustedCapacity(policy.adjustment, policy.change, view.desired);
  return to === view.desired ? null : { to, policy };
}

/** Seconds that what a policy launches warms up; null: launched for another reason than a policy's. */
export function warmupOf(policy: ScalingPolicyFacts | null, group: ScalingGroup): number {
  const { defaultInstanceWarmup, defaultCooldown } = group;
  if (policy?.kind !== 'target-tracking' && policy?.kind !== 'step') return defaultInstanceWarmup ?? 0;
  return policy.instanceWarmup ?? defaultInstanceWarmup ?? defaultCooldown;
}

/** Of a simple policy, in seconds. */
export function cooldownOf({ cooldown }: SimplePolicy, group: ScalingGroup): number {
  return cooldown ?? group.defaultCooldown;
}
