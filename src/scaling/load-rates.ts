import type { LoadProfile, ScalingLoadBalancer } from '../model/scaling-facts.ts';

/** Writes the rates of the seconds that begin with one, as many as there is room for. */
export type Rates = (from: number, into: Float64Array) => void;

/** A load, second by second. */
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
      return (_, into) => void into.fill(load.rate);
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

function ramp({ from, to, start, seconds }: UserLoad & { kind: 'ramp' }): Rates {
  return (first, into) => {
    for (let k = 0; k < into.length; k++) into[k] = from + (to - from) * part(first + k - start, seconds);
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
  return (first, into) => {
    if (first + into.length <= start || first >= ends) {
      into.fill(base);
      return;
    }
    for (let k = 0; k < into.length; k++) {
      const second = first + k;
      const height = second < falls ? part(second - start, rise) : 1 - part(second - falls, fall);
      into[k] = base + (peak - base) * height;
    }
  };
}

function pulse({ base, peak, start, every, width }: UserLoad & { kind: 'pulse' }): Rates {
  return (first, into) => {
    let gone = first < start ? first - start : (first - start) % every;
    for (let k = 0; k < into.length; k++) {
      into[k] = gone >= 0 && gone < width ? peak : base;
      gone = gone + 1 < every ? gone + 1 : 0;
    }
  };
}

const DAY = 86_400;

/** One day repeats: each of its seconds is computed once. */
function diurnal({ low, high, peakAt }: UserLoad & { kind: 'diurnal' }): Rates {
  const known = new Float64Array(DAY).fill(Number.NaN);
  const offset = DAY - (peakAt % DAY);
  return (first, into) => {
    let phase = (first + offset) % DAY;
    for (let k = 0; k < into.length; k++, phase = phase + 1 < DAY ? phase + 1 : 0) {
      let rate = known[phase] ?? Number.NaN;
      if (Number.isNaN(rate)) {
        rate = low + ((high - low) * (1 + Math.cos((2 * Math.PI * phase) / DAY))) / 2;
        known[phase] = rate;
      }
      into[k] = rate;
    }
  };
}

/** Asked second after second: it goes on from where it was. */
function recorded({ points }: UserLoad & { kind: 'recorded' }): Rates {
  let at = 0;
  return (first, into) => {
    if ((points[at]?.at ?? 0) > first) at = 0;
    for (let k = 0; k < into.length; k++) {
      while ((points[at + 1]?.at ?? Number.POSITIVE_INFINITY) <= first + k) at++;
      into[k] = points[at]?.rate ?? 0;
    }
  };
}
