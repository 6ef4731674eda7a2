import type {
  ScalingAlarm,
  ScalingGroup,
  ScalingMetric,
  ScalingPolicyFacts,
} from '../../src/model/scaling-facts.ts';
import type { ScalingScenario } from '../../src/model/simulation.ts';
import { type AlarmState, type Datapoint, datapointsOf, stateOf } from './alarm.ts';
import { type Fleet, grow, newFleet, settle, shrink, sizeOf, staying } from './instances.ts';
import { type Moment, wish } from './policy.ts';
import { type Second, secondOf } from './requests.ts';

/** A minute, as its last second leaves it; requests are those of the whole minute. */
export interface Minute {
  readonly desired: number;
  readonly inService: number;
  /** Running or draining. */
  readonly running: number;
  readonly alarms: Readonly<Record<string, AlarmState>>;
  readonly offered: number;
  readonly filtered: number;
  readonly served: number;
  readonly lost: number;
  readonly capacity: number;
}

/** A group second by second, by the order that stands at `ScalingGroup`. */
export function evaluate({ group, load, duration, seed }: ScalingScenario): readonly Minute[] {
  const fleet = newFleet(group, seed);
  const first = secondOf(fleet, load, 0);
  const state: State = {
    fleet,
    desired: group.desiredCapacity,
    before: group.desiredCapacity,
    minSize: group.minSize,
    maxSize: group.maxSize,
    raisedBy: null,
    cooldownUntil: 0,
    seconds: [],
    alarms: new Map(),
    first,
    measured: new Map(),
  };
  for (const alarm of group.alarms) lookAt(state, alarm, 0);
  const minutes: Minute[] = [];
  for (let second = 0; second < duration; second++) {
    happen(state, second);
    state.seconds.push(secondOf(fleet, load, second));
    if (second % 60 === 59) minutes.push(minuteOf(state, second));
  }
  return minutes;
}

interface State {
  readonly fleet: Fleet;
  desired: number;
  /** Desired in the second before. */
  before: number;
  minSize: number;
  maxSize: number;
  raisedBy: ScalingPolicyFacts | null;
  cooldownUntil: number;
  readonly seconds: Second[];
  readonly alarms: Map<string, { readonly alarm: ScalingAlarm; state: AlarmState; value: number | null }>;
  /** What every second before the first was like. */
  readonly first: Second;
  readonly measured: Map<string, number | null>;
}

function happen(state: State, second: number): void {
  const { group } = state.fleet;
  settle(state.fleet, second);
  if (!group.suspendedProcesses.includes('ScheduledActions')) schedule(state, second);
  if (second > 0 && second % 60 === 0) {
    for (const alarm of group.alarms) lookAt(state, alarm, second);
    if (!group.suspendedProcesses.includes('AlarmNotification')) act(state, second);
  }
  reconcile(state, second);
}

function schedule(state: State, second: number): void {
  for (const { at, minSize, maxSize, desiredCapacity } of state.fleet.group.scheduledActions) {
    if (at !== second) continue;
    state.minSize = minSize ?? state.minSize;
    state.maxSize = Math.max(state.minSize, maxSize ?? state.maxSize);
    want(state, desiredCapacity ?? state.desired, null);
  }
}

function want(state: State, to: number, policy: ScalingPolicyFacts | null): boolean {
  const wanted = Math.min(state.maxSize, Math.max(state.minSize, to));
  const changes = wanted !== state.desired;
  if (wanted > state.desired) state.raisedBy = policy;
  state.desired = wanted;
  return changes;
}

function act(state: State, second: number): void {
  const { group } = state.fleet;
  const wanted = wish(group.policies, momentOf(state, second));
  if (!wanted || !want(state, wanted.to, wanted.policy) || wanted.policy.kind !== 'simple') return;
  const over = reconcile(state, second) ?? second;
  state.cooldownUntil = over + (wanted.policy.cooldown ?? group.defaultCooldown);
}

/** When the last of what was launched or ended is over. */
function reconcile(state: State, second: number): number | null {
  const { fleet, desired, before } = state;
  state.before = desired;
  const over = grow(fleet, second, desired, state.maxSize, warmupOf(state.raisedBy, fleet.group));
  return desired < before ? shrink(fleet, second, desired) : over;
}

/** https://docs.aws.amazon.com/autoscaling/ec2/userguide/ec2-auto-scaling-default-instance-warmup.html */
function warmupOf(policy: ScalingPolicyFacts | null, group: ScalingGroup): number {
  if (policy?.kind === 'target-tracking' || policy?.kind === 'step') {
    return policy.instanceWarmup ?? group.defaultInstanceWarmup ?? group.defaultCooldown;
  }
  return group.defaultInstanceWarmup ?? 0;
}

function momentOf({ fleet, desired, cooldownUntil, alarms }: State, second: number): Moment {
  const stay = staying(fleet);
  const warm = sizeOf(stay.filter(({ warmAt }) => warmAt <= second));
  const draining = fleet.instances.filter(({ drains }) => drains !== null);
  const isActive = draining.length > 0 || stay.some(({ runningAt }) => runningAt > second);
  return {
    desired,
    warm,
    warmOrDraining: warm + sizeOf(draining),
    somethingWarms: stay.some(({ warmAt }) => warmAt > second),
    simpleMayAct: !isActive && second >= cooldownUntil,
    firing(name) {
      const known = alarms.get(name ?? '');
      if (!known?.alarm.actionsEnabled || known.state !== 'ALARM' || known.value === null) return null;
      return { alarm: known.alarm, value: known.value };
    },
  };
}

function lookAt(state: State, alarm: ScalingAlarm, second: number): void {
  const { group } = state.fleet;
  const raw = rawDatapoints(state, alarm.metric, second, alarm.period * (alarm.evaluationPeriods + 2));
  const datapoints = datapointsOf(alarm, raw, second, group.metricDelay);
  const before = state.alarms.get(alarm.name)?.state ?? 'INSUFFICIENT_DATA';
  const value = datapoints.find((each) => each !== null) ?? null;
  state.alarms.set(alarm.name, { alarm, state: stateOf(alarm, datapoints, before), value });
}

/**
 * Of the last so many seconds: by the minute, or where EC2's basic monitoring is on by five minutes.
 * https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/manage-detailed-monitoring.html
 */
function rawDatapoints(
  state: State,
  metric: ScalingMetric,
  second: number,
  ago: number,
): readonly Datapoint[] {
  const isOfInstances =
    metric.kind === 'cpu' || metric.kind === 'network-in' || metric.kind === 'network-out';
  const length = isOfInstances && !state.fleet.group.detailedMonitoring ? 300 : 60;
  const found: Datapoint[] = [];
  for (
    let begins = Math.floor((second - ago) / length) * length;
    begins + length <= second;
    begins += length
  ) {
    const value = datapointAt(state, metric, begins, length);
    if (value !== null) found.push({ begins, ends: begins + length, value });
  }
  return found;
}

/** What has been is measured once. */
function datapointAt(state: State, metric: ScalingMetric, begins: number, length: number): number | null {
  const key = `${metric.kind} from ${begins}`;
  const known = state.measured.get(key);
  if (known !== undefined) return known;
  const seconds = Array.from({ length }, (_, k) => state.seconds[begins + k] ?? state.first);
  const value = measured(metric, seconds, state.fleet.group);
  state.measured.set(key, value);
  return value;
}

const sum = (values: readonly number[]) => values.reduce((all, each) => all + each, 0);

/** Null: there is nothing to measure. */
function measured(metric: ScalingMetric, seconds: readonly Second[], group: ScalingGroup): number | null {
  const warm = seconds.flatMap((each) => each.warm);
  const requests = sum(seconds.map((each) => each.requests));
  const serving = sum(seconds.map((each) => each.serving));
  switch (metric.kind) {
    case 'cpu':
      return warm.length === 0 ? null : sum(warm.map(({ cpu }) => cpu)) / warm.length;
    case 'network-in':
    case 'network-out': {
      const bytes = sum(warm.map(({ served }) => served)) * group.instances.bytesPerRequest;
      return warm.length === 0 ? null : (bytes / warm.length) * seconds.length;
    }
    case 'requests':
      return requests;
    case 'requests-per-target':
      return serving === 0 ? null : requests / (serving / seconds.length);
    case 'constant':
      return metric.value;
  }
}

function minuteOf({ fleet, desired, seconds, alarms }: State, second: number): Minute {
  const last = seconds.slice(-60);
  const total = (key: 'offered' | 'filtered' | 'served' | 'lost' | 'capacity') =>
    sum(last.map((each) => each[key]));
  return {
    desired,
    inService: last.at(-1)?.serving ?? 0,
    running: fleet.instances.filter(({ runningAt }) => runningAt <= second).length,
    alarms: Object.fromEntries([...alarms].map(([name, { state }]) => [name, state])),
    offered: total('offered'),
    filtered: total('filtered'),
    served: total('served'),
    lost: total('lost'),
    capacity: total('capacity'),
  };
}
