import type { Budget } from '../budget.ts';
import { codesOf, isSymbol, type Place, textOf } from './pattern.ts';
import { ALL, DEAD, type Recogniser } from './recogniser.ts';

/** A text is recognised by one of them, or by none. */
export interface Recognition {
  readonly recognisers: readonly Recogniser[];
  readonly negated: boolean;
}

/**
 * The shortest text that is as all of them say; null: there is none. Of equally short ones, the most readable. It may
 * hold the given symbols, and no others.
 */
export function shortestWord(
  recognitions: readonly Recognition[],
  budget: Budget,
  symbols: ReadonlySet<Place> = NO_SYMBOLS,
): string | null {
  const key = [...recognitions.map(textOfRecognition), ...symbols].join(' ');
  const known = words.get(key);
  if (known && known.steps <= budget.left) {
    budget.spend(known.steps, WORK); // so that a question's work does not hang on earlier ones
    return known.word;
  }
  const before = budget.spent;
  const word = new Search(recognitions, budget, symbols).run();
  if (words.size >= REMEMBERED_WORDS) words.clear();
  words.set(key, { word, steps: budget.spent - before });
  return word;
}

/** The same is asked in question after question, of other callers. */
const words = new Map<string, { readonly word: string | null; readonly steps: number }>();
const REMEMBERED_WORDS = 4096;

function textOfRecognition({ recognisers, negated }: Recognition): string {
  return `${negated ? 'not ' : ''}${recognisers.map(({ number }) => number).join()}`;
}

const NO_SYMBOLS: ReadonlySet<Place> = new Set();

/** A state of each recogniser. */
type States = readonly number[];

interface Node {
  readonly states: States;
  readonly parent: Node | null;
  readonly code: number;
}

const WORK = 'searching texts';

/** Breadth first through the product of all recognisers. */
class Search {
  readonly #recognitions: readonly Recognition[];
  readonly #recognisers: readonly Recogniser[];
  /** Where the recognisers of each recognition begin; then the end. */
  readonly #from: readonly number[];
  readonly #budget: Budget;
  readonly #symbols: ReadonlySet<Place>;

  constructor(recognitions: readonly Recognition[], budget: Budget, symbols: ReadonlySet<Place>) {
    this.#recognitions = recognitions.filter(
      ({ recognisers, negated }) => !negated || recognisers.length > 0,
    );
    this.#recognisers = this.#recognitions.flatMap((each) => each.recognisers);
    const from = [0];
    for (const { recognisers } of this.#recognitions) from.push((from.at(-1) ?? 0) + recognisers.length);
    this.#from = from;
    this.#budget = budget;
    this.#symbols = symbols;
  }

  run(): string | null {
    const start = this.#settled(this.#recognisers.map((each) => each.start));
    if (!start) return null;
    const queue: Node[] = [{ states: start, parent: null, code: -1 }];
    const seen = new Set([keyOf(start)]);
    for (let next = 0; next < queue.length; next += 1) {
      const node = queue[next];
      if (!node) break;
      if (this.#accepts(node.states)) return wordTo(node);
      this.#expand(node, queue, seen);
    }
    return null;
  }

  #expand(node: Node, queue: Node[], seen: Set<string>): void {
    for (const code of this.#codes(node.states)) {
      const states = this.#step(node.states, code);
      if (!states) continue;
      const key = keyOf(states);
      if (seen.has(key)) continue;
      seen.add(key);
      queue.push({ states, parent: node, code });
    }
  }

  /** One character of each kind that some recogniser tells from the rest, the readable ones first. */
  #codes(states: States): readonly number[] {
    const codes = this.#forced(states) ?? this.#told(states);
    const allowed = codes.filter((code) => !isSymbol(code) || this.#symbols.has(code));
    return allowed.length > 1 ? allowed.sort((a, b) => rank(a) - rank(b)) : allowed;
  }

  /** The only characters with which it can go on, the fewest that some recognition tells; null: any may do. */
  #forced(states: States): number[] | null {
    let fewest: number[] | null = null;
    for (const [index, { negated }] of this.#recognitions.entries()) {
      if (negated) continue;
      const letters = this.#lettersOf(index, states);
      if (letters && (!fewest || letters.length < fewest.length)) fewest = letters;
    }
    return fewest && [...new Set(fewest)];
  }

  /** Null: it goes on with other characters too. */
  #lettersOf(recognition: number, states: States): number[] | null {
    const all: number[] = [];
    for (let at = this.#from[recognition] ?? 0; at < (this.#from[recognition + 1] ?? 0); at += 1) {
      const state = states[at] ?? DEAD;
      if (state === DEAD) continue;
      if (state === ALL) return null;
      const recogniser = this.#recognisers[at];
      if (!recogniser?.isForced(state)) return null;
      all.push(...recogniser.letters(state));
    }
    return all;
  }

  #told(states: States): number[] {
    const named = new Set<number>();
    for (const [at, state] of states.entries())
      if (state > ALL) for (const code of this.#recognisers[at]?.letters(state) ?? []) named.add(code);
    return [...named, readable.find((code) => !named.has(code)) ?? unnamed(named)];
  }

  #step(states: States, code: number): States | null {
    this.#budget.spend(1, WORK);
    const next = states.map((state, at) =>
      state > ALL ? (this.#recognisers[at]?.step(state, code, this.#budget) ?? DEAD) : state,
    );
    return this.#settled(next);
  }

  /** Null: nothing that follows can do. What is settled for good is made alike, so that fewer states differ. */
  #settled(states: number[]): States | null {
    for (const [index, { negated }] of this.#recognitions.entries()) {
      const [from, to] = [this.#from[index] ?? 0, this.#from[index + 1] ?? 0];
      let isDead = true;
      let isAll = false;
      for (let at = from; at < to; at += 1) {
        if (states[at] !== DEAD) isDead = false;
        if (states[at] === ALL) isAll = true;
      }
      if (negated ? isAll : isDead) return null;
      if (isAll) states.fill(DEAD, from, to).fill(ALL, from, from + 1);
    }
    return states;
  }

  #accepts(states: States): boolean {
    return this.#recognitions.every(({ recognisers, negated }, index) => {
      const from = this.#from[index] ?? 0;
      const accepted = recognisers.some((each, at) => each.accepts(states[from + at] ?? DEAD));
      return accepted !== negated;
    });
  }
}

const MANY = 500;
const LARGE = 0xffff;

/** A text of one character a state, where that can be. */
function keyOf(states: States): string {
  if (states.length > MANY || states.some((state) => state > LARGE)) return states.join();
  return String.fromCharCode(...states);
}

/** What names are made of, in the order in which they are tried. */
const readable = codesOf('abcdefghijklmnopqrstuvwxyz0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ-_./=@+,:');
const ranks = new Map(readable.map((code, index) => [code, index]));

function rank(code: number): number {
  return ranks.get(code) ?? readable.length + code;
}

function unnamed(named: ReadonlySet<number>): number {
  let code = 0x21;
  while (named.has(code)) code += 1;
  return code;
}

function wordTo(last: Node): string {
  const codes: number[] = [];
  for (let node: Node | null = last; node?.parent; node = node.parent) codes.push(node.code);
  return textOf(codes.toReversed());
}
