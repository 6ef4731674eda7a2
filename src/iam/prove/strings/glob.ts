import { remembered } from '../../../model/remembered.ts';
import { Automaton, LiftedAutomaton } from './automaton.ts';
import { folded, isSymbol, type Pattern, type Place, RUN } from './pattern.ts';
import type { Recogniser } from './recogniser.ts';

/** A pattern with what is cheap to know of it; its automata are built when first needed. */
export class Glob {
  readonly pattern: Pattern;
  /** The characters that all its texts begin with. */
  readonly #prefix: readonly Place[];
  #automaton: Recogniser | null = null;
  #lifted: Recogniser | null = null;

  constructor(pattern: Pattern) {
    this.pattern = pattern;
    const end = pattern.places.findIndex((place) => place < 0 || isSymbol(place));
    this.#prefix = end < 0 ? pattern.places : pattern.places.slice(0, end);
  }

  get told(): number {
    return this.#prefix.length;
  }

  get automaton(): Recogniser {
    this.#automaton ??= automatonOf(JSON.stringify(this.pattern));
    return this.#automaton;
  }

  /** Of the texts that it may match, whatever its symbols' values. */
  get lifted(): Recogniser {
    this.#lifted ??= liftedOf(JSON.stringify(this.pattern));
    return this.#lifted;
  }

  /** False: no text matches both. */
  mayMeet(other: Glob): boolean {
    const fold = this.pattern.fold || other.pattern.fold;
    const length = Math.min(this.#prefix.length, other.#prefix.length);
    return isSame(this.#prefix, other.#prefix, length, fold);
  }

  /** True: whatever matches the other matches it. */
  surelyCovers(other: Glob): boolean {
    const { places, fold } = this.pattern;
    const its = other.pattern.places;
    if (other.pattern.fold && !fold) return false;
    if (places.length === its.length && isSame(places, its, its.length, fold)) return true;
    const isOpen = places.length === this.#prefix.length + 1 && places[this.#prefix.length] === RUN;
    return (
      isOpen &&
      this.#prefix.length <= other.#prefix.length &&
      isSame(this.#prefix, its, this.#prefix.length, fold)
    );
  }
}

/** Patterns recur from question to question, and their automata are shared. */
const REMEMBERED = 2048;
const automatonOf = remembered(REMEMBERED, (text) => new Automaton(JSON.parse(text) as Pattern));
const liftedOf = remembered(REMEMBERED, (text) => new LiftedAutomaton(JSON.parse(text) as Pattern));

function isSame(one: readonly Place[], other: readonly Place[], length: number, fold: boolean): boolean {
  for (let at = 0; at < length; at += 1) {
    const [a = 0, b = 0] = [one[at], other[at]];
    if (a !== b && !(fold && folded(a) === folded(b))) return false;
  }
  return true;
}
