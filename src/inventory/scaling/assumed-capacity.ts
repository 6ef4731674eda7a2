import type { Duration, ScalingAlarm, ScalingGroup, ScalingPolicyFacts } from '../../model/scaling-facts.ts';

/**
 * What no API tells: how much an instance serves, and how busy the group is now. Policies say what their authors took for
 * normal: a group rests a little below its target or threshold, where nothing scales either way, and a target in requests or
 * bytes is taken for half of what an instance can serve.
 */
export interface AssumedCapacity {
  /** Of one instance of the first type. */
  readonly requestsPerSecond: number;
  readonly bytesPerRequest: number;
  /** Now, from 0 to 1. */
  readonly utilization: number;
}

/** Below the level at which a policy scales out: between target tracking's two alarms. */
const AT_REST = 0.95;

/** Of an instance's capacity, where a policy counts requests or bytes; and without any policy. */
const HALF = 0.5;

const BYTES = 10_000;

export function assumedCapacity(
  policies: readonly ScalingPolicyFacts[],
  alarms: readonly ScalingAlarm[],
  desired: number,
  ownCapacity: number | null,
  fallback: number,
): AssumedCapacity {
  const levels = policies.flatMap((policy) => levelOf(policy, alarms) ?? []);
  const perTarget = levels.find(({ kind }) => kind === 'requests-per-target')?.value;
  const all = levels.find(({ kind }) => kind === 'requests')?.value;
  const bytes = levels.find(({ kind }) => kind.startsWith('network'))?.value;
  const perMinute = perTarget ?? (all === undefined || desired === 0 ? undefined : all / desired);
  const requestsPerSecond = ownCapacity ?? (perMinute === undefined ? fallback : perMinute / 60 / HALF);
  const normal = levels.map((level) => utilizationAt(level, requestsPerSecond, desired));
  return {
    requestsPerSecond,
    bytesPerRequest: bytes === undefined ? BYTES : bytes / 60 / HALF / requestsPerSecond,
    utilization: AT_REST * Math.min(...(normal.length > 0 ? normal : [HALF]), 1),
  };
}

interface Level {
  readonly kind: ScalingAlarm['metric']['kind'];
  /** In a minute, of what is counted. */
  readonly value: number;
}

/** Where a policy begins to scale out. */
function levelOf(policy: ScalingPolicyFacts, alarms: readonly ScalingAlarm[]): Level | null {
  if (!policy.enabled || policy.kind === 'predictive') return null;
  const name = policy.kind === 'target-tracking' ? policy.highAlarm : policy.alarm;
  const alarm = alarms.find((each) => each.name === name && each.comparison.startsWith('Greater'));
  if (!alarm || alarm.metric.kind === 'constant') return null;
  const value = policy.kind === 'target-tracking' ? policy.targetValue : alarm.threshold;
  const counted = alarm.statistic === 'Sum' ? value / (alarm.period / 60) : value;
  return value > 0 ? { kind: alarm.metric.kind, value: counted } : null;
}

function utilizationAt({ kind, value }: Level, requestsPerSecond: number, desired: number): number {
  if (kind === 'cpu') return value / 100;
  if (kind === 'requests-per-target') return value / 60 / requestsPerSecond;
  if (kind === 'requests') return desired === 0 ? HALF : value / 60 / requestsPerSecond / desired;
  return HALF;
}

/** A sentence for people who read a finding. */
export function capacityText(
  { requestsPerSecond, utilization }: AssumedCapacity,
  { launchSeconds, bootSeconds }: ScalingGroup['instances'],
): string {
  return `Assumed: an instance serves ${Math.round(requestsPerSecond)} requests a second and is ${Math.round(utilization * 100)} % busy now, is running ${durationText(launchSeconds)} seconds after its launch and answers ${durationText(bootSeconds)} seconds later.`;
}

function durationText(duration: Duration): string {
  if (duration.kind === 'fixed') return String(duration.seconds);
  return duration.low === duration.high ? String(duration.low) : `${duration.low} to ${duration.high}`;
}
