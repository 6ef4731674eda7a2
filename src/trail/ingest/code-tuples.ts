import type { TextColumn } from './text-column.ts';

/** Keys that could be larger are numbered as they come, so that none grows beyond what a number holds. */
const LARGEST = 2 ** 31;

/** A column, and the numbers of what is alike up to it; null: what is alike has a small key already. */
interface Step {
  readonly column: TextColumn;
  readonly factor: number;
  readonly numbers: Map<number, number> | null;
}

/**
 * Tells rows apart by their texts in some columns, which have all their rows. The same key: the same texts. The same
 * texts have one key where the columns are exact.
 */
export class CodeTuples {
  readonly #steps: readonly Step[];

  constructor(columns: readonly TextColumn[]) {
    const steps: Step[] = [];
    let keys = 1;
    for (const column of columns) {
      const factor = column.different + 1;
      const isLarge = keys * factor > LARGEST;
      steps.push({ column, factor, numbers: isLarge ? new Map() : null });
      keys = isLarge ? column.length : keys * factor;
    }
    this.#steps = steps;
  }

  keyOf(row: number): number {
    let key = 0;
    for (const { column, factor, numbers } of this.#steps) {
      key = key * factor + column.code(row) + 1;
      if (numbers === null) continue;
      const known = numbers.get(key) ?? numbers.size;
      numbers.set(key, known);
      key = known;
    }
    return key;
  }
}
