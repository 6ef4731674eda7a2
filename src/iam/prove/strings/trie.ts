import { folded, otherCase } from './pattern.ts';
import { ALL, DEAD, nextNumber, type Recogniser } from './recogniser.ts';

interface Node {
  readonly next: Map<number, number>;
  end: boolean;
}

const newNode = (): Node => ({ next: new Map(), end: false });

/** Texts without wildcards, however many, as one automaton. */
export class Trie implements Recogniser {
  readonly number = nextNumber();
  readonly start = 2;
  readonly #nodes: Node[] = [newNode(), newNode(), newNode()];
  readonly #fold: boolean;

  constructor(texts: Iterable<string>, fold: boolean) {
    this.#fold = fold;
    for (const text of texts) this.#add(text);
  }

  step(state: number, code: number): number {
    return this.#node(state).next.get(this.#fold ? folded(code) : code) ?? DEAD;
  }

  accepts(state: number): boolean {
    return state === ALL || this.#node(state).end;
  }

  letters(state: number): readonly number[] {
    const codes = [...this.#node(state).next.keys()];
    return this.#fold ? codes.flatMap((code) => [code, otherCase(code)]) : codes;
  }

  isForced(): boolean {
    return true;
  }

  #add(text: string): void {
    let at = this.start;
    for (let place = 0; place < text.length; place += 1) {
      const code = this.#fold ? folded(text.charCodeAt(place)) : text.charCodeAt(place);
      const known = this.#node(at).next.get(code);
      if (known === undefined) {
        this.#nodes.push(newNode());
        this.#node(at).next.set(code, this.#nodes.length - 1);
        at = this.#nodes.length - 1;
      } else at = known;
    }
    this.#node(at).end = true;
  }

  #node(state: number): Node {
    const found = this.#nodes[state];
    if (!found) throw new RangeError(`trie: no state ${state}`);
    return found;
  }
}
