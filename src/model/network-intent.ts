import type { Tags } from './resource.ts';

// Type aliases, not interfaces: an assessment holds them as JSON, which the compiler sees of aliases alone.

/** What an organisation wants of its network, as data: the traffic that must get through and that must not. */
export type NetworkIntents = {
  readonly selectors: Readonly<Record<string, NetworkSelector>>;
  readonly rules: readonly NetworkIntent[];
};

/** Names network interfaces: those for which every criterion that is given holds, by one of its values. */
export type NetworkSelector = {
  /** Of the interface or of what it belongs to; the values may be globs. */
  readonly tags?: Tags;
  /** Ids or names, may be globs. */
  readonly securityGroups?: readonly string[];
  readonly subnets?: readonly string[];
  readonly names?: readonly string[];
  /** Addresses, inside AWS or outside: `203.0.113.0/24`. */
  readonly addresses?: readonly string[];
};

export type IntentEnd =
  | { readonly kind: 'internet' }
  /** Every interface, and the internet. */
  | { readonly kind: 'anything' }
  | { readonly kind: 'selector'; readonly name: string };

export type IntentTraffic = {
  readonly protocol: 'tcp' | 'udp' | 'icmp' | 'any';
  /** Destination ports; null: all, or a protocol without any. */
  readonly ports: { readonly from: number; readonly to: number } | null;
};

export type IntentTarget = {
  readonly to: IntentEnd;
  /** Never empty: `any` where nothing was written. */
  readonly traffic: readonly IntentTraffic[];
};

export type NetworkIntent = IntentTarget & {
  /** As it was written. */
  readonly text: string;
  /** `allow`: this traffic must get through; `deny`: none of it may. */
  readonly effect: 'allow' | 'deny';
  readonly from: IntentEnd;
  /** Of a `deny`: what may get through all the same. */
  readonly except: readonly IntentTarget[];
};
