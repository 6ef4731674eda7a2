import type { Duration, ScalingGroup, ScalingInstanceType } from '../../src/model/scaling-facts.ts';
import { draw } from '../../src/model/seeded-draw.ts';

export interface Instance {
  readonly type: ScalingInstanceType;
  readonly zone: number;
  readonly runningAt: number;
  /** Null: never. */
  readonly servesAt: number | null;
  readonly warmAt: number;
  /** The load balancer finds it unhealthy and the group replaces it; null: it does not. */
  readonly replacedAt: number | null;
  /** Since when it drains, and until when; null: it stays. */
  drains: { readonly until: number } | null;
}

/** A group's instances at a second, and what launches need to know. */
export interface Fleet {
  readonly group: ScalingGroup;
  readonly seed: number;
  /** In the order of launch. */
  instances: Instance[];
  /** When each instance of the warm pool is ready. */
  pool: number[];
  /** So many launches have drawn their times. */
  launches: number;
  /** Instances in each zone at second 0: those addresses are not among the free. */
  readonly atFirst: readonly number[];
}

export function newFleet(group: ScalingGroup, seed: number): Fleet {
  const [type] = group.instanceTypes;
  if (!type) throw new Error('a group without instance types');
  const instances: Instance[] = [];
  for (let size = 0; size < group.desiredCapacity; size += type.weight) {
    const zone = emptiest(group, instances, () => true) ?? 0;
    instances.push({ type, zone, runningAt: 0, servesAt: 0, warmAt: 0, replacedAt: null, drains: null });
  }
  const atFirst = group.zones.map((_, zone) => instances.filter((each) => each.zone === zone).length);
  const pool = new Array<number>(poolSize(group, group.desiredCapacity, group.maxSize)).fill(0);
  return { group, seed, instances, pool, launches: 0, atFirst };
}

export function staying({ instances }: Fleet): readonly Instance[] {
  return instances.filter(({ drains }) => drains === null);
}

export function sizeOf(instances: readonly Instance[]): number {
  return instances.reduce((sum, { type }) => sum + type.weight, 0);
}

/** By the order of launch, as many as the load balancer takes. */
export function servingAt(fleet: Fleet, second: number): readonly Instance[] {
  const ready = staying(fleet).filter(({ servesAt }) => servesAt !== null && servesAt <= second);
  return ready.slice(0, fleet.group.loadBalancer?.targetLimit ?? ready.length);
}

/** Those whose time has come leave the list. */
export function settle(fleet: Fleet, second: number): void {
  fleet.instances = fleet.instances.filter(({ drains, replacedAt }) => {
    if (drains) return drains.until > second;
    return replacedAt === null || replacedAt > second;
  });
}

/** Launches what is missing; says when the last of it is running, null if nothing was launched. */
export function grow(
  fleet: Fleet,
  second: number,
  desired: number,
  maxSize: number,
  warmup: number,
): number | null {
  const { group } = fleet;
  fillPool(fleet, second, desired, maxSize);
  if (group.suspendedProcesses.includes('Launch')) return null;
  let last: number | null = null;
  while (sizeOf(staying(fleet)) < desired) {
    const type = group.instanceTypes.find((each) => isWithinQuota(fleet, each));
    const zone = type ? emptiest(group, staying(fleet), (each) => freeAddresses(fleet, each) > 0) : null;
    if (!type || zone === null) break;
    const instance = launched(fleet, second, type, zone, warmup);
    fleet.instances.push(instance);
    last = Math.max(last ?? 0, instance.runningAt);
  }
  if (last !== null) fillPool(fleet, second, desired, maxSize);
  return last;
}

/** Ends what is superfluous; says when the last of it is gone, null if nothing was ended. */
export function shrink(fleet: Fleet, second: number, desired: number): number | null {
  const { group } = fleet;
  if (group.suspendedProcesses.includes('Terminate')) return null;
  let last: number | null = null;
  for (;;) {
    const stay = staying(fleet);
    const spare = sizeOf(stay) - desired;
    const may = stay.filter(({ type }) => type.weight <= spare);
    const counts = group.zones.map((_, zone) =>
      may.some((each) => each.zone === zone) ? stay.filter((each) => each.zone === zone).length : -1,
    );
    const leaving = may.find(({ zone }) => zone === counts.indexOf(Math.max(...counts)));
    if (!leaving) return last;
    const serves = leaving.servesAt !== null && leaving.servesAt <= second;
    const until = second + (serves ? (group.loadBalancer?.deregistrationDelay ?? 0) : 0);
    leaving.drains = { until };
    last = Math.max(last ?? 0, until);
    settle(fleet, second);
  }
}

function isWithinQuota({ group, instances }: Fleet, type: ScalingInstanceType): boolean {
  const quota = group.quotas.find(({ name }) => name === type.quota);
  if (!quota) return true;
  const used = instances
    .filter((each) => each.type.quota === quota.name)
    .reduce((sum, each) => sum + each.type.vcpus, 0);
  return quota.usedElsewhere + used + type.vcpus <= quota.vcpus;
}

function freeAddresses({ group, instances, atFirst }: Fleet, zone: number): number {
  const free = group.zones[zone]?.freeAddresses ?? null;
  if (free === null) return Number.POSITIVE_INFINITY;
  return free + (atFirst[zone] ?? 0) - instances.filter((each) => each.zone === zone).length;
}

/** Of the zones that may, the first with the fewest instances; null: none may. */
function emptiest(
  group: ScalingGroup,
  instances: readonly Instance[],
  may: (zone: number) => boolean,
): number | null {
  const counts = group.zones.map((_, zone) =>
    may(zone) ? instances.filter((each) => each.zone === zone).length : Number.POSITIVE_INFINITY,
  );
  const least = Math.min(...counts);
  return Number.isFinite(least) ? counts.indexOf(least) : null;
}

/** https://docs.aws.amazon.com/autoscaling/ec2/userguide/health-checks-overview.html */
function launched(
  fleet: Fleet,
  second: number,
  type: ScalingInstanceType,
  zone: number,
  warmup: number,
): Instance {
  const { loadBalancer, healthCheck, suspendedProcesses } = fleet.group;
  const { runningAt, answersAt } = times(fleet, second);
  const base = { type, zone, runningAt, warmAt: runningAt + warmup, drains: null };
  if (!loadBalancer) return { ...base, servesAt: answersAt, replacedAt: null };
  if (suspendedProcesses.includes('AddToLoadBalancer')) return { ...base, servesAt: null, replacedAt: null };
  const { interval, healthyThreshold, unhealthyThreshold } = loadBalancer.healthCheck;
  const servesAt = answersAt + interval * healthyThreshold;
  const unhealthyAt = runningAt + interval * unhealthyThreshold;
  const foundAt = Math.max(unhealthyAt, runningAt + healthCheck.gracePeriod);
  const isReplaced =
    healthCheck.usesLoadBalancer &&
    !suspendedProcesses.some((each) => each === 'HealthCheck' || each === 'ReplaceUnhealthy') &&
    answersAt > unhealthyAt &&
    foundAt < servesAt;
  return { ...base, servesAt, replacedAt: isReplaced ? foundAt : null };
}

/** https://docs.aws.amazon.com/autoscaling/ec2/userguide/ec2-auto-scaling-warm-pools.html */
function times(fleet: Fleet, second: number): { runningAt: number; answersAt: number } {
  const { warmPool } = fleet.group;
  const ready = fleet.pool.findIndex((at) => at <= second);
  if (warmPool && ready !== -1) {
    fleet.pool.splice(ready, 1);
    return { runningAt: second + warmPool.startSeconds, answersAt: second + warmPool.startSeconds };
  }
  const { launch, boot } = drawn(fleet);
  return { runningAt: second + launch, answersAt: second + launch + boot };
}

function drawn(fleet: Fleet): { launch: number; boot: number } {
  const { launchSeconds, bootSeconds } = fleet.group.instances;
  const n = fleet.launches;
  fleet.launches += 1;
  return {
    launch: secondsOf(launchSeconds, draw(fleet.seed, 2 * n)),
    boot: secondsOf(bootSeconds, draw(fleet.seed, 2 * n + 1)),
  };
}

function secondsOf(duration: Duration, chance: number): number {
  if (duration.kind === 'fixed') return duration.seconds;
  return duration.low + Math.floor(chance * (duration.high - duration.low + 1));
}

function poolSize({ warmPool }: ScalingGroup, desired: number, maxSize: number): number {
  if (!warmPool) return 0;
  return Math.max(warmPool.minSize, (warmPool.maxGroupPreparedCapacity ?? maxSize) - desired);
}

function fillPool(fleet: Fleet, second: number, desired: number, maxSize: number): void {
  if (fleet.group.suspendedProcesses.includes('Launch')) return;
  const size = poolSize(fleet.group, desired, maxSize);
  fleet.pool = fleet.pool.slice(0, size);
  while (fleet.pool.length < size) {
    const { launch, boot } = drawn(fleet);
    fleet.pool.push(second + launch + boot);
  }
}
