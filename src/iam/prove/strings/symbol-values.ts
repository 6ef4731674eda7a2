import type { Budget } from '../budget.ts';
import {
  ANY,
  ANY_IN_PART,
  COLON,
  folded,
  isRun,
  isSymbol,
  type Pattern,
  type Place,
  RUN,
} from './pattern.ts';

export type SymbolValues = ReadonlyMap<Place, string>;

/** Beyond it nothing is looked for: the search goes as deep as the pattern is long. */
const LONGEST = 1000;

/** Values of the symbols with which the pattern matches the text, without colons; null: none are found. */
export function symbolValues(pattern: Pattern, text: string, budget: Budget): SymbolValues | null {
  return pattern.places.length > LONGEST ? null : new Reading(pattern, text, budget).from(0, 0, new Map());
}

class Reading {
  readonly #pattern: Pattern;
  readonly #text: string;
  readonly #budget: Budget;

  constructor(pattern: Pattern, text: string, budget: Budget) {
    this.#pattern = pattern;
    this.#text = text;
    this.#budget = budget;
  }

  /** Reads the rest of the text by the places from one on. */
  from(at: number, start: number, values: SymbolValues): SymbolValues | null {
    this.#budget.spend(1, 'reading variables');
    const place = this.#pattern.places[at];
    if (place === undefined) return start === this.#text.length ? values : null;
    const known = values.get(place);
    if (known !== undefined)
      return this.#text.startsWith(known, start) ? this.from(at + 1, start + known.length, values) : null;
    if (!isSymbol(place) && !isRun(place))
      return this.#isOne(place, start) ? this.from(at + 1, start + 1, values) : null;
    for (let end = start; end <= this.#text.length; end += 1) {
      const its = isSymbol(place) ? new Map(values).set(place, this.#text.slice(start, end)) : values;
      const found = this.from(at + 1, end, its);
      if (found) return found;
      if (place !== RUN && this.#text.charCodeAt(end) === COLON) return null;
    }
    return null;
  }

  #isOne(place: Place, at: number): boolean {
    if (at >= this.#text.length) return false;
    const code = this.#text.charCodeAt(at);
    if (place === ANY) return true;
    if (place === ANY_IN_PART) return code !== COLON;
    return place === (this.#pattern.fold ? folded(code) : code);
  }
}
