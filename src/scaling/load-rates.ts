import type { LoadProfile, ScalingLoadBalancer } from '../model/scaling-facts.ts';

/** A load, second by second. */
export interface LoadRates {
  readonly users: Float64Array;
  /** Packets or requests of a flood; null: there is none. */
  readonly flood: Float64Array | null;
  /** Requests' worth of work that one of them is. */
  readonly cost: number;
  /** What stands in front lets the flood through. */
  readonly floodPasses: boolean;
  /** The flood's are requests, which load balancers count. */
  readonly floodIsRequests: boolean;
}

type UserLoad = Exclude<LoadProfile, { readonly kind: 'attack' }>;
type RateAt = (second: number) => number;

export function loadRates(
  load: LoadProfile,
  duration: number,
  balancer: ScalingLoadBalancer | null,
): LoadRates {
  if (load.kind !== 'attack') {
    const users = sampled(rateOf(load), duration);
    return { users, flood: null, cost: 1, floodPasses: false, floodIsRequests: false };
  }
  const flood = rateOf({ ...load, kind: 'burst', base: 0, peak: load.rate });
  return {
    users: sampled(rateOf(load.users), duration),
    flood: sampled(flood, duration),
    cost: load.cost,
    floodPasses: passes(load.flood, balancer),
    floodIsRequests: load.flood === 'http',
  };
}

function sampled(rateAt: RateAt, duration: number): Float64Array {
  const rates = new Float64Array(duration);
  for (let second = 0; second < duration; second++) rates[second] = rateAt(second);
  return rates;
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

function rateOf(load: UserLoad): RateAt {
  switch (load.kind) {
    case 'steady':
      return () => load.rate;
    case 'ramp':
      return (second) => load.from + (load.to - load.from) * part(second - load.start, load.seconds);
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

/** Of `seconds` those gone, from 0 to 1. */
function part(gone: number, seconds: number): number {
  if (gone < 0) return 0;
  return gone >= seconds ? 1 : gone / seconds;
}

function burst({ base, peak, start, rise, hold, fall }: UserLoad & { kind: 'burst' }): RateAt {
  const falls = start + rise + hold;
  return (second) => {
    const height = second < falls ? part(second - start, rise) : 1 - part(second - falls, fall);
    return base + (peak - base) * height;
  };
}

function pulse({ base, peak, start, every, width }: UserLoad & { kind: 'pulse' }): RateAt {
  return (second) => (second >= start && (second - start) % every < width ? peak : base);
}

const DAY = 86_400;

/** One day repeats: each of its seconds is computed once. */
function diurnal({ low, high, peakAt }: UserLoad & { kind: 'diurnal' }): RateAt {
  const known = new Float64Array(DAY).fill(Number.NaN);
  return (second) => {
    const phase = (((second - peakAt) % DAY) + DAY) % DAY;
    const rate = known[phase] ?? Number.NaN;
    if (!Number.isNaN(rate)) return rate;
    known[phase] = low + ((high - low) * (1 + Math.cos((2 * Math.PI * phase) / DAY))) / 2;
    return known[phase];
  };
}

/** Asked second after second: it goes on from where it was. */
function recorded({ points }: UserLoad & { kind: 'recorded' }): RateAt {
  let at = 0;
  return (second) => {
    if ((points[at]?.at ?? 0) > second) at = 0;
    while ((points[at + 1]?.at ?? Number.POSITIVE_INFINITY) <= second) at++;
    return points[at]?.rate ?? 0;
  };
}
