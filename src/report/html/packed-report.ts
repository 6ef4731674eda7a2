import type { Finding, FindingStatus, Suppression } from '../../model/finding.ts';
import type { JsonObject } from '../../model/json.ts';
import type { Practice } from '../../model/practice.ts';
import type { Introduction } from '../../model/trail-change.ts';

/** A failure that a rule suppresses is shown apart from the open ones. */
export const SHOWN_STATUSES = ['fail', 'unknown', 'pass', 'suppressed'] as const satisfies readonly (
  | FindingStatus
  | 'suppressed'
)[];
export type ShownStatus = (typeof SHOWN_STATUSES)[number];

export function shownStatus({ status, suppressed }: Pick<Finding, 'status' | 'suppressed'>): ShownStatus {
  return suppressed === undefined ? status : 'suppressed';
}

/** What a reader wants to know of a check beyond its findings; every check of the catalogue has it. */
export interface CheckFacts {
  readonly id: string;
  readonly rationale: string;
  /** API operations whose answers the verdict depends on. */
  readonly reads: readonly string[];
  readonly fix?: { readonly cli: string | null; readonly terraform: string | null };
}

export interface PackedCheck {
  readonly id: string;
  readonly title: string;
  readonly practice: Practice;
  readonly remediation: string;
  /** Null: the report was made without the catalogue. */
  readonly facts: Omit<CheckFacts, 'id'> | null;
}

/** Type (index into `types`), ARN, id, name, tags (indexes into `tags`; null: not read). */
export type PackedResource = readonly [
  type: number,
  arn: string,
  id: string,
  name: string | null,
  tags: readonly number[] | null,
];

/**
 * The findings column by column, with every text that repeats written once: what the page's script reads. A number in
 * a column is an index into the list of that name. Evidence lies apart, in chunks of `EVIDENCE_CHUNK` findings.
 */
export interface PackedReport {
  readonly checks: readonly PackedCheck[];
  readonly accounts: readonly string[];
  /** In the order of `accounts`; null: the organisation was not asked. */
  readonly accountNames: readonly (string | null)[];
  readonly regions: readonly string[];
  readonly types: readonly string[];
  readonly tags: readonly (readonly [key: string, value: string])[];
  readonly resources: readonly PackedResource[];
  /** Calls that gave no answer. */
  readonly gaps: readonly { readonly call: string; readonly why: string }[];
  /** Lists of indexes into `gaps`; the first is empty. */
  readonly gapLists: readonly (readonly number[])[];
  /** Distinct lists of controls: what a finding breaks may be a part of what its check can. */
  readonly controlLists: readonly (readonly string[])[];
  readonly suppressions: readonly Suppression[];
  /** Where a trail was asked; most are the same window in which nothing was found. */
  readonly introductions: readonly Introduction[];
  /** Sentences, folded (folded-text.ts). */
  readonly summaries: readonly string[];
  readonly findings: PackedFindings;
}

export interface PackedFindings {
  readonly id: readonly string[];
  readonly check: readonly number[];
  /** Index into `SHOWN_STATUSES`. */
  readonly status: readonly number[];
  /** Index into `SEVERITIES`. */
  readonly severity: readonly number[];
  readonly account: readonly number[];
  readonly region: readonly number[];
  readonly resource: readonly number[];
  readonly summary: readonly number[];
  readonly gapList: readonly number[];
  readonly controlList: readonly number[];
  /** Finding and index into `suppressions`, for those that are suppressed. */
  readonly suppressedBy: readonly (readonly [finding: number, suppression: number])[];
  /** Finding and index into `introductions`, for failures where a trail was asked. */
  readonly introducedBy: readonly (readonly [finding: number, introduction: number])[];
}

export const EVIDENCE_CHUNK = 400;

/** Evidence is left out of passes (0): it would be most of the file, and the JSON output has it. */
export type PackedEvidence = JsonObject | 0;

/** Text to what stands in the file: `deflate-raw`, then base64. */
export type Compress = (text: string) => string;
