import type { JsonObject } from './json.ts';
import type { Practice } from './practice.ts';
import type { Unread } from './reading.ts';
import type { Tags } from './resource.ts';
import type { Introduction } from './trail-change.ts';

/** Worst first. */
export const SEVERITIES = ['critical', 'high', 'medium', 'low', 'info'] as const;
export type Severity = (typeof SEVERITIES)[number];

export const FINDING_STATUSES = ['fail', 'unknown', 'pass'] as const;
export type FindingStatus = (typeof FINDING_STATUSES)[number];

export interface FindingResource {
  /** CloudFormation's name. */
  readonly type: string;
  readonly id: string;
  readonly arn: string;
  readonly name: string | null;
  readonly tags: Tags | null;
}

/** The rule that hides a failure: the failure stays in the document, is counted apart and breaks no pipeline. */
export interface Suppression {
  /** What names the rule to its writer: its file and place. */
  readonly rule: string;
  readonly reason: string;
  /** ISO 8601 date, the last day on which it hides; null: it never ends. */
  readonly expires: string | null;
}

/** One check's answer for one resource. */
export interface Finding {
  /** Stable over runs: a fingerprint of check, resource and sub-key. */
  readonly id: string;
  readonly check: string;
  readonly practice: Practice;
  readonly status: FindingStatus;
  readonly severity: Severity;
  readonly account: string;
  readonly region: string;
  readonly resource: FindingResource;
  /** The good condition, the check's title. */
  readonly title: string;
  /** One sentence with the facts. */
  readonly summary: string;
  readonly evidence: JsonObject;
  /** The calls that were missing; empty unless the status is unknown. */
  readonly unread: readonly Unread[];
  /** The requirements of frameworks that the check answers; of a failure: those that it breaks. */
  readonly controls: readonly string[];
  readonly remediation: string;
  /** Of failures alone; absent: nothing hides it. */
  readonly suppressed?: Suppression;
  /** Of failures alone; absent: no trail was asked. */
  readonly introducedBy?: Introduction;
}

/** A failure that no rule suppresses. */
export function isOpenFailure({ status, suppressed }: Finding): boolean {
  return status === 'fail' && suppressed === undefined;
}
