import { asked, type CompiledReader } from './compiled-reader.ts';

/** Says which rows the reader is asked about, in their order, until others are chosen. */
export function choose(reader: CompiledReader, rows: ArrayLike<number>): void {
  const at = asked(() => reader.choose(rows.length));
  new Int32Array(reader.memory.buffer, at, rows.length).set(rows);
}
