import { FINDING_STATUSES, type FindingResource, type Severity, type Suppression } from './finding.ts';
import type { Practice } from './practice.ts';
import type { Unread } from './reading.ts';

export const DIFF_SCHEMA_VERSION = 1;

/** What became of a finding between the earlier assessments and the new one; docs/guides/diff.md defines each. */
export const DIFF_CLASSES = [
  'new',
  'reopened',
  'first-known',
  'first-judged',
  'still',
  'fixed',
  'no-longer-known',
  'not-judged',
  'became-unknown',
] as const;
export type DiffClass = (typeof DIFF_CLASSES)[number];

/**
 * What one assessment says of a finding. Where it has none of that id although all of its kind was read: `no-resource`
 * (no finding names the resource: it is not there) or `no-finding` (the resource is there, what was found on it is
 * not). Where not all was read, `unknown`; where it was not asked for, `not-judged`.
 */
export const DIFF_STATUSES = [...FINDING_STATUSES, 'no-resource', 'no-finding', 'not-judged'] as const;
export type DiffStatus = (typeof DIFF_STATUSES)[number];

export interface DiffAnswer {
  readonly status: DiffStatus;
  /** Of the assessment that says so. */
  readonly asOf: string;
  /** Null: that assessment has no finding of this id. */
  readonly severity: Severity | null;
  readonly summary: string | null;
  readonly suppressed: Suppression | null;
  /** The calls that were missing, where the status is `unknown`. */
  readonly unread: readonly Unread[];
  /** Why it is not known or not judged; null: it is. */
  readonly why: string | null;
}

export type DiffChange = 'severity' | 'suppressed' | 'unsuppressed';

export interface DiffEntry {
  readonly class: DiffClass;
  readonly id: string;
  readonly check: string;
  readonly practice: Practice;
  /** Of the newer side that has the finding. */
  readonly severity: Severity;
  readonly account: string;
  readonly region: string;
  readonly resource: FindingResource;
  readonly title: string;
  /** The last earlier assessment that knows, or, where none does, the last one. */
  readonly before: DiffAnswer;
  readonly after: DiffAnswer;
  /** The first assessment since which it fails without a known break; null: it does not fail now. */
  readonly failingSince: string | null;
  /** What changed about a failure that is still one. */
  readonly changes: readonly DiffChange[];
}

/** Nothing suppresses it on the side where it fails, the newer one first. */
export function isOpen({ before, after }: DiffEntry): boolean {
  return (after.status === 'fail' ? after : before).suppressed === null;
}

/** An assessment as the comparison names it. */
export interface DiffedAssessment {
  /** As its reader knows it: the file's path. */
  readonly name: string;
  readonly asOf: string;
  readonly tool: { readonly name: string; readonly version: string };
  readonly source: string;
  readonly accounts: readonly string[];
  readonly complete: boolean;
}

export const DIFF_NOTE_KINDS = [
  'order',
  'incomplete',
  'tool',
  'source',
  'checks',
  'settings',
  'accounts',
  'regions',
] as const;

/** Something besides the account that differs between the assessments, or weakens the comparison. */
export interface DiffNote {
  readonly kind: (typeof DIFF_NOTE_KINDS)[number];
  readonly text: string;
}

/** Suppressed failures are counted apart. */
export interface DiffCounts extends Readonly<Record<Severity, number>> {
  readonly total: number;
  readonly suppressed: number;
}

export interface DiffSummary {
  readonly classes: Readonly<Record<DiffClass, DiffCounts>>;
  readonly changes: Readonly<Record<DiffChange, number>>;
  /** Findings that fail on neither side and did not become unknown: not listed. */
  readonly others: number;
}

export interface Diff {
  readonly schemaVersion: typeof DIFF_SCHEMA_VERSION;
  readonly tool: { readonly name: string; readonly version: string };
  /** Oldest first. */
  readonly old: readonly DiffedAssessment[];
  readonly new: DiffedAssessment;
  readonly notes: readonly DiffNote[];
  readonly summary: DiffSummary;
  /** By class, severity, practice and check. */
  readonly findings: readonly DiffEntry[];
}
