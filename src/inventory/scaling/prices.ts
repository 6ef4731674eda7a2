import type { ScalingPrices } from '../../model/scaling-facts.ts';

/**
 * On-demand Linux prices of US East (N. Virginia), US dollars an hour, of common types: for the order of magnitude. Other
 * regions cost up to a half more. Held against AWS's price list of that month.
 * https://aws.amazon.com/ec2/pricing/on-demand/, https://aws.amazon.com/elasticloadbalancing/pricing/
 */
export const PRICES_AS_OF = '2026-01';

const BY_LARGE: Readonly<Record<string, number>> = {
  t2: 0.0928,
  t3: 0.0832,
  t3a: 0.0752,
  t4g: 0.0672,
  m4: 0.1,
  m5: 0.096,
  m5a: 0.086,
  m6a: 0.0864,
  m6g: 0.077,
  m6i: 0.096,
  m7a: 0.11592,
  m7g: 0.0816,
  m7i: 0.1008,
  'm7i-flex': 0.09576,
  m8g: 0.08976,
  m8i: 0.10584,
  c5: 0.085,
  c5a: 0.077,
  c6a: 0.0765,
  c6g: 0.068,
  c6i: 0.085,
  c7a: 0.10264,
  c7g: 0.0725,
  c7i: 0.08925,
  'c7i-flex': 0.08479,
  c8g: 0.07976,
  c8i: 0.09371,
  r5: 0.126,
  r5a: 0.113,
  r6a: 0.1134,
  r6g: 0.1008,
  r6i: 0.126,
  r7g: 0.1071,
  r7i: 0.1323,
  r8g: 0.11782,
};

/** A size costs by what it is of `large`. */
const SIZES: Readonly<Record<string, number>> = {
  nano: 1 / 16,
  micro: 1 / 8,
  small: 1 / 4,
  medium: 1 / 2,
  large: 1,
  xlarge: 2,
};

/** Null: not in the table. */
export function priceOf(instanceType: string): number | null {
  const [family = '', size = ''] = instanceType.split('.');
  const [, multiple] = /^(\d+)xlarge$/.exec(size) ?? [];
  const times = multiple === undefined ? SIZES[size] : 2 * Number(multiple);
  const large = BY_LARGE[family];
  return large === undefined || times === undefined ? null : large * times;
}

const BALANCERS: Readonly<Record<string, ScalingPrices>> = {
  application: { asOf: PRICES_AS_OF, loadBalancerUnit: 0.008, gigabyte: null },
  network: { asOf: PRICES_AS_OF, loadBalancerUnit: 0.006, gigabyte: null },
  gateway: { asOf: PRICES_AS_OF, loadBalancerUnit: 0.004, gigabyte: null },
  classic: { asOf: PRICES_AS_OF, loadBalancerUnit: null, gigabyte: 0.008 },
};

export function pricesOf(balancerType: string | null): ScalingPrices {
  return BALANCERS[balancerType ?? ''] ?? { asOf: PRICES_AS_OF, loadBalancerUnit: null, gigabyte: null };
}
