import { remembered } from '../../../model/remembered.ts';
import type { Budget } from '../budget.ts';
import { Glob } from './glob.ts';
import { ANY, isSymbol, onlyText, type Pattern, type Place, RUN, textOf } from './pattern.ts';
import { matches, type Recogniser } from './recogniser.ts';
import { withValue } from './symbols.ts';
import { Trie } from './trie.ts';

let sets = 0;

/** The texts that at least one of some patterns matches. What answers questions is built when first needed. */
export class TextSet {
  /** Its own, from 1. */
  readonly number: number;
  readonly patterns: readonly Pattern[];
  /** What it matches hangs on the values of these. */
  readonly symbols: ReadonlySet<Place>;
  /** Its texts; null: more than can be listed. */
  readonly texts: readonly string[] | null;
  /** Every text is in it. */
  readonly isAll: boolean;
  readonly #plain: readonly Pattern[];
  readonly #rest: readonly Pattern[];
  #globs: readonly Glob[] | null = null;
  #lifted: readonly Glob[] | null = null;
  #tries: readonly Recogniser[] | null = null;
  #told: number | null = null;

  constructor(patterns: readonly Pattern[]) {
    this.number = sets += 1;
    this.patterns = patterns;
    this.#plain = patterns.filter(isPlain);
    this.#rest = patterns.filter((pattern) => !isPlain(pattern));
    this.symbols = new Set(this.#rest.flatMap(({ places }) => places.filter(isSymbol)));
    const texts = patterns.map(onlyText);
    this.texts = texts.every((each) => each !== null) ? [...new Set(texts)] : null;
    this.isAll = this.#rest.some(({ places }) => places.length === 1 && places[0] === RUN);
  }

  /** Its patterns with wildcards or symbols. */
  get globs(): readonly Glob[] {
    this.#globs ??= this.#rest.map((pattern) => new Glob(pattern));
    return this.#globs;
  }

  /** How many characters at least each of its patterns tells of how a text begins. */
  get told(): number {
    this.#told ??= Math.min(...this.globs.map((each) => each.told));
    return this.#told;
  }

  /** All its patterns, to be lifted. */
  get liftable(): readonly Glob[] {
    this.#lifted ??= [...this.#plain.map((pattern) => new Glob(pattern)), ...this.globs];
    return this.#lifted;
  }

  /** Those without, of one case and of both. */
  get tries(): readonly Recogniser[] {
    this.#tries ??= [false, true].flatMap((fold) => {
      const texts = this.#plain
        .filter((pattern) => pattern.fold === fold)
        .map(({ places }) => textOf(places));
      const [only] = texts;
      if (only === undefined) return [];
      return [texts.length === 1 ? trieOfOne(`${fold ? 'i' : ' '}${only}`) : new Trie(texts, fold)];
    });
    return this.#tries;
  }

  has(text: string, budget: Budget): boolean {
    if (this.isAll) return true;
    return (
      this.tries.some((each) => matches(each, text, budget)) ||
      this.globs.some((each) => matches(each.automaton, text, budget))
    );
  }

  /** The set once a symbol's value is known. */
  withValue(symbol: Place, value: string): TextSet {
    if (!this.symbols.has(symbol)) return this;
    return new TextSet(this.patterns.map((each) => withValue(each, symbol, value)));
  }

  /** The set where the symbol has no value: what hangs on it matches nothing. */
  withoutValue(symbol: Place): TextSet {
    return new TextSet(this.patterns.filter(({ places }) => !places.includes(symbol)));
  }

  /** For some values of its symbols. */
  mayHave(text: string, budget: Budget): boolean {
    return this.has(text, budget) || this.globs.some((each) => matches(each.lifted, text, budget));
  }
}

/** Single texts recur from question to question: their tries are shared. The first character tells of case. */
const REMEMBERED_TEXTS = 2048;
const trieOfOne = remembered(REMEMBERED_TEXTS, (text) => new Trie([text.slice(1)], text.startsWith('i')));

function isPlain({ places }: Pattern): boolean {
  return places.every((place) => place >= 0 && !isSymbol(place));
}

export const ALL_TEXTS = new TextSet([{ places: [RUN], fold: false }]);
export const NON_EMPTY_TEXTS = new TextSet([{ places: [ANY, RUN], fold: false }]);
