import type { ScalingGroup } from '../model/scaling-facts.ts';
import { balancerCost } from './balancer-cost.ts';
import { type FleetInstance, NEVER } from './fleet.ts';
import { addSpent, nothingSpent, type Spent } from './spent.ts';
import type { Spread } from './spread.ts';
import type { Surge } from './surge.ts';

/** What the answers are made from, counted while it happens. */
export class Tally {
  readonly surge: Surge;
  readonly total = nothingSpent();
  firstServingAt: number | null = null;
  /** Since when the greatest load could be served. */
  enoughSince: number | null = null;
  peakInstances = 0;
  minutesAtMax = 0;
  greatestDesired: number;
  instanceSeconds = 0;
  cost = 0;
  costAfter = 0;
  /** A price was missing. */
  costUnknown: boolean;
  /** Instances that cost. */
  running = 0;
  /** US dollars of a minute's requests. */
  readonly #balancer: (requests: number) => number;
  readonly #first: { readonly running: number; readonly price: number; readonly balancer: number };
  #price = 0;

  /** With the requests of second 0. */
  constructor(group: ScalingGroup, surge: Surge, requests: number, instances: readonly FleetInstance[]) {
    const balancerCosts = balancerCost(group);
    this.costUnknown = balancerCosts === null;
    this.#balancer = balancerCosts ?? (() => 0);
    this.surge = surge;
    this.greatestDesired = group.desiredCapacity;
    this.#bill(instances, 0);
    this.#first = {
      running: this.running,
      price: this.#price,
      balancer: this.#balancer(requests * 60),
    };
  }

  /** After whatever happened at a second. */
  note(now: number, { lossless }: Spread, desired: number, instances: readonly FleetInstance[]): void {
    const { from, peak, peakUntil } = this.surge;
    this.#bill(instances, now);
    if (now <= peakUntil) this.greatestDesired = Math.max(this.greatestDesired, desired);
    const enough = lossless >= peak * (1 - ROUNDING);
    if (!enough && now <= (from ?? 0)) this.enoughSince = null;
    if (enough && now <= peakUntil) this.enoughSince ??= now;
    if (this.firstServingAt !== null || from === null || now < from) return;
    const serves = instances.some(({ launchedAt, servesAt }) => launchedAt >= from && servesAt <= now);
    if (serves) this.firstServingAt = now;
  }

  /** A stretch without a change. */
  pass(from: number, to: number): void {
    const { over } = this.surge;
    const seconds = to - from;
    const extra = ((this.#price - this.#first.price) * seconds) / 3600;
    this.instanceSeconds += (this.running - this.#first.running) * seconds;
    this.cost += extra;
    if (over !== null && to > over) this.costAfter += (extra * (to - Math.max(from, over))) / seconds;
  }

  minuteEnded(second: number, spent: Spent, atMaximum: boolean): void {
    addSpent(this.total, spent);
    if (atMaximum) this.minutesAtMax++;
    const extra = this.#balancer(spent.requests) - this.#first.balancer;
    this.cost += extra;
    if (this.surge.over !== null && second >= this.surge.over) this.costAfter += extra;
  }

  #bill(instances: readonly FleetInstance[], now: number): void {
    this.running = 0;
    this.#price = 0;
    let staying = 0;
    for (const { type, runningAt, leavesAt } of instances) {
      if (leavesAt === NEVER) staying++;
      if (runningAt > now) continue;
      this.running++;
      if (type.price === null) this.costUnknown = true;
      this.#price += type.price ?? 0;
    }
    this.peakInstances = Math.max(this.peakInstances, staying);
  }
}

const ROUNDING = 1e-9;
