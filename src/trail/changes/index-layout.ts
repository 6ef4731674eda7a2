import { crc32 } from 'node:zlib';
import type { Block } from './block-file.ts';

/**
 * An index of the changes in a commit's parts. `records`: what `trail who` shows of each, so many to a block; `texts`:
 * the texts that they and the names' places share; `names`: which changes name what, in the order of the names' sums.
 */
export interface Directory {
  readonly records: readonly Block[];
  readonly texts: readonly Block[];
  readonly names: readonly NameBlock[];
}

export interface NameBlock {
  /** Of the first of its names; the last may go on in the next block. */
  readonly sum: number;
  readonly block: Block;
}

/**
 * Where (the number of a path's text), what stands there, and the changes in which it does: the number of the first, and
 * of each other how many further it is.
 */
export type NameEntry = readonly [path: number, text: string, ...changes: number[]];

export const RECORDS_IN_BLOCK = 256;
export const TEXTS_IN_BLOCK = 256;
export const NAMES_IN_BLOCK = 256;

/** Of longer texts the end is kept, by which a name is found that is shorter. */
export const KEPT_LENGTH = 1_024;

/** By what follows its last / or :, where a name or an id stands, a text is found. */
export function nameSum(text: string): number {
  return crc32(text.slice(Math.max(text.lastIndexOf('/'), text.lastIndexOf(':')) + 1));
}
