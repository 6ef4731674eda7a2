import type { LoadProfile } from '../../model/scaling-facts.ts';
import { UsageError } from '../errors.ts';

type UserLoad = Exclude<LoadProfile, { readonly kind: 'attack' }>;

/** Those that a few figures say. */
type UserKind = Exclude<UserLoad['kind'], 'recorded'>;

/** What of `--load` is not given; rates are times of the load now. */
const DEFAULTS = { start: 600, rise: 300, hold: 1800, fall: 300 };

const KEYS: Readonly<Record<string, readonly string[]>> = {
  steady: ['rate'],
  ramp: ['from', 'to', 'start', 'seconds'],
  burst: ['base', 'peak', 'start', 'rise', 'hold', 'fall'],
  pulse: ['base', 'peak', 'start', 'every', 'width'],
  diurnal: ['low', 'high', 'peakAt'],
  'http-flood': ['rate', 'start', 'rise', 'hold', 'fall', 'cost'],
  'syn-flood': ['rate', 'start', 'rise', 'hold', 'fall', 'cost'],
  'udp-flood': ['rate', 'start', 'rise', 'hold', 'fall', 'cost'],
};

/** A packet of a flood that is no request costs little. */
const PACKET_COST = 0.01;

/**
 * `burst:peak=10x,rise=5m,hold=30m`: a kind, then what of it is not as usual. Rates are requests a second, or with `x` times
 * of `now`; times are seconds, or with `m`, `h` minutes and hours. Throws `UsageError`.
 */
export function parseLoad(text: string, now: number): LoadProfile {
  const [kind = '', ...rest] = text.split(':');
  const keys = KEYS[kind];
  if (!keys)
    throw new UsageError(
      `${text} is no load: expected recorded:FILE or one of ${Object.keys(KEYS).join(', ')}`,
    );
  const given = settingsOf(text, rest.join(':'), keys);
  const rate = (key: string, times: number) => rateOf(text, key, given.get(key), now, times);
  const time = (key: string, fallback: number) => timeOf(text, key, given.get(key), fallback);
  const span = {
    start: time('start', DEFAULTS.start),
    rise: time('rise', DEFAULTS.rise),
    hold: time('hold', DEFAULTS.hold),
    fall: time('fall', DEFAULTS.fall),
  };
  if (kind.endsWith('-flood')) {
    const flood = kind.replace('-flood', '') as 'http' | 'syn' | 'udp';
    const cost = numberOf(text, 'cost', given.get('cost') ?? String(flood === 'http' ? 1 : PACKET_COST));
    return {
      kind: 'attack',
      users: { kind: 'steady', rate: now },
      flood,
      rate: rate('rate', 10),
      ...span,
      cost,
    };
  }
  return userLoad(kind as UserKind, rate, time, span);
}

function userLoad(
  kind: UserKind,
  rate: (key: string, times: number) => number,
  time: (key: string, fallback: number) => number,
  span: typeof DEFAULTS,
): UserLoad {
  switch (kind) {
    case 'ramp':
      return {
        kind,
        from: rate('from', 1),
        to: rate('to', 10),
        start: span.start,
        seconds: time('seconds', 1800),
      };
    case 'burst':
      return { kind, base: rate('base', 1), peak: rate('peak', 10), ...span };
    case 'pulse':
      return {
        kind,
        base: rate('base', 1),
        peak: rate('peak', 10),
        start: span.start,
        every: time('every', 600),
        width: time('width', 60),
      };
    case 'diurnal':
      return { kind, low: rate('low', 0.5), high: rate('high', 2), peakAt: time('peakAt', 43_200) };
    case 'steady':
      return { kind, rate: rate('rate', 1) };
  }
}

function settingsOf(text: string, rest: string, keys: readonly string[]): ReadonlyMap<string, string> {
  const pairs = rest === '' ? [] : rest.split(',');
  return new Map(
    pairs.map((pair) => {
      const [key = '', value] = pair.split('=');
      if (!keys.includes(key) || value === undefined || value === '') {
        throw new UsageError(
          `${pair} of load ${text} is not known: expected ${keys.join(', ')}, each with =VALUE`,
        );
      }
      return [key, value];
    }),
  );
}

function rateOf(text: string, key: string, value: string | undefined, now: number, times: number): number {
  if (value === undefined) return times * now;
  return value.endsWith('x') ? numberOf(text, key, value.slice(0, -1)) * now : numberOf(text, key, value);
}

const UNITS: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600 };

function timeOf(text: string, key: string, value: string | undefined, fallback: number): number {
  if (value === undefined) return fallback;
  const unit = UNITS[value.slice(-1)];
  return Math.round(numberOf(text, key, unit ? value.slice(0, -1) : value) * (unit ?? 1));
}

function numberOf(text: string, key: string, value: string): number {
  const number = Number(value);
  if (!/^\d+(\.\d+)?$/.test(value))
    throw new UsageError(`${key}=${value} of load ${text} is not a number of 0 or more`);
  return number;
}
