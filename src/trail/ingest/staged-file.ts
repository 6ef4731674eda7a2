import type { FileOutcome, SetAside } from '../lake/commit.ts';
import type { SourceFile } from '../log-source.ts';

/** A file of the batch, and where it lies here. */
export interface FetchedFile {
  readonly file: SourceFile;
  readonly path: string;
}

/** What becomes of a file, while it does. */
export interface StagedFile {
  readonly file: SourceFile;
  outcome: FileOutcome;
  reason?: string;
  setAside: number;
  readonly records: SetAside[];
  events: number;
  duplicates: number;
}

export function newlyStaged(file: SourceFile): StagedFile {
  return { file, outcome: 'log', setAside: 0, records: [], events: 0, duplicates: 0 };
}

/** More of one file are counted only. */
const LISTED = 100;

export function setAside(staged: StagedFile, record: SetAside): void {
  staged.setAside += 1;
  if (staged.records.length < LISTED) staged.records.push(record);
}

/** Nothing of it goes in. */
export function quarantine(staged: StagedFile, reason: string): void {
  forget(staged);
  staged.outcome = 'quarantined';
  staged.reason = reason;
}

/** As if nothing of it had been read. */
export function forget(staged: StagedFile): void {
  staged.setAside = 0;
  staged.records.length = 0;
}
