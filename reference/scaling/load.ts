import type { LoadProfile } from '../../src/model/scaling-facts.ts';

type UserLoad = Exclude<LoadProfile, { readonly kind: 'attack' }>;

/** The users' requests in a second. */
export function usersAt(load: LoadProfile, second: number): number {
  return load.kind === 'attack' ? rateAt(load.users, second) : rateAt(load, second);
}

/** Requests or packets of a flood in a second. */
export function floodAt(load: LoadProfile, second: number): number {
  if (load.kind !== 'attack') return 0;
  const { rate, start, rise, hold, fall } = load;
  return rateAt({ kind: 'burst', base: 0, peak: rate, start, rise, hold, fall }, second);
}

function rateAt(load: UserLoad, second: number): number {
  switch (load.kind) {
    case 'steady':
      return load.rate;
    case 'ramp':
      if (second < load.start) return load.from;
      if (second >= load.start + load.seconds) return load.to;
      return load.from + ((load.to - load.from) * (second - load.start)) / load.seconds;
    case 'burst':
      return burstAt(load, second);
    case 'pulse':
      return second >= load.start && (second - load.start) % load.every < load.width ? load.peak : load.base;
    case 'diurnal': {
      const angle = (2 * Math.PI * (second - load.peakAt)) / 86_400;
      return load.low + ((load.high - load.low) * (1 + Math.cos(angle))) / 2;
    }
    case 'recorded': {
      const point = load.points.findLast(({ at }) => at <= second) ?? load.points[0];
      return point?.rate ?? 0;
    }
  }
}

function burstAt(
  { base, peak, start, rise, hold, fall }: UserLoad & { readonly kind: 'burst' },
  second: number,
): number {
  const top = start + rise;
  const falls = top + hold;
  if (second < start || second >= falls + fall) return base;
  if (second < top) return base + ((peak - base) * (second - start)) / rise;
  if (second < falls) return peak;
  return peak - ((peak - base) * (second - falls)) / fall;
}
