import type { LoadProfile, ScalingLoadBalancer } from '../model/scaling-facts.ts';

/** The rates of a minute; good until the next is asked for. */
export interface LoadMinute {
  readonly seconds: Float64Array;
  readonly sum: number;
  readonly most: number;
}

/** By the second that it begins with. */
export type Rates = (from: number) => LoadMinute;

/** A load, minute by minute. */
export interface LoadRates {
  readonly users: Rates;
  /** Packets or requests of a flood; null: there is none. */
  readonly flood: Rates | null;
  /** Before and from then on there is nothing of it. */
  readonly floodFrom: number;
  readonly floodUntil: number;
  /** Requests' worth of work that one of them is. */
  readonly cost: number;
  /** What stands in front lets the flood through. */
  readonly floodPasses: boolean;
  /** The flood's are requests, which load balancers count. */
  readonly floodIsRequests: boolean;
}

type UserLoad = Exclude<LoadProfile, { readonly kind: 'attack' }>;

const NO_FLOOD = {
  flood: null,
  floodFrom: 0,
  floodUntil: 0,
  cost: 1,
  floodPasses: false,
  floodIsRequests: false,
} as const;

export function loadRates(load: LoadProfile, balancer: ScalingLoadBalancer | null): LoadRates {
  if (load.kind !== 'attack') return { users: ratesOf(load), ...NO_FLOOD };
  const { users, rate, cost, start, rise, hold, fall } = load;
  return {
    users: ratesOf(users),
    flood: ratesOf({ kind: 'burst', base: 0, peak: rate, start, rise, hold, fall }),
    floodFrom: start,
    floodUntil: start + rise + hold + fall,
    cost,
    floodPasses: passes(load.flood, balancer),
    floodIsRequests: load.flood === 'http',
  };
}

/**
 * Load balancers pass on complete connections of their listeners' protocols and nothing else; a gateway passes every packet.
 * https://docs.aws.amazon.com/whitepapers/latest/aws-best-practices-ddos-resiliency/elastic-load-balancing-bp6.html
 */
function passes(flood: 'http' | 'syn' | 'udp', balancer: ScalingLoadBalancer | null): boolean {
  if (!balancer || flood === 'http' || balancer.type === 'gateway') return true;
  if (flood === 'syn') return false;
  return balancer.protocols.some((each) => each === 'UDP' || each === 'TCP_UDP' || each === 'QUIC');
}

function ratesOf(load: UserLoad): Rates {
  switch (load.kind) {
    case 'steady':
      return always(load.rate);
    case 'ramp':
      return ramp(load);
    case 'burst':
      return burst(load);
    case 'pulse':
      return pulse(load);
    case 'diurnal':
      return diurnal(load);
    case 'recorded':
      return recorded(load);
  }
}

const MINUTE = 60;
const DAY = 86_400;

function always(rate: number): Rates {
  const minute = minuteOf(new Float64Array(MINUTE).fill(rate));
  return () => minute;
}

export function minuteOf(seconds: Float64Array): LoadMinute {
  let sum = 0;
  let most = 0;
  for (let k = 0; k < seconds.length; k++) {
    const rate = seconds[k] ?? 0;
    sum += rate;
    if (rate > most) most = rate;
  }
  return { seconds, sum, most };
}

function written(into: Float64Array, from: number, rateAt: (second: number) => number): LoadMinute {
  for (let k = 0; k < into.length; k++) into[k] = rateAt(from + k);
  return minuteOf(into);
}

/** A minute after the other, in the same place. */
function eachSecond(rateAt: (second: number) => number): Rates {
  const seconds = new Float64Array(MINUTE);
  return (from) => written(seconds, from, rateAt);
}

function ramp({ from, to, start, seconds }: UserLoad & { kind: 'ramp' }): Rates {
  const before = always(from);
  const after = always(to);
  const between = eachSecond((second) => from + (to - from) * part(second - start, seconds));
  return (first) => {
    if (first + MINUTE <= start) return before(first);
    return first >= start + seconds ? after(first) : between(first);
  };
}

/** Of `seconds` those gone, from 0 to 1. */
function part(gone: number, seconds: number): number {
  if (gone < 0) return 0;
  return gone >= seconds ? 1 : gone / seconds;
}

function burst({ base, peak, start, rise, hold, fall }: UserLoad & { kind: 'burst' }): Rates {
  const falls = start + rise + hold;
  const ends = falls + fall;
  const around = always(base);
  const within = eachSecond((second) => {
    const height = second < falls ? part(second - start, rise) : 1 - part(second - falls, fall);
    return base + (peak - base) * height;
  });
  return (first) => (first + MINUTE <= start || first >= ends ? around(first) : within(first));
}

function pulse({ base, peak, start, every, width }: UserLoad & { kind: 'pulse' }): Rates {
  const low = always(base);
  const high = always(peak);
  const edge = eachSecond((second) => (second >= start && (second - start) % every < width ? peak : base));
  return (first) => {
    if (first + MINUTE <= start) return low(first);
    const gone = (first - start) % every;
    if (first < start || gone + MINUTE > every) return edge(first);
    if (gone >= width) return low(first);
    return gone + MINUTE <= width ? high(first) : edge(first);
  };
}

/** One day repeats: each of its minutes is computed once. */
function diurnal({ low, high, peakAt }: UserLoad & { kind: 'diurnal' }): Rates {
  const day: LoadMinute[] = [];
  const rate = (second: number) =>
    low + ((high - low) * (1 + Math.cos((2 * Math.PI * (second - peakAt)) / DAY))) / 2;
  return (first) => {
    const begin = first % DAY;
    return (day[begin / MINUTE] ??= written(new Float64Array(MINUTE), begin, rate));
  };
}

/** Asked minute after minute: it goes on from where it was. */
function recorded({ points }: UserLoad & { kind: 'recorded' }): Rates {
  let at = 0;
  const next = eachSecond((second) => {
    while ((points[at + 1]?.at ?? Number.POSITIVE_INFINITY) <= second) at++;
    return points[at]?.rate ?? 0;
  });
  return (first) => {
    if ((points[at]?.at ?? 0) > first) at = 0;
    return next(first);
  };
}
