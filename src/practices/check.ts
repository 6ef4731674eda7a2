import type { Inventory } from '../inventory/inventory.ts';
import type { Severity } from '../model/finding.ts';
import type { JsonObject } from '../model/json.ts';
import type { Practice } from '../model/practice.ts';
import type { Reading, Unread } from '../model/reading.ts';
import type { Resource, ResourceOf, ResourceType } from '../model/resource-types.ts';
import type { Settings } from '../model/settings.ts';
import type { TrailFacts } from '../model/trail-change.ts';

export interface CheckContext {
  readonly inventory: Inventory;
  readonly settings: Settings;
  /** ISO 8601; checks have no other clock. */
  readonly asOf: string;
  /** Absent: no trail was asked. What it does not tell may have happened all the same. */
  readonly trail?: TrailFacts;
}

/** `key` tells several outcomes for one resource apart and enters the finding's id: an access key's id, a region. */
export type Outcome =
  | {
      readonly status: 'pass' | 'fail';
      readonly summary: string;
      readonly evidence: JsonObject;
      readonly key?: string;
      /** Of a failure: those of the check's controls that it certainly does not break. */
      readonly spares?: readonly string[];
      /** Of a failure that is less severe than the check's others. */
      readonly severity?: Severity;
    }
  | {
      readonly status: 'unknown';
      readonly unread: readonly Unread[];
      readonly evidence: JsonObject;
      readonly key?: string;
    }
  | { readonly status: 'not-applicable' };

/**
 * The remediation in a form to use, written for the very resource: src/practices/fix fills its placeholders in from a
 * finding. Null: there is no API or no resource for it, and the remediation says where it is done. docs/decisions/0017
 * tells how it is written.
 */
export interface Fix {
  /** Commands of the AWS CLI, a line each; a `#` line is a remark, and `# …: aws …` a command for later. */
  readonly cli: string | null;
  /** HCL of the AWS provider, as `terraform fmt` writes it. */
  readonly terraform: string | null;
}

export interface CheckMetadata<Type extends ResourceType> {
  /** States the good condition: `trail-bucket-access-logging`; the file's name. */
  readonly id: string;
  readonly title: string;
  readonly practice: Practice;
  readonly severity: Severity;
  readonly resource: Type;
  /** API operations whose answers the verdict depends on: `s3:GetBucketLogging`. */
  readonly reads: readonly string[];
  /**
   * CloudTrail's events that can make it fail, of this resource or of what the verdict also hangs on:
   * `ec2:AuthorizeSecurityGroupIngress`, the event source's first label and the event's name, without the date of an
   * API's version (`lambda:AddPermission`). Absent: none can, as where time passes. What they are for: docs/decisions/0034.
   */
  readonly changedBy?: readonly string[];
  /**
   * The requirements that a failure breaks, `cis-aws-3.0.0:3.4`: framework and number as in src/compliance/frameworks,
   * which says how much of each the checks answer.
   */
  readonly controls: readonly string[];
  /** The same check elsewhere: `prowler:…`, `config:…` (an AWS Config managed rule). */
  readonly equivalents: readonly string[];
  readonly rationale: string;
  readonly remediation: string;
  readonly fix: Fix;
  /** Off unless asked for by `--check` or a setting, because it costs calls. */
  readonly optIn?: boolean;
  /** It can tell nothing without a trail: where one is given it is not only for those who ask for it. */
  readonly needsTrail?: boolean;
}

/** What is wrong with the settings that a check goes by, seen against what was read: an error of the assessment. */
type Mistakes = (context: CheckContext) => readonly string[];

/** A check as the runner sees it. */
export interface Check extends CheckMetadata<ResourceType> {
  readonly mistakes?: Mistakes;
  evaluate(resource: Resource, context: CheckContext): Outcome | readonly Outcome[];
}

export interface CheckDefinition<Type extends ResourceType> extends CheckMetadata<Type> {
  readonly mistakes?: Mistakes;
  evaluate(resource: ResourceOf<Type>, context: CheckContext): Outcome | readonly Outcome[];
}

export function defineCheck<Type extends ResourceType>(definition: CheckDefinition<Type>): Check {
  const { changedBy } = definition;
  return {
    ...definition,
    // Lists of several causes may share some.
    ...(changedBy ? { changedBy: [...new Set(changedBy)] } : {}),
    // The runner gives a check the resources of its own type only.
    evaluate: (resource, context) => definition.evaluate(resource as ResourceOf<Type>, context),
  };
}

/** `summary`: one sentence with the facts, ending in a full stop. */
export function pass(summary: string, evidence: JsonObject = {}, key?: string): Outcome {
  return key === undefined
    ? { status: 'pass', summary, evidence }
    : { status: 'pass', summary, evidence, key };
}

export function fail(summary: string, evidence: JsonObject = {}, key?: string): Outcome {
  return key === undefined
    ? { status: 'fail', summary, evidence }
    : { status: 'fail', summary, evidence, key };
}

/** For controls about a part of the question: a group that is open to RDP alone does not break the one on SSH. */
export function sparing(outcome: Outcome, controls: readonly string[]): Outcome {
  return outcome.status === 'fail' && controls.length > 0 ? { ...outcome, spares: controls } : outcome;
}

/** Of a failure that harms less than the check's others: docs/decisions/0037. */
export function milder(outcome: Outcome, severity: Severity): Outcome {
  return outcome.status === 'fail' ? { ...outcome, severity } : outcome;
}

/** Takes the readings that the verdict needed and keeps those that are unread. */
export function unknown(
  missing: Reading<unknown> | readonly Reading<unknown>[],
  evidence: JsonObject = {},
  key?: string,
): Outcome {
  const readings = Array.isArray(missing)
    ? (missing as readonly Reading<unknown>[])
    : [missing as Reading<unknown>];
  const unread = readings.filter((each): each is Unread => each.status === 'unread');
  return { status: 'unknown', unread, evidence, ...(key === undefined ? {} : { key }) };
}

/** The check does not concern this resource: no finding. Only ever from what was read. */
export function notApplicable(): Outcome {
  return { status: 'not-applicable' };
}
