import type { LoadRates } from './load-rates.ts';
import type { MetricSums } from './metric-history.ts';
import type { Spread } from './spread.ts';

/** What went on in a stretch of time, in requests' worth of work. */
export interface Spent {
  offered: number;
  filtered: number;
  served: number;
  lost: number;
  capacity: number;
  /** The users' part of what was lost. */
  lostOfUsers: number;
  /** Requests as load balancers count them. */
  requests: number;
  /** Seconds in which something was lost. */
  short: number;
}

export function nothingSpent(): Spent {
  return { offered: 0, filtered: 0, served: 0, lost: 0, capacity: 0, lostOfUsers: 0, requests: 0, short: 0 };
}

/** Losses below this part of a second's work are what binary fractions leave. */
const ROUNDING = 1e-9;

/** The seconds from `from` up to `to`, in which no instance changes. */
export function spend(
  rates: LoadRates,
  spread: Spread,
  from: number,
  to: number,
  sums: MetricSums,
  spent: Spent,
): void {
  const seconds = to - from;
  spent.capacity += spread.capacity * seconds;
  sums.warmSeconds += spread.warm * seconds;
  sums.servingSeconds += spread.serving * seconds;
  if (!spendWithoutLoss(rates, spread, from, to, sums, spent))
    spendEach(rates, spread, from, to, sums, spent);
}

/** Without a flood, and when nothing is lost, all that is counted is proportional to the requests: their sum suffices. */
function spendWithoutLoss(
  { users, flood }: LoadRates,
  spread: Spread,
  from: number,
  to: number,
  sums: MetricSums,
  spent: Spent,
): boolean {
  if (flood) return false;
  let sum = 0;
  for (let second = from; second < to; second++) {
    const work = users[second] ?? 0;
    if (work > spread.lossless) return false;
    sum += work;
  }
  spent.offered += sum;
  spent.served += sum;
  spent.requests += sum;
  sums.requests += sum;
  for (const { warm, share, capacity } of spread.lanes) {
    sums.cpu += (100 * sum * share * warm) / capacity;
    sums.bytes += sum * share * warm;
  }
  return true;
}

function spendEach(
  rates: LoadRates,
  spread: Spread,
  from: number,
  to: number,
  sums: MetricSums,
  spent: Spent,
): void {
  const { users, flood, cost, floodPasses, floodIsRequests } = rates;
  for (let second = from; second < to; second++) {
    const own = users[second] ?? 0;
    const packets = flood?.[second] ?? 0;
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

/** A second's work on the instances: what they serve. */
function serve({ lanes }: Spread, work: number, sums: MetricSums): number {
  let served = 0;
  for (const { instances, warm, share, capacity } of lanes) {
    const own = work * share;
    const done = own < capacity ? own : capacity;
    served += done * instances;
    sums.cpu += ((100 * done) / capacity) * warm;
    sums.bytes += done * warm;
  }
  return served;
}
