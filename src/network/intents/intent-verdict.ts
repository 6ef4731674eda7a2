import type { Unread } from '../../model/reading.ts';
import type { Trace } from '../trace-packet.ts';

/** A pair by which an intent does not hold: one of each kind. */
export interface Refutation {
  /** The interface's id, or `internet`. */
  readonly from: string;
  readonly to: string;
  /** How many pairs are of its kind. */
  readonly pairs: number;
  /** The packet that shows it; null: none could be sent, as the two have no addresses for each other. */
  readonly trace: Trace | null;
  /** Of what a Network Load Balancer hands on: the target that takes it. */
  readonly through: { readonly targetId: string; readonly port: number } | null;
}

export type IntentVerdict =
  | { readonly answer: 'proved'; readonly pairs: number }
  | { readonly answer: 'refuted'; readonly refutations: readonly Refutation[]; readonly isMore: boolean }
  | { readonly answer: 'unknown'; readonly missing: readonly Unread[] }
  /** Nothing of the place that was asked about is concerned. */
  | { readonly answer: 'not-concerned' };
