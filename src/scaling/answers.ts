import type { ScalingGroup, ScalingPolicyFacts } from '../model/scaling-facts.ts';
import type { BindingLimit, ScalingAnswers, ScalingEvent } from '../model/simulation.ts';
import type { SimulationLog } from './simulation-log.ts';
import type { Tally } from './tally.ts';

export function answersOf(group: ScalingGroup, log: SimulationLog, tally: Tally): ScalingAnswers {
  const { surge, total } = tally;
  const start = surge.from ?? 0;
  const since = (at: number | null) => (at === null ? null : Math.max(0, at - start));
  const timeToCapacity = since(tally.enoughSince);
  return {
    surgeAt: surge.from,
    timeToAlarm: since(firstAlarm(group, log.events, start)),
    timeToFirstInstance: since(tally.firstServingAt),
    timeToCapacity,
    bindingLimit: timeToCapacity === null ? bindingLimit(group, log, tally) : null,
    offeredRequests: total.offered,
    filteredRequests: total.filtered,
    servedRequests: total.served,
    lostRequests: total.lost,
    lostUserRequests: total.lostOfUsers,
    shortSeconds: total.short,
    peakInstances: tally.peakInstances,
    minutesAtMax: tally.minutesAtMax,
    timeToScaleBack: timeToScaleBack(group, log.events, surge.over),
    extraInstanceHours: tally.instanceSeconds / 3600,
    extraCost: tally.costUnknown ? null : tally.cost,
    scaleBackCost: tally.costUnknown ? null : tally.costAfter,
    oscillations: oscillations(log.events),
  };
}

/** Since the surge, the first alarm that moves a policy to scale out. */
function firstAlarm(
  { policies, alarms }: ScalingGroup,
  events: readonly ScalingEvent[],
  start: number,
): number | null {
  const acting = new Set(alarms.filter(({ actionsEnabled }) => actionsEnabled).map(({ name }) => name));
  const names = new Set(
    policies.filter(({ enabled }) => enabled).flatMap((policy) => outAlarm(policy) ?? []),
  );
  const first = events.find(
    (event) =>
      event.kind === 'alarm' &&
      event.at >= start &&
      event.state === 'ALARM' &&
      names.has(event.alarm) &&
      acting.has(event.alarm),
  );
  return first?.at ?? null;
}

function outAlarm(policy: ScalingPolicyFacts): string | null {
  switch (policy.kind) {
    case 'target-tracking':
      return policy.highAlarm;
    case 'step':
      return policy.steps.some(({ change }) => change > 0) ? policy.alarm : null;
    case 'simple':
      return policy.change > 0 ? policy.alarm : null;
    case 'predictive':
      return null;
  }
}

/** Launches that failed first; then whether enough was ever asked for. */
const LAUNCH_LIMITS: readonly BindingLimit[] = [
  'health-check-grace',
  'suspended-process',
  'vcpu-quota',
  'subnet-addresses',
  'target-limit',
];

function bindingLimit(
  group: ScalingGroup,
  log: SimulationLog,
  { surge, greatestDesired }: Tally,
): BindingLimit {
  const bound = log.boundSince(surge.from ?? 0);
  const launch = LAUNCH_LIMITS.find((limit) => bound.has(limit));
  if (launch) return launch;
  const type = group.instanceTypes[0];
  const unit = type ? type.requestsPerSecond / type.weight : 0;
  if (greatestDesired * unit >= surge.peak) return 'time';
  if (bound.has('max-size')) return 'max-size';
  return group.suspendedProcesses.includes('AlarmNotification') ? 'suspended-process' : 'policy';
}

function timeToScaleBack(
  { desiredCapacity }: ScalingGroup,
  events: readonly ScalingEvent[],
  over: number | null,
): number | null {
  if (over === null) return null;
  let desired = desiredCapacity;
  for (const event of events) {
    if (event.kind !== 'desired') continue;
    if (event.at >= over && desired <= desiredCapacity) return 0;
    desired = event.to;
    if (event.at >= over && desired <= desiredCapacity) return event.at - over;
  }
  return desired <= desiredCapacity ? 0 : null;
}

function oscillations(events: readonly ScalingEvent[]): number {
  let fell = false;
  let count = 0;
  for (const event of events) {
    if (event.kind !== 'desired') continue;
    if (event.to > event.from && fell) count++;
    fell = event.to < event.from;
  }
  return count;
}
