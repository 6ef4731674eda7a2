import type { Finding, FindingStatus, Severity } from './finding.ts';
import type { Practice } from './practice.ts';
import type { AccountCoverage, AccountNotEntered } from './snapshot.ts';

export const ASSESSMENT_SCHEMA_VERSION = 1;

export type StatusCounts = Readonly<Record<FindingStatus, number>>;

export interface PracticeSummary extends StatusCounts {
  readonly practice: Practice;
  readonly title: string;
  /** The worst severity among the failures; null: none fails. */
  readonly worst: Severity | null;
}

export interface AssessmentSummary extends StatusCounts {
  readonly resources: number;
  readonly checks: number;
  readonly bySeverity: Readonly<Record<Severity, number>>;
  readonly practices: readonly PracticeSummary[];
}

export interface DeniedCall {
  readonly call: string;
  readonly account: string;
  readonly regions: readonly string[];
  readonly failed: number;
  readonly why: string;
}

export interface Coverage {
  /** Requests sent. */
  readonly calls: number;
  /** Calls that gave no answer, one row for a call, an account and a reason. */
  readonly denied: readonly DeniedCall[];
  readonly regions: readonly string[];
  readonly skipped: readonly { readonly account: string; readonly region: string; readonly why: string }[];
  readonly notEntered: readonly AccountNotEntered[];
  readonly complete: boolean;
  readonly incompleteReason: string | null;
}

/** A check that crashed: a bug of ours, never silence. */
export interface CheckError {
  readonly check: string;
  readonly resource: string;
  readonly message: string;
}

export interface Assessment {
  readonly schemaVersion: typeof ASSESSMENT_SCHEMA_VERSION;
  readonly tool: { readonly name: string; readonly version: string };
  readonly asOf: string;
  readonly source: string;
  readonly accounts: readonly AccountCoverage[];
  readonly coverage: Coverage;
  readonly summary: AssessmentSummary;
  readonly findings: readonly Finding[];
  readonly errors: readonly CheckError[];
}
