import type { FrameworkResult } from './compliance.ts';
import type { Finding, FindingStatus, Severity, Suppression } from './finding.ts';
import type { JsonObject } from './json.ts';
import type { Practice } from './practice.ts';
import type { AccountCoverage, AccountLeftOut, AccountNotEntered } from './snapshot.ts';
import type { TrailCoverage } from './trail-change.ts';

export const ASSESSMENT_SCHEMA_VERSION = 1;

/** `fail` leaves out the failures that a rule suppresses: those are `suppressed`. */
export interface StatusCounts extends Readonly<Record<FindingStatus, number>> {
  readonly suppressed: number;
}

export interface PracticeSummary extends StatusCounts {
  readonly practice: Practice;
  readonly title: string;
  /** The worst severity among the failures that nothing suppresses; null: none. */
  readonly worst: Severity | null;
}

export interface AssessmentSummary extends StatusCounts {
  readonly resources: number;
  readonly checks: number;
  /** Failures that nothing suppresses. */
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
  readonly leftOut: readonly AccountLeftOut[];
  readonly complete: boolean;
  readonly incompleteReason: string | null;
}

/** A check that crashed, a bug of ours, or settings that mean nothing in what was read: never silence. */
export interface CheckError {
  readonly check: string;
  readonly resource: string;
  readonly message: string;
}

/** What an error names where the settings are its cause, not a resource. */
export const SETTINGS_FILE = 'rampart.yaml';

/** Settings that mean nothing in what was read are the user's to mend; a crash is ours. */
export function isMistake({ resource }: CheckError): boolean {
  return resource === SETTINGS_FILE;
}

/** A suppression rule and what became of it in this assessment. */
export interface SuppressionUse extends Suppression {
  /** `expired`: hides nothing any more; `unmatched`: no failure, suppressed or not, fits it. */
  readonly state: 'active' | 'expired' | 'unmatched';
  /** Failures that it fits; one that several rules fit is counted for each, and hidden by the first in force. */
  readonly findings: number;
}

export interface Assessment {
  readonly schemaVersion: typeof ASSESSMENT_SCHEMA_VERSION;
  readonly tool: { readonly name: string; readonly version: string };
  readonly asOf: string;
  readonly source: string;
  /** Ids of the checks that were run: where such a one says nothing, it found nothing that it applies to. */
  readonly checks: readonly string[];
  /** The thresholds and lists that it was judged by. */
  readonly settings: JsonObject;
  readonly accounts: readonly AccountCoverage[];
  readonly coverage: Coverage;
  readonly summary: AssessmentSummary;
  readonly findings: readonly Finding[];
  /** Every rule that was given, in its order. */
  readonly suppressions: readonly SuppressionUse[];
  readonly errors: readonly CheckError[];
  /** Those that were asked for; absent: none was. */
  readonly frameworks?: readonly FrameworkResult[];
  /** What the trail knows that findings are attributed by; absent: none was asked. */
  readonly trail?: TrailCoverage;
}
