import type {
  LoadProfile,
  ScalingGroup,
  ScalingPolicyFacts,
  ScheduledChange,
  StepPolicy,
} from '../model/scaling-facts.ts';
import type { ScalingScenario } from '../model/simulation.ts';
import { InvalidScenario } from './invalid-scenario.ts';

/** Two years: more seconds than that are an error of units. */
const LONGEST = 2 * 366 * 86_400;

/** Throws InvalidScenario for what has no meaning; what AWS would refuse is refused. */
export function checkScenario({ group, load, duration, seed }: ScalingScenario): void {
  expectThat(
    Number.isInteger(duration) && duration > 0 && duration % 60 === 0 && duration <= LONGEST,
    'duration',
    'whole minutes, at most two years',
  );
  expectThat(Number.isInteger(seed), 'seed', 'a whole number');
  checkGroup(group);
  checkInstances(group);
  for (const alarm of group.alarms) checkAlarm(alarm);
  for (const policy of group.policies) checkPolicy(policy, group);
  checkBalancer(group);
  checkLoad(load, 'load');
}

function expectThat(holds: boolean, place: string, expected: string): void {
  if (!holds) throw new InvalidScenario(`${place} has to be ${expected}`);
}

function expectSeconds(place: string, seconds: number | null): void {
  if (seconds === null) return;
  expectThat(Number.isInteger(seconds) && seconds >= 0, place, 'whole seconds, 0 or more');
}

function expectAmount(place: string, amount: number | null): void {
  expectThat(amount === null || (Number.isFinite(amount) && amount >= 0), place, 'a number, 0 or more');
}

function expectPositive(place: string, amount: number | null): void {
  expectThat(amount === null || (Number.isFinite(amount) && amount > 0), place, 'a number above 0');
}

function checkGroup(group: ScalingGroup): void {
  const { minSize, maxSize, desiredCapacity } = group;
  expectThat(
    [minSize, maxSize, desiredCapacity].every((size) => Number.isInteger(size) && size >= 0),
    'sizes',
    'whole numbers, 0 or more',
  );
  expectThat(minSize <= maxSize, 'minSize', `at most maxSize, ${maxSize}`);
  expectThat(
    minSize <= desiredCapacity && desiredCapacity <= maxSize,
    'desiredCapacity',
    `between ${minSize} and ${maxSize}`,
  );
  expectSeconds('defaultCooldown', group.defaultCooldown);
  expectSeconds('defaultInstanceWarmup', group.defaultInstanceWarmup);
  expectSeconds('healthCheck.gracePeriod', group.healthCheck.gracePeriod);
  expectSeconds('metricDelay', group.metricDelay);
  expectThat(group.zones.length > 0, 'zones', 'at least one');
  for (const { name, freeAddresses } of group.zones) expectAmount(`freeAddresses of ${name}`, freeAddresses);
  for (const action of group.scheduledActions) checkScheduled(action);
  if (group.warmPool) checkWarmPool(group.warmPool);
}

function checkScheduled({ name, at, minSize, maxSize, desiredCapacity }: ScheduledChange): void {
  expectSeconds(`at of scheduled action ${name}`, at);
  expectSize(`minSize of scheduled action ${name}`, minSize);
  expectSize(`maxSize of scheduled action ${name}`, maxSize);
  expectSize(`desiredCapacity of scheduled action ${name}`, desiredCapacity);
}

function checkWarmPool({ minSize, maxGroupPreparedCapacity, startSeconds }: WarmPool): void {
  expectSize('warmPool.minSize', minSize);
  expectSize('warmPool.maxGroupPreparedCapacity', maxGroupPreparedCapacity);
  expectSeconds('warmPool.startSeconds', startSeconds);
}

type WarmPool = NonNullable<ScalingGroup['warmPool']>;

function expectSize(place: string, size: number | null): void {
  expectThat(
    size === null || (Number.isInteger(size) && size >= 0),
    place,
    'a whole number of instances, 0 or more',
  );
}

function checkInstances({ instanceTypes, instances, quotas }: ScalingGroup): void {
  expectThat(instanceTypes.length > 0, 'instanceTypes', 'at least one');
  for (const { name, weight, vcpus, requestsPerSecond, price, quota } of instanceTypes) {
    expectThat(Number.isInteger(weight) && weight > 0, `weight of ${name}`, 'a whole number above 0');
    expectPositive(`vcpus of ${name}`, vcpus);
    expectPositive(`requestsPerSecond of ${name}`, requestsPerSecond);
    expectAmount(`price of ${name}`, price);
    expectThat(
      quota === null || quotas.some((each) => each.name === quota),
      `quota of ${name}`,
      'one of the quotas',
    );
  }
  expectAmount('bytesPerRequest', instances.bytesPerRequest);
  for (const place of ['launchSeconds', 'bootSeconds'] as const) {
    const duration = instances[place];
    if (duration.kind === 'fixed') expectSeconds(place, duration.seconds);
    else {
      expectSeconds(place, duration.low);
      expectSeconds(place, duration.high);
      expectThat(duration.low <= duration.high, place, 'from the lower to the higher');
    }
  }
}

function checkAlarm(alarm: ScalingGroup['alarms'][number]): void {
  const { name, period, evaluationPeriods, datapointsToAlarm, threshold } = alarm;
  expectThat(
    Number.isInteger(period) && period > 0 && period % 60 === 0,
    `period of alarm ${name}`,
    'a multiple of 60 seconds',
  );
  expectThat(
    Number.isInteger(evaluationPeriods) && evaluationPeriods > 0,
    `evaluationPeriods of alarm ${name}`,
    'a whole number above 0',
  );
  expectThat(
    Number.isInteger(datapointsToAlarm) && datapointsToAlarm > 0 && datapointsToAlarm <= evaluationPeriods,
    `datapointsToAlarm of alarm ${name}`,
    `between 1 and ${evaluationPeriods}`,
  );
  expectThat(Number.isFinite(threshold), `threshold of alarm ${name}`, 'a number');
}

function checkPolicy(policy: ScalingPolicyFacts, { alarms }: ScalingGroup): void {
  const place = `policy ${policy.name}`;
  const named =
    policy.kind === 'target-tracking'
      ? [policy.highAlarm, policy.lowAlarm]
      : policy.kind === 'predictive'
        ? []
        : [policy.alarm];
  for (const name of named) {
    const known = name === null || alarms.some((alarm) => alarm.name === name);
    expectThat(known, `the alarm of ${place}, ${name},`, 'one of the alarms');
  }
  if (policy.kind === 'target-tracking') expectPositive(`targetValue of ${place}`, policy.targetValue);
  if (policy.kind === 'simple') {
    expectThat(Number.isInteger(policy.change), `change of ${place}`, 'a whole number');
    expectSeconds(`cooldown of ${place}`, policy.cooldown);
  }
  if (policy.kind === 'step') checkSteps(policy.steps, place);
}

/**
 * Intervals without overlap or gap; where one has a bound below the threshold there is one without a lower bound, and the same
 * above; at most 20 of them.
 * https://docs.aws.amazon.com/autoscaling/ec2/userguide/as-scaling-simple-step.html#as-scaling-steps
 */
function checkSteps(steps: StepPolicy['steps'], place: string): void {
  const named = `steps of ${place}`;
  expectThat(steps.length > 0 && steps.length <= 20, named, 'between 1 and 20');
  const sorted = steps.toSorted((a, b) => (a.lowerBound ?? -Infinity) - (b.lowerBound ?? -Infinity));
  for (const [index, { lowerBound, upperBound, change }] of sorted.entries()) {
    expectThat(Number.isInteger(change), named, 'of whole adjustments');
    expectThat((lowerBound ?? -Infinity) < (upperBound ?? Infinity), named, 'from a lower bound to a higher');
    const next = sorted[index + 1];
    const joins = !next || (upperBound !== null && upperBound === next.lowerBound);
    expectThat(joins, named, 'without gap or overlap');
  }
  expectThat(
    (sorted[0]?.lowerBound ?? -Infinity) >= 0 || sorted[0]?.lowerBound === null,
    named,
    'open at the lower end where they go below the threshold',
  );
  const last = sorted.at(-1)?.upperBound ?? null;
  expectThat(last === null || last <= 0, named, 'open at the upper end where they go above the threshold');
}

function checkBalancer({ loadBalancer }: ScalingGroup): void {
  if (!loadBalancer) return;
  const { healthCheck, deregistrationDelay, targetLimit, connectionsPerTarget } = loadBalancer;
  expectSeconds('healthCheck.interval', healthCheck.interval);
  expectSeconds('healthCheck.healthyThreshold', healthCheck.healthyThreshold);
  expectSeconds('healthCheck.unhealthyThreshold', healthCheck.unhealthyThreshold);
  expectSeconds('deregistrationDelay', deregistrationDelay);
  expectAmount('targetLimit', targetLimit);
  expectPositive('connectionsPerTarget', connectionsPerTarget);
}

const RATES = new Set(['rate', 'from', 'to', 'base', 'peak', 'low', 'high', 'cost']);
const TIMES = new Set(['start', 'seconds', 'rise', 'hold', 'fall', 'width', 'peakAt']);

function checkLoad(load: LoadProfile, place: string): void {
  for (const [key, value] of Object.entries(load)) {
    if (RATES.has(key)) expectAmount(`${place}.${key}`, Number(value));
    if (TIMES.has(key)) expectSeconds(`${place}.${key}`, Number(value));
  }
  if (load.kind === 'attack') checkLoad(load.users, `${place}.users`);
  if (load.kind === 'pulse')
    expectThat(Number.isInteger(load.every) && load.every > 0, `${place}.every`, 'whole seconds above 0');
  if (load.kind === 'recorded') checkPoints(load.points, place);
}

function checkPoints(points: readonly { readonly at: number; readonly rate: number }[], place: string): void {
  expectThat(points.length > 0, `${place}.points`, 'at least one');
  for (const [index, { at, rate }] of points.entries()) {
    expectSeconds(`${place}.points[${index}].at`, at);
    expectAmount(`${place}.points[${index}].rate`, rate);
    const before = points[index - 1];
    expectThat(!before || before.at < at, `${place}.points[${index}].at`, 'later than the one before');
  }
}
