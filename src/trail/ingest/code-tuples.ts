import type { TextColumn } from './text-column.ts';

/** Larger keys are told apart by numbers given as they come, so that none grows beyond what a number holds. */
const LARGEST = 2 ** 31;

/** Tells rows apart by their texts in some columns: the same key, the same texts. */
export class CodeTuples {
  readonly #columns: readonly TextColumn[];
  readonly #given: readonly Map<number, number>[];

  constructor(columns: readonly TextColumn[]) {
    this.#columns = columns;
    this.#given = columns.map(() => new Map());
  }

  keyOf(row: number): number {
    let key = 0;
    for (let at = 0; at < this.#columns.length; at += 1) {
      const column = this.#columns[at];
      if (!column) continue;
      key = key * (column.different + 1) + column.code(row) + 1;
      if (key < LARGEST) continue;
      const given = this.#given[at] ?? new Map<number, number>();
      const known = given.get(key) ?? given.size;
      given.set(key, known);
      key = known;
    }
    return key;
  }
}
