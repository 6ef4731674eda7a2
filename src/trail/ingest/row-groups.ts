import type { CompiledReader } from './compiled-reader.ts';
import { placeOf } from './event-table.ts';

/** Rows of a table of events that are alike in something. */
export interface RowGroups {
  /** Of each row the number of its group. */
  readonly of: Int32Array;
  /** Of each group its first row. */
  readonly first: Int32Array;
}

/** By what rows are told apart: the texts of a column, or a number for each. */
export type Criterion = string | Int32Array;

/** Those in one group have the same texts and numbers. Few of the others have, where a column is not exact. */
export function groupRows(reader: CompiledReader, by: readonly Criterion[]): RowGroups {
  const { memory, rows, groups, groupCount, firsts } = reader;
  reader.group();
  for (const each of by) {
    if (typeof each === 'string') reader.splitByColumn(placeOf(each));
    else {
      const at = reader.numbersFor();
      new Int32Array(memory.buffer, at, rows.value).set(each);
      reader.splitByNumbers();
    }
  }
  return {
    of: new Int32Array(memory.buffer, groups.value, rows.value).slice(),
    first: new Int32Array(memory.buffer, firsts.value, groupCount.value).slice(),
  };
}
