import type { Severity } from './finding.ts';

/**
 * What became of a requirement, worst first. `met` is said only where the checks answer the whole requirement, all of
 * them were run over all that was to be read, and everything they judged passes.
 */
export const REQUIREMENT_STATES = [
  /** A failure that no rule suppresses. */
  'not-met',
  /** Something is unknown, was not judged, or there was nothing to judge. */
  'not-assessed',
  /** All failures are suppressed. */
  'excepted',
  /** What was looked at passes; the note or `why` names what was not. */
  'met-in-part',
  'met',
  /** No check answers it; the note says why. */
  'not-covered',
] as const;
export type RequirementState = (typeof REQUIREMENT_STATES)[number];

/** How much of a requirement the checks answer: `full` as its own framework audits it. */
export const REQUIREMENT_COVERAGES = ['full', 'partial', 'none'] as const;
export type RequirementCoverage = (typeof REQUIREMENT_COVERAGES)[number];

export interface RequirementResult {
  /** As its framework writes it. */
  readonly id: string;
  readonly title: string;
  readonly section: string;
  /** Only where the framework has them. */
  readonly level?: 1 | 2;
  readonly assessment?: 'automated' | 'manual';
  readonly state: RequirementState;
  readonly coverage: RequirementCoverage;
  /** A sentence. Partial: what is not looked at; none: why no check answers it; full: a remark. */
  readonly note: string | null;
  /** What makes the state, where the counts do not tell. */
  readonly why: string | null;
  readonly checks: readonly string[];
  /** The worst severity among the open failures. */
  readonly worst: Severity | null;
  readonly fail: number;
  readonly unknown: number;
  readonly pass: number;
  readonly suppressed: number;
  /** Accounts with an open failure, sorted. */
  readonly failingAccounts: readonly string[];
  /**
   * Only where the requirement names numbers of its own and was judged by them instead of the scan's settings: ids of
   * the findings that break it, which may pass by those settings.
   */
  readonly failures?: readonly string[];
}

export interface FrameworkResult {
  /** `cis-aws-5.0.0` */
  readonly id: string;
  readonly title: string;
  /** Which of the framework's requirements are listed. */
  readonly scope: string;
  readonly counts: Readonly<Record<RequirementState, number>>;
  /** Every requirement of the list, in the framework's order. */
  readonly requirements: readonly RequirementResult[];
}
