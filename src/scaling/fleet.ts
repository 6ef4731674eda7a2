import type { Duration, ScalingGroup, ScalingInstanceType } from '../model/scaling-facts.ts';
import { draw } from '../model/seeded-draw.ts';
import type { BindingLimit } from '../model/simulation.ts';

/** Seconds at which an instance changes; `NEVER` where it does not. */
export interface FleetInstance {
  readonly type: ScalingInstanceType;
  readonly zone: number;
  /** Below 0: there from the first. */
  readonly launchedAt: number;
  readonly runningAt: number;
  readonly servesAt: number;
  readonly warmAt: number;
  /** The group finds it unhealthy and replaces it. */
  readonly unhealthyAt: number;
  /** It drains; `NEVER`: it stays. */
  leavesAt: number;
  goneAt: number;
}

/** Later than any simulation ends, and a small integer, which objects hold in place. */
export const NEVER = 2 ** 31 - 1;

export interface Change {
  readonly launched: number;
  readonly ended: number;
  /** When the last of it is over. */
  readonly over: number;
  readonly limit: { readonly kind: BindingLimit; readonly detail: string } | null;
}

const NO_CHANGE: Change = { launched: 0, ended: 0, over: 0, limit: null };

/** The instances of a group, in the order of their launch. */
export class Fleet {
  readonly #group: ScalingGroup;
  readonly #seed: number;
  readonly #suspended: ReadonlySet<string>;
  #instances: FleetInstance[] = [];
  /** Seconds at which instances of the warm pool are ready; negative: they were from the first. */
  #pool: number[] = [];
  #launches = 0;
  /** Units of capacity that stay: all that does not drain. */
  #size = 0;
  /** What was desired last. */
  #aim: number;

  constructor(group: ScalingGroup, seed: number) {
    this.#group = group;
    this.#seed = seed;
    this.#suspended = new Set(group.suspendedProcesses);
    this.#aim = group.desiredCapacity;
    this.#found();
    this.#pool = new Array<number>(this.#poolSize(group.desiredCapacity, group.maxSize)).fill(-1);
  }

  get instances(): readonly FleetInstance[] {
    return this.#instances;
  }

  /** Units of capacity that are warmed up and stay, and of those that drain. */
  capacity(now: number): { readonly warm: number; readonly draining: number } {
    let warm = 0;
    let draining = 0;
    for (const { leavesAt, warmAt, type } of this.#instances) {
      if (leavesAt !== NEVER) draining += type.weight;
      else if (warmAt <= now) warm += type.weight;
    }
    return { warm, draining };
  }

  isWarming(now: number): boolean {
    return this.#instances.some(({ leavesAt, warmAt }) => leavesAt === NEVER && warmAt > now);
  }

  /** A launch is not running yet, or an instance drains. */
  isActive(now: number): boolean {
    return this.#instances.some(({ leavesAt, runningAt }) => leavesAt !== NEVER || runningAt > now);
  }

  /** The next second after now at which an instance changes by itself. */
  next(now: number): number {
    let next = NEVER;
    for (const { runningAt, servesAt, warmAt, unhealthyAt, goneAt } of this.#instances) {
      if (runningAt > now && runningAt < next) next = runningAt;
      if (servesAt > now && servesAt < next) next = servesAt;
      if (warmAt > now && warmAt < next) next = warmAt;
      if (unhealthyAt > now && unhealthyAt < next) next = unhealthyAt;
      if (goneAt > now && goneAt < next) next = goneAt;
    }
    return next;
  }

  /** Those gone are forgotten, those unhealthy ended: how many of these. */
  settle(now: number): number {
    if (!this.#instances.some((each) => each.goneAt <= now || isUnhealthy(each, now))) return 0;
    let unhealthy = 0;
    this.#instances = this.#instances.filter((each) => {
      if (!isUnhealthy(each, now)) return each.goneAt > now;
      unhealthy++;
      this.#size -= each.type.weight;
      return false;
    });
    return unhealthy;
  }

  /** Launches until the capacity is as desired, or a limit binds; ends when less is desired than before. */
  reconcile(now: number, desired: number, maxSize: number, warmup: number): Change {
    this.#fillPool(now, desired, maxSize);
    if (this.#size < desired) {
      this.#aim = desired;
      return this.#grow(now, desired, maxSize, warmup);
    }
    const lowered = desired < this.#aim;
    this.#aim = desired;
    return lowered && this.#size > desired ? this.#shrink(now, desired) : NO_CHANGE;
  }

  #grow(now: number, desired: number, maxSize: number, warmup: number): Change {
    if (this.#suspended.has('Launch')) {
      return {
        ...NO_CHANGE,
        limit: { kind: 'suspended-process', detail: 'the process Launch is suspended' },
      };
    }
    let launched = 0;
    let over = now;
    let limit: Change['limit'] = null;
    const room = this.#room();
    for (; this.#size < desired; launched++) {
      const place = this.#place(room);
      if ('kind' in place) {
        limit = place;
        break;
      }
      const instance = this.#launch(now, place.type, place.zone, warmup);
      this.#instances.push(instance);
      over = Math.max(over, instance.runningAt);
      this.#size += place.type.weight;
    }
    if (launched > 0) this.#fillPool(now, desired, maxSize);
    return { launched, ended: 0, over, limit };
  }

  #found(): void {
    const [type] = this.#group.instanceTypes;
    if (!type) return;
    const counts = this.#group.zones.map(() => 0);
    const free = this.#group.zones.map(() => NEVER);
    for (; this.#size < this.#group.desiredCapacity; this.#size += type.weight) {
      const zone = fewest(counts, free);
      counts[zone] = (counts[zone] ?? 0) + 1;
      this.#instances.push({
        type,
        zone,
        launchedAt: -1,
        runningAt: 0,
        servesAt: 0,
        warmAt: 0,
        unhealthyAt: NEVER,
        leavesAt: NEVER,
        goneAt: NEVER,
      });
    }
  }

  /** What is free in every zone and quota, and how many instances each zone has. */
  #room(): Room {
    const { zones, quotas } = this.#group;
    const counts = zones.map(() => 0);
    const taken = zones.map(() => 0);
    const vcpus = new Map(quotas.map((quota) => [quota.name, quota.vcpus - quota.usedElsewhere]));
    for (const { zone, type, leavesAt } of this.#instances) {
      if (leavesAt === NEVER) counts[zone] = (counts[zone] ?? 0) + 1;
      taken[zone] = (taken[zone] ?? 0) + 1;
      take(vcpus, type);
    }
    const first = this.#firstByZone();
    const free = zones.map(({ freeAddresses }, zone) =>
      freeAddresses === null ? NEVER : freeAddresses + (first[zone] ?? 0) - (taken[zone] ?? 0),
    );
    return { counts, free, vcpus };
  }

  /** Addresses that the instances of second 0 have, beside those then free. */
  #firstByZone(): readonly number[] {
    const weight = this.#group.instanceTypes[0]?.weight ?? 1;
    const instances = Math.ceil(this.#group.desiredCapacity / weight);
    const zones = this.#group.zones.length;
    return this.#group.zones.map((_, zone) => Math.floor((instances - zone + zones - 1) / zones));
  }

  #place(room: Room): { type: ScalingInstanceType; zone: number } | NonNullable<Change['limit']> {
    const { instanceTypes } = this.#group;
    const type = instanceTypes.find(
      (each) => each.quota === null || (room.vcpus.get(each.quota) ?? NEVER) >= each.vcpus,
    );
    if (!type) {
      const names = [...new Set(instanceTypes.map(({ quota }) => quota))].join(', ');
      return { kind: 'vcpu-quota', detail: `the vCPU quota ${names} is exhausted` };
    }
    const zone = fewest(room.counts, room.free);
    if (zone < 0) return { kind: 'subnet-addresses', detail: 'no subnet has a free address' };
    room.counts[zone] = (room.counts[zone] ?? 0) + 1;
    room.free[zone] = (room.free[zone] ?? 0) - 1;
    take(room.vcpus, type);
    return { type, zone };
  }

  #launch(now: number, type: ScalingInstanceType, zone: number, warmup: number): FleetInstance {
    const { healthCheck, loadBalancer } = this.#group;
    const { runningAt, answersAt } = this.#started(now);
    const checks = loadBalancer?.healthCheck;
    const registered = !loadBalancer || !this.#suspended.has('AddToLoadBalancer');
    const servesAt = registered
      ? answersAt + (checks ? checks.interval * checks.healthyThreshold : 0)
      : NEVER;
    const fails = checks ? runningAt + checks.interval * checks.unhealthyThreshold : NEVER;
    const found = Math.max(fails, runningAt + healthCheck.gracePeriod);
    const replaces =
      healthCheck.usesLoadBalancer &&
      registered &&
      !this.#suspended.has('HealthCheck') &&
      !this.#suspended.has('ReplaceUnhealthy');
    const unhealthyAt = replaces && answersAt > fails && found < servesAt ? found : NEVER;
    return {
      type,
      zone,
      launchedAt: now,
      runningAt,
      servesAt,
      warmAt: runningAt + warmup,
      unhealthyAt,
      leavesAt: NEVER,
      goneAt: NEVER,
    };
  }

  /** From the warm pool where one is ready. */
  #started(now: number): { runningAt: number; answersAt: number } {
    const { warmPool } = this.#group;
    const ready = this.#pool.findIndex((at) => at <= now);
    if (warmPool && ready >= 0) {
      this.#pool.splice(ready, 1);
      return { runningAt: now + warmPool.startSeconds, answersAt: now + warmPool.startSeconds };
    }
    const { launch, boot } = this.#drawn();
    return { runningAt: now + launch, answersAt: now + launch + boot };
  }

  #drawn(): { launch: number; boot: number } {
    const { launchSeconds, bootSeconds } = this.#group.instances;
    const n = this.#launches++;
    return {
      launch: lasting(launchSeconds, draw(this.#seed, 2 * n)),
      boot: lasting(bootSeconds, draw(this.#seed, 2 * n + 1)),
    };
  }

  #poolSize(desired: number, maxSize: number): number {
    const pool = this.#group.warmPool;
    if (!pool) return 0;
    return Math.max(pool.minSize, (pool.maxGroupPreparedCapacity ?? maxSize) - desired, 0);
  }

  #fillPool(now: number, desired: number, maxSize: number): void {
    if (!this.#group.warmPool || this.#suspended.has('Launch')) return;
    const size = this.#poolSize(desired, maxSize);
    if (this.#pool.length > size) this.#pool.length = size;
    while (this.#pool.length < size) {
      const { launch, boot } = this.#drawn();
      this.#pool.push(now + launch + boot);
    }
  }

  #shrink(now: number, desired: number): Change {
    if (this.#suspended.has('Terminate')) return NO_CHANGE;
    const counts = this.#room().counts;
    const oldest = counts.map(() => 0);
    let ended = 0;
    let over = now;
    for (; ; ended++) {
      const instance = this.#leaving(counts, oldest, this.#size - desired);
      if (!instance) break;
      counts[instance.zone] = (counts[instance.zone] ?? 0) - 1;
      this.#size -= instance.type.weight;
      instance.leavesAt = now;
      instance.goneAt =
        now + (instance.servesAt <= now ? (this.#group.loadBalancer?.deregistrationDelay ?? 0) : 0);
      over = Math.max(over, instance.goneAt);
    }
    this.#instances = this.#instances.filter(({ goneAt }) => goneAt > now);
    return { launched: 0, ended, over, limit: null };
  }

  /**
   * The zone with the most instances loses one. Which of it AWS leaves to the termination policy; here it is the oldest.
   * https://docs.aws.amazon.com/autoscaling/ec2/userguide/ec2-auto-scaling-termination-policies.html
   */
  #leaving(counts: readonly number[], oldest: number[], units: number): FleetInstance | null {
    let leaving: FleetInstance | null = null;
    for (let zone = 0; zone < counts.length; zone++) {
      const instance = this.#oldestOf(zone, oldest, units);
      const fuller = leaving === null || (counts[zone] ?? 0) > (counts[leaving.zone] ?? 0);
      if (instance && fuller) leaving = instance;
    }
    return leaving;
  }

  /** The earliest launched of a zone that may leave, `oldest` being the place in the list before which none may: less and less does. */
  #oldestOf(zone: number, oldest: number[], units: number): FleetInstance | null {
    for (let place = oldest[zone] ?? 0; place < this.#instances.length; place++) {
      const instance = this.#instances[place];
      if (instance?.zone !== zone || instance.leavesAt !== NEVER || instance.type.weight > units) continue;
      oldest[zone] = place;
      return instance;
    }
    oldest[zone] = this.#instances.length;
    return null;
  }
}

function isUnhealthy({ unhealthyAt, leavesAt }: FleetInstance, now: number): boolean {
  return unhealthyAt <= now && leavesAt === NEVER;
}

interface Room {
  readonly counts: number[];
  readonly free: number[];
  readonly vcpus: Map<string, number>;
}

function take(vcpus: Map<string, number>, type: ScalingInstanceType): void {
  if (type.quota !== null) vcpus.set(type.quota, (vcpus.get(type.quota) ?? NEVER) - type.vcpus);
}

/** The first zone of those with the fewest instances that has a free address; -1: none has. */
function fewest(counts: readonly number[], free: readonly number[]): number {
  let best = -1;
  for (let zone = 0; zone < counts.length; zone++) {
    if ((free[zone] ?? 0) > 0 && (best < 0 || (counts[zone] ?? 0) < (counts[best] ?? 0))) best = zone;
  }
  return best;
}

function lasting(duration: Duration, drawn: number): number {
  if (duration.kind === 'fixed') return duration.seconds;
  return duration.low + Math.floor(drawn * (duration.high - duration.low + 1));
}
