import type { FileOutcome, SetAside } from '../lake/commit.ts';
import type { SourceFile } from '../log-source.ts';

/** What becomes of a file, while it does. */
export interface StagedFile {
  /** Within the batch. */
  readonly number: number;
  readonly file: SourceFile;
  /** Where it lies here. */
  readonly path: string;
  outcome: FileOutcome;
  reason?: string;
  /** Its records were checked one by one. */
  isChecked: boolean;
  /** Of the records that were checked, those that should go in. */
  readonly expected: Set<number>;
  setAside: number;
  readonly records: SetAside[];
  events: number;
  duplicates: number;
}

export function newlyStaged(number: number, file: SourceFile, path: string): StagedFile {
  return {
    number,
    file,
    path,
    outcome: 'log',
    isChecked: false,
    expected: new Set(),
    setAside: 0,
    records: [],
    events: 0,
    duplicates: 0,
  };
}

/** More of one file are counted only. */
const LISTED = 100;

export function setAside(staged: StagedFile, record: SetAside): void {
  staged.setAside += 1;
  if (staged.records.length < LISTED) staged.records.push(record);
}

/** Nothing of it goes in. */
export function quarantine(staged: StagedFile, reason: string): void {
  staged.outcome = 'quarantined';
  staged.reason = reason;
  staged.expected.clear();
  staged.setAside = 0;
  staged.records.length = 0;
}
