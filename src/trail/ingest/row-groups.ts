import { choose } from './chosen-rows.ts';
import type { CompiledReader } from './compiled-reader.ts';
import { placeOf } from './event-table.ts';

/** Rows of a table of events that are alike in something. */
export interface RowGroups {
  /** Of each row the number of its group. */
  readonly of: Int32Array;
  /** Of each group its first row. */
  readonly first: Int32Array;
}

/** Of each group what it has of some rows: how many, and the earliest and the latest of them, where there is one. */
export interface CountedGroups extends RowGroups {
  readonly counts: Int32Array;
  readonly earliest: Int32Array;
  readonly latest: Int32Array;
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
    of: copied(reader, groups, rows.value),
    first: copied(reader, firsts, groupCount.value),
  };
}

/** The same, of which these rows are counted. */
export function countRows(reader: CompiledReader, by: readonly Criterion[], rows: Int32Array): CountedGroups {
  const groups = groupRows(reader, by);
  choose(reader, rows);
  reader.count();
  return {
    ...groups,
    counts: copied(reader, reader.counts, groups.first.length),
    earliest: copied(reader, reader.earliestRows, groups.first.length),
    latest: copied(reader, reader.latestRows, groups.first.length),
  };
}

function copied({ memory }: CompiledReader, start: WebAssembly.Global<'i32'>, length: number): Int32Array {
  return new Int32Array(memory.buffer, start.value, length).slice();
}
