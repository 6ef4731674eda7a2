import type { Block } from '../changes/block-file.ts';
import type { Window } from '../window.ts';

/** What became of a file. */
export type FileOutcome = 'log' | 'digest' | 'insight' | 'empty' | 'foreign' | 'quarantined';

/**
 * One step of the lake, in a file of its own: the files that were taken in, and the parts that hold their events.
 * INVARIANT: a part that no commit names is not there; a file is taken in by the commit that names it, whole.
 */
export interface Commit {
  readonly format: 1;
  readonly number: number;
  /** ISO 8601. */
  readonly at: string;
  readonly files: readonly TakenFile[];
  readonly parts: readonly Part[];
  /** Files that could not be had then: a later run tries again. */
  readonly unread: readonly string[];
  /**
   * Where the directory of the index of its changes stands in `changes/00000042.index`. Absent where there are no parts,
   * and in lakes of before: their parts are read.
   */
  readonly changes?: Block;
}

export interface TakenFile {
  readonly uri: string;
  readonly version: string;
  readonly bytes: number;
  readonly outcome: FileOutcome;
  /** Why it is quarantined. */
  readonly reason?: string;
  readonly events: number;
  /** Events that were there before, from this file or another. */
  readonly duplicates: number;
  /** Records that did not go in, while the rest of the file did. */
  readonly setAside: number;
  /** The first of them. */
  readonly records: readonly SetAside[];
}

export interface SetAside {
  /** Its place among the file's records, from 0; null where it is known by its event id alone. */
  readonly index: number | null;
  readonly eventId: string | null;
  readonly reason: string;
}

/** A Parquet file: events of one account and day, by time. */
export interface Part {
  /** Below the lake's folder. */
  readonly path: string;
  readonly account: string;
  /** `2026-11-27`, of the events, UTC. */
  readonly date: string;
  readonly rows: number;
  readonly bytes: number;
}

/** Whether it may have events of that time. */
export function isWithin({ date }: Part, { from, to }: Window): boolean {
  return (from === undefined || date >= from.slice(0, 10)) && (to === undefined || date <= to.slice(0, 10));
}
