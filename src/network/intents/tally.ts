import { eachOnce, type Unread, unread } from '../../model/reading.ts';
import type { IntentVerdict, Refutation } from './intent-verdict.ts';
import type { PairVerdict } from './pair-verdict.ts';

/** One of each kind shows enough. */
const MOST_REFUTATIONS = 10;
const MOST_KINDS = 100_000;

/** What was found so far, pair by pair. */
export class Tally {
  readonly #refutations: Refutation[] = [];
  readonly #missing: Unread[];
  #pairs = 0;
  #kinds = 0;

  constructor(missing: readonly Unread[]) {
    this.#missing = [...missing];
  }

  get isFull(): boolean {
    return this.#refutations.length >= MOST_REFUTATIONS || this.#kinds >= MOST_KINDS;
  }

  add(verdict: PairVerdict, pair: Pick<Refutation, 'from' | 'to' | 'pairs'>): void {
    this.#pairs += pair.pairs;
    this.#kinds += 1;
    if (verdict.answer === 'unknown') this.miss(verdict.missing);
    if (verdict.answer === 'refuted') this.refute({ ...pair, trace: verdict.trace, through: null });
  }

  refute(refutation: Refutation): void {
    this.#refutations.push(refutation);
  }

  miss(missing: readonly Unread[]): void {
    this.#missing.push(...missing);
  }

  get verdict(): IntentVerdict {
    if (this.#refutations.length > 0)
      return { answer: 'refuted', refutations: this.#refutations, isMore: this.isFull };
    if (this.#kinds >= MOST_KINDS)
      this.miss([unread('rampart/network', `TooMany: more than ${MOST_KINDS} kinds of pairs`)]);
    if (this.#missing.length > 0) return { answer: 'unknown', missing: eachOnce(this.#missing) };
    return this.#pairs === 0 ? { answer: 'not-concerned' } : { answer: 'proved', pairs: this.#pairs };
  }
}
