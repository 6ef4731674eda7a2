import type { ScalingAlarm, ScalingGroup, ScalingMetric } from '../model/scaling-facts.ts';

/** What a stretch of time adds to the metrics. */
export interface MetricSums {
  /** Per cent × seconds of warmed-up instances. */
  cpu: number;
  /** Requests that warmed-up instances served. */
  served: number;
  warmSeconds: number;
  requests: number;
  servingSeconds: number;
}

export function noSums(): MetricSums {
  return { cpu: 0, served: 0, warmSeconds: 0, requests: 0, servingSeconds: 0 };
}

function addSums(to: MetricSums, from: MetricSums): void {
  to.cpu += from.cpu;
  to.served += from.served;
  to.warmSeconds += from.warmSeconds;
  to.requests += from.requests;
  to.servingSeconds += from.servingSeconds;
}

export function clearSums(sums: MetricSums): void {
  sums.cpu = 0;
  sums.served = 0;
  sums.warmSeconds = 0;
  sums.requests = 0;
  sums.servingSeconds = 0;
}

export type MetricKind = Exclude<ScalingMetric['kind'], 'constant'>;

const KINDS: readonly MetricKind[] = ['cpu', 'network-in', 'network-out', 'requests', 'requests-per-target'];

/** Of EC2's metrics, which basic monitoring has every five minutes. */
const OF_INSTANCES: ReadonlySet<MetricKind> = new Set(['cpu', 'network-in', 'network-out']);

const BASIC = 5;

export interface Series {
  /** Minutes from one datapoint to the next. */
  readonly every: number;
  /** By minute; NaN where none begins. */
  readonly values: Float64Array;
  /** Of every datapoint before second 0. */
  readonly past: number;
}

/** The raw datapoints of a simulation, by the minute. */
export class MetricHistory {
  readonly #series = new Map<MetricKind, Series>();
  readonly #delay: number;
  readonly #five = noSums();
  readonly #basic: boolean;
  readonly #bytesPerRequest: number;

  constructor(group: ScalingGroup, minutes: number, secondBefore: MetricSums) {
    this.#delay = group.metricDelay;
    this.#basic = !group.detailedMonitoring;
    this.#bytesPerRequest = group.instances.bytesPerRequest;
    const used = new Set(group.alarms.map(({ metric }) => metric.kind));
    for (const kind of KINDS.filter((each) => used.has(each))) {
      const every = this.#basic && OF_INSTANCES.has(kind) ? BASIC : 1;
      const past = value(kind, scaled(secondBefore, 60 * every), every, this.#bytesPerRequest);
      this.#series.set(kind, { every, values: new Float64Array(minutes).fill(Number.NaN), past });
    }
  }

  /** Once for every minute, in their order. */
  record(minute: number, sums: MetricSums): void {
    if (this.#basic) addSums(this.#five, sums);
    const whole = minute % BASIC === BASIC - 1;
    for (const [kind, { every, values }] of this.#series) {
      if (every === 1) values[minute] = value(kind, sums, 1, this.#bytesPerRequest);
      else if (whole) values[minute - BASIC + 1] = value(kind, this.#five, BASIC, this.#bytesPerRequest);
    }
    if (this.#basic && whole) clearSums(this.#five);
  }

  /** What an alarm looks at where each of its datapoints is one of the metric's, there as soon as its minute is over; null: it is not. */
  minuteByMinute({ metric, period }: ScalingAlarm): Series | null {
    const series = metric.kind === 'constant' ? null : this.#series.get(metric.kind);
    return series?.every === 1 && period === 60 && this.#delay === 0 ? series : null;
  }

  /** Writes an alarm's datapoints at a second, newest first. */
  datapointsOf({ metric, statistic, period }: ScalingAlarm): (second: number, into: Float64Array) => void {
    if (metric.kind === 'constant') {
      const constant = metric.value ?? Number.NaN;
      return (_, into) => void into.fill(constant);
    }
    const series = this.#series.get(metric.kind);
    if (!series) return (_, into) => void into.fill(Number.NaN);
    const minutes = period / 60;
    const lag = this.#delay / 60 + series.every;
    return (second, into) => {
      const now = second / 60;
      for (let k = 0; k < into.length; k++) {
        into[k] = statisticOver(series, statistic, now - (k + 1) * minutes, minutes, now - lag);
      }
    };
  }
}

/** Over so many minutes, of the datapoints that begin no later than the last. */
function statisticOver(
  { every, values, past }: Series,
  statistic: ScalingAlarm['statistic'],
  from: number,
  minutes: number,
  last: number,
): number {
  let sum = 0;
  let count = 0;
  let extreme = Number.NaN;
  for (let minute = from; minute < from + minutes && minute <= last; minute++) {
    const each = minute >= 0 ? (values[minute] ?? Number.NaN) : minute % every === 0 ? past : Number.NaN;
    if (Number.isNaN(each)) continue;
    sum += each;
    count++;
    if (!(statistic === 'Minimum' ? each >= extreme : each <= extreme)) extreme = each;
  }
  if (count === 0) return Number.NaN;
  if (statistic === 'Average') return sum / count;
  return statistic === 'Sum' ? sum : extreme;
}

function scaled(sums: MetricSums, by: number): MetricSums {
  const { cpu, served, warmSeconds, requests, servingSeconds } = sums;
  return {
    cpu: cpu * by,
    served: served * by,
    warmSeconds: warmSeconds * by,
    requests: requests * by,
    servingSeconds: servingSeconds * by,
  };
}

/** NaN where there is nothing to measure. */
function value(kind: MetricKind, sums: MetricSums, minutes: number, bytesPerRequest: number): number {
  switch (kind) {
    case 'cpu':
      return sums.warmSeconds > 0 ? sums.cpu / sums.warmSeconds : Number.NaN;
    case 'network-in':
    case 'network-out':
      return sums.warmSeconds > 0
        ? ((bytesPerRequest * sums.served) / sums.warmSeconds) * 60 * minutes
        : Number.NaN;
    case 'requests':
      return sums.requests;
    case 'requests-per-target':
      return sums.servingSeconds > 0 ? sums.requests / (sums.servingSeconds / 60) : Number.NaN;
  }
}
