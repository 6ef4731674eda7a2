import type { Budget } from '../budget.ts';
import {
  ACCOUNT_DIGITS,
  ANY,
  ANY_IN_PART,
  COLON,
  codesOf,
  DIGIT,
  folded,
  isAccount,
  isRun,
  isSymbol,
  otherCase,
  type Pattern,
  type Place,
  RUN,
  RUN_IN_PART,
} from './pattern.ts';
import { ALL, DEAD, nextNumber, type Recogniser } from './recogniser.ts';

interface State {
  /** Places that may come next, ascending; `places.length` is the end. */
  readonly at: readonly number[];
  readonly letters: readonly number[];
  readonly isForced: boolean;
  readonly next: Map<number, number>;
}

const WORK = 'comparing wildcards';
const NOTHING: State = { at: [], letters: [], isForced: false, next: new Map() };
const DIGITS = codesOf('0123456789');
/** Stands for every character that no place of the state names. */
const OTHER = -1;

/** A pattern's automaton; a state is built when a question first reaches it, and kept. */
export class Automaton implements Recogniser {
  readonly number = nextNumber();
  readonly start: number;
  readonly #places: readonly Place[];
  readonly #fold: boolean;
  /** Of each run, the first place before it that it can stand in for: `#needed`. */
  readonly #standsInFrom: readonly number[];
  readonly #states: State[] = [NOTHING, NOTHING];
  readonly #known = new Map<string, number>();

  constructor({ places, fold }: Pattern) {
    this.#places = places;
    this.#fold = fold;
    this.#standsInFrom = standsInFrom(places);
    this.start = this.#enter([0]);
  }

  step(state: number, code: number, budget: Budget): number {
    if (state <= ALL) return state;
    const { at, letters, next } = this.#state(state);
    budget.spend(at.length, WORK); // known or not, so that a question's work does not hang on earlier ones
    const key = isSymbol(code) || letters.includes(code) ? code : OTHER;
    const known = next.get(key);
    if (known !== undefined) return known;
    const reached = this.#enter(at.flatMap((place) => this.after(place, code)));
    next.set(key, reached);
    return reached;
  }

  accepts(state: number): boolean {
    return state === ALL || (state !== DEAD && this.#state(state).at.includes(this.#places.length));
  }

  letters(state: number): readonly number[] {
    return this.#state(state).letters;
  }

  isForced(state: number): boolean {
    return this.#state(state).isForced;
  }

  /** The places that one character leads to from a place. */
  protected after(at: number, code: number): readonly number[] {
    const place = this.#places[at];
    if (place === undefined) return [];
    if (place === RUN) return [at];
    if (place === RUN_IN_PART) return isInPart(code) ? [at] : [];
    if (place === DIGIT && isAccount(code)) return this.#isAccountAt(at) ? [at + ACCOUNT_DIGITS] : [];
    return this.#isOne(place, code) ? [at + 1] : [];
  }

  #isAccountAt(at: number): boolean {
    const digits = this.#places.slice(at, at + ACCOUNT_DIGITS);
    return digits.length === ACCOUNT_DIGITS && digits.every((place) => place === DIGIT);
  }

  #state(state: number): State {
    const found = this.#states[state];
    if (!found) throw new RangeError(`automaton: no state ${state}`);
    return found;
  }

  #isOne(place: Place, code: number): boolean {
    if (place === ANY) return !isSymbol(code);
    if (place === ANY_IN_PART) return isInPart(code);
    if (place === DIGIT) return DIGITS.includes(code);
    return place === (this.#fold ? folded(code) : code);
  }

  #enter(reached: readonly number[]): number {
    const at = this.#needed(reached);
    const last = this.#places.length - 1;
    if (at.length === 0) return DEAD;
    if (at[0] === last && this.#places[last] === RUN) return ALL;
    const key = at.join();
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const isForced = at.every((each) => !isWildcard(this.#places[each]));
    this.#states.push({ at, letters: this.#lettersAt(at), isForced, next: new Map() });
    this.#known.set(key, this.#states.length - 1);
    return this.#states.length - 1;
  }

  /**
   * INVARIANT: whatever matches from a place that a later run stands in for matches from that run too. So such places
   * are left out, which keeps the states of a pattern without `?` as few as its places.
   */
  #needed(reached: readonly number[]): readonly number[] {
    const all = new Set<number>();
    let last = -1;
    let lastFree = -1;
    for (let at of reached) {
      for (; isRun(this.#places[at]); at += 1) {
        all.add(at);
        last = Math.max(last, at);
        if (this.#places[at] === RUN) lastFree = Math.max(lastFree, at);
      }
      all.add(at);
    }
    const from = this.#standsInFrom[last] ?? 0;
    return [...all].filter((at) => at >= lastFree && (at >= last || at < from)).sort((a, b) => a - b);
  }

  #lettersAt(at: readonly number[]): readonly number[] {
    const letters = new Set<number>();
    for (const each of at) {
      const place = this.#places[each];
      if (place === undefined) continue;
      if (place === RUN_IN_PART || place === ANY_IN_PART) letters.add(COLON);
      if (place === DIGIT) for (const digit of DIGITS) letters.add(digit);
      if (place < 0) continue;
      letters.add(place);
      if (this.#fold) letters.add(otherCase(place));
    }
    return [...letters];
  }
}

/** It takes characters that it does not name. */
function isWildcard(place: Place | undefined): boolean {
  return place !== undefined && place < 0 && place !== DIGIT;
}

/** A variable's value may hold colons. */
function isInPart(code: number): boolean {
  return code !== COLON && !isSymbol(code);
}

/** A run stands in for all places before it; one that crosses no colon, for those of its part after the last that does. */
function standsInFrom(places: readonly Place[]): readonly number[] {
  let from = 0;
  return places.map((place, at) => {
    if (place === RUN) {
      from = at + 1;
      return 0;
    }
    if (place === COLON || place === ANY || isSymbol(place)) from = at + 1;
    return from;
  });
}

/**
 * The texts that a pattern with symbols may match, whatever the symbols' values, and texts that hold symbols
 * themselves: never too few of either, which is what a proof needs of a text that has to match.
 */
export class LiftedAutomaton extends Automaton {
  readonly #end: number;

  constructor({ places, fold }: Pattern) {
    const lifted = places.map((place) => (isSymbol(place) ? RUN : place));
    super({ places: lifted, fold });
    this.#end = lifted.length;
  }

  override isForced(): boolean {
    return false;
  }

  /** A symbol's value may be any text, so it leads to any later place. */
  protected override after(at: number, code: number): readonly number[] {
    if (!isSymbol(code)) return super.after(at, code);
    return Array.from({ length: this.#end - at + 1 }, (_, more) => at + more);
  }
}
