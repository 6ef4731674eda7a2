import type { LoadMinute, LoadRates } from './load-rates.ts';
import type { MetricSums } from './metric-history.ts';
import type { Spent } from './spent.ts';
import type { Spread } from './spread.ts';

/** Losses below this part of a second's work are what binary fractions leave. */
const ROUNDING = 1e-9;

const NO_FLOOD = new Float64Array(60);

/** A minute's load, as it falls on the instances. */
export class MinuteLoad {
  readonly #rates: LoadRates;
  #users: LoadMinute;
  /** Null: there is none in this minute. */
  #flood: LoadMinute | null = null;
  #from = 0;

  constructor(rates: LoadRates) {
    this.#rates = rates;
    this.#users = rates.users(0);
  }

  /** The minute that begins with a second. */
  begin(second: number): void {
    const { users, flood, floodFrom, floodUntil } = this.#rates;
    this.#from = second;
    this.#users = users(second);
    this.#flood = flood && second < floodUntil && second + 60 > floodFrom ? flood(second) : null;
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
    if (this.#flood) return false;
    const { seconds, most } = this.#users;
    if (most > spread.lossless && greatest(seconds, from, to) > spread.lossless) return false;
    const sum = to - from === seconds.length ? this.#users.sum : total(seconds, from, to);
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

  /** Seconds in a row with the same load are alike. */
  #each(spread: Spread, from: number, to: number, sums: MetricSums, spent: Spent): void {
    const users = this.#users.seconds;
    const flood = this.#flood?.seconds ?? NO_FLOOD;
    for (let k = from; k < to; ) {
      const own = users[k] ?? 0;
      const packets = flood[k] ?? 0;
      const first = k;
      do k++;
      while (k < to && users[k] === own && flood[k] === packets);
      this.#alike(spread, own, packets, k - first, sums, spent);
    }
  }

  #alike(
    spread: Spread,
    own: number,
    packets: number,
    seconds: number,
    sums: MetricSums,
    spent: Spent,
  ): void {
    const { cost, floodPasses, floodIsRequests } = this.#rates;
    const attack = packets * cost;
    const work = floodPasses ? own + attack : own;
    const requests = own + (floodPasses && floodIsRequests ? packets : 0);
    const served = serve(spread, work, seconds, sums);
    const lost = work - served > work * ROUNDING ? work - served : 0;
    spent.offered += (own + attack) * seconds;
    if (!floodPasses) spent.filtered += attack * seconds;
    spent.served += (work - lost) * seconds;
    spent.requests += requests * seconds;
    sums.requests += requests * seconds;
    if (lost > 0) {
      spent.lost += lost * seconds;
      spent.lostOfUsers += (lost * own * seconds) / work;
      spent.short += seconds;
    }
  }
}

function total(seconds: Float64Array, from: number, to: number): number {
  let sum = 0;
  for (let k = from; k < to; k++) sum += seconds[k] ?? 0;
  return sum;
}

function greatest(seconds: Float64Array, from: number, to: number): number {
  let most = 0;
  for (let k = from; k < to; k++) most = Math.max(most, seconds[k] ?? 0);
  return most;
}

/** A second's work on the instances, so many times: what they serve each time. */
function serve({ lanes }: Spread, work: number, seconds: number, sums: MetricSums): number {
  let served = 0;
  for (const { instances, warm, share, capacity } of lanes) {
    const own = work * share;
    const done = own < capacity ? own : capacity;
    served += done * instances;
    sums.cpu += ((100 * done) / capacity) * warm * seconds;
    sums.served += done * warm * seconds;
  }
  return served;
}
