import type { LoadRates } from './load-rates.ts';
import type { MetricSums } from './metric-history.ts';
import type { Spent } from './spent.ts';
import type { Spread } from './spread.ts';

/** Losses below this part of a second's work are what binary fractions leave. */
const ROUNDING = 1e-9;

/** A minute's load, second by second. */
export class MinuteLoad {
  readonly #rates: LoadRates;
  readonly #users = new Float64Array(60);
  readonly #flood = new Float64Array(60);
  #from = 0;
  #hasFlood = false;

  constructor(rates: LoadRates) {
    this.#rates = rates;
  }

  /** The minute that begins with a second. */
  begin(second: number): void {
    const { users, flood, floodFrom, floodUntil } = this.#rates;
    this.#from = second;
    users(second, this.#users);
    this.#hasFlood = flood !== null && second < floodUntil && second + 60 > floodFrom;
    if (this.#hasFlood) flood?.(second, this.#flood);
  }

  /** Its seconds from `from` up to `to`, in which no instance changes. */
  spend(spread: Spread, from: number, to: number, sums: MetricSums, spent: Spent): void {
    const seconds = to - from;
    spent.capacity += spread.capacity * seconds;
    sums.warmSeconds += spread.warm * seconds;
    sums.servingSeconds += spread.serving * seconds;
    if (!this.#withoutLoss(spread, from - this.#from, to - this.#from, sums, spent))
      this.#each(spread, from - this.#from, to - this.#from, sums, spent);
  }

  /** Without a flood, and when nothing is lost, all that is counted is proportional to the requests: their sum suffices. */
  #withoutLoss(spread: Spread, from: number, to: number, sums: MetricSums, spent: Spent): boolean {
    if (this.#hasFlood) return false;
    let sum = 0;
    for (let k = from; k < to; k++) {
      const work = this.#users[k] ?? 0;
      if (work > spread.lossless) return false;
      sum += work;
    }
    spent.offered += sum;
    spent.served += sum;
    spent.requests += sum;
    sums.requests += sum;
    for (const { warm, share, capacity } of spread.lanes) {
      sums.cpu += (100 * sum * share * warm) / capacity;
      sums.served += sum * share * warm;
    }
    return true;
  }

  #each(spread: Spread, from: number, to: number, sums: MetricSums, spent: Spent): void {
    const { cost, floodPasses, floodIsRequests } = this.#rates;
    for (let k = from; k < to; k++) {
      const own = this.#users[k] ?? 0;
      const packets = this.#hasFlood ? (this.#flood[k] ?? 0) : 0;
      const attack = packets * cost;
      const work = floodPasses ? own + attack : own;
      const requests = own + (floodPasses && floodIsRequests ? packets : 0);
      const served = serve(spread, work, sums);
      const lost = work - served > work * ROUNDING ? work - served : 0;
      spent.offered += own + attack;
      if (!floodPasses) spent.filtered += attack;
      spent.served += work - lost;
      spent.requests += requests;
      sums.requests += requests;
      if (lost > 0) {
        spent.lost += lost;
        spent.lostOfUsers += (lost * own) / work;
        spent.short++;
      }
    }
  }
}

/** A second's work on the instances: what they serve. */
function serve({ lanes }: Spread, work: number, sums: MetricSums): number {
  let served = 0;
  for (const { instances, warm, share, capacity } of lanes) {
    const own = work * share;
    const done = own < capacity ? own : capacity;
    served += done * instances;
    sums.cpu += ((100 * done) / capacity) * warm;
    sums.served += done * warm;
  }
  return served;
}
