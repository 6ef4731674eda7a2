/**
 * Which of many literals stand in a text, by one pass over it, however many there are: the automaton of Aho and
 * Corasick. https://doi.org/10.1145/360825.360855
 */
export class LiteralFinder {
  /** By UTF-16 unit; 0: stands in no literal. */
  readonly #classOf = new Uint16Array(0x10000);
  readonly #classes: number;
  /** The next state, by state and class. */
  readonly #next: Int32Array;
  /** By state, the literal that ends there; -1: none. */
  readonly #ended: Int32Array;
  /** By state, the longest other state at its end in which a literal ends; 0: none. */
  readonly #shorter: Int32Array;

  /** Distinct, none empty. */
  constructor(literals: readonly string[]) {
    this.#classes = this.#classify(literals);
    const states = 1 + literals.reduce((sum, each) => sum + each.length, 0);
    this.#next = new Int32Array(states * this.#classes);
    this.#ended = new Int32Array(states).fill(-1);
    this.#shorter = new Int32Array(states);
    this.#link(this.#plant(literals));
  }

  /** Places of the literals in their list, in no order; again where one stands in the text again. */
  in(text: string): readonly number[] {
    const found: number[] = [];
    let state = 0;
    for (let at = 0; at < text.length; at++) {
      state = this.#step(state, this.#classOf[text.charCodeAt(at)] ?? 0);
      for (let end = state; end !== 0; end = this.#shorter[end] ?? 0) {
        const literal = this.#ended[end] ?? -1;
        if (literal >= 0) found.push(literal);
      }
    }
    return found;
  }

  #step(state: number, unit: number): number {
    return this.#next[state * this.#classes + unit] ?? 0;
  }

  #classify(literals: readonly string[]): number {
    let classes = 1;
    for (const literal of literals) {
      for (let at = 0; at < literal.length; at++) {
        const unit = literal.charCodeAt(at);
        if (this.#classOf[unit] === 0) this.#classOf[unit] = classes++;
      }
    }
    return classes;
  }

  /** A state for every beginning of a literal. How many there are. */
  #plant(literals: readonly string[]): number {
    let states = 1;
    literals.forEach((literal, place) => {
      let state = 0;
      for (let at = 0; at < literal.length; at++) {
        const edge = state * this.#classes + (this.#classOf[literal.charCodeAt(at)] ?? 0);
        if (this.#next[edge] === 0) this.#next[edge] = states++;
        state = this.#next[edge] ?? 0;
      }
      this.#ended[state] = place;
    });
    return states;
  }

  /** Where no literal goes on, the longest beginning of one that the text ends with does. Shorter states come first. */
  #link(states: number): void {
    const fallback = new Int32Array(states);
    const queue = [0];
    for (const state of queue) {
      const back = fallback[state] ?? 0;
      for (let unit = 1; unit < this.#classes; unit++) {
        const edge = state * this.#classes + unit;
        const child = this.#next[edge] ?? 0;
        const other = state === 0 ? 0 : this.#step(back, unit);
        if (child === 0) this.#next[edge] = other;
        else {
          fallback[child] = other;
          this.#shorter[child] = (this.#ended[other] ?? -1) >= 0 ? other : (this.#shorter[other] ?? 0);
          queue.push(child);
        }
      }
    }
  }
}
