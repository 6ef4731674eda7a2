import { Inventory } from '../inventory/inventory.ts';
import { parseArn } from '../model/arn.ts';
import {
  ASSESSMENT_SCHEMA_VERSION,
  type Assessment,
  type CheckError,
  SETTINGS_FILE,
} from '../model/assessment.ts';
import type { Finding, FindingResource, Severity } from '../model/finding.ts';
import { eachOnce, type Unread } from '../model/reading.ts';
import { GLOBAL_REGION } from '../model/resource.ts';
import type { Resource } from '../model/resource-types.ts';
import type { Account } from '../model/resources/account.ts';
import { DEFAULT_SETTINGS, type Settings } from '../model/settings.ts';
import type { AccountNotEntered, Snapshot } from '../model/snapshot.ts';
import type { SuppressionRule } from '../model/suppression-rule.ts';
import type { TrailFacts } from '../model/trail-change.ts';
import type { Check, CheckContext, Outcome } from '../practices/check.ts';
import { coverageOf } from './coverage.ts';
import { findingId } from './finding-id.ts';
import { summaryOf } from './summary.ts';
import { suppress } from './suppress.ts';

export interface AssessOptions {
  readonly checks: readonly Check[];
  readonly settings?: Settings;
  readonly suppressions?: readonly SuppressionRule[];
  /** ISO 8601; the snapshot's own time unless said. */
  readonly asOf?: string;
  /** The snapshot's, where it is there already: linking a large one takes its time. */
  readonly inventory?: Inventory;
  /** Absent: no trail was asked. */
  readonly trail?: TrailFacts;
}

/** Judges a snapshot. Pure: one snapshot, one set of checks and settings always give the same bytes. */
export function assess(snapshot: Snapshot, options: AssessOptions): Assessment {
  const { checks, settings = DEFAULT_SETTINGS, asOf = snapshot.header.asOf } = options;
  const { header } = snapshot;
  const inventory = options.inventory ?? new Inventory(snapshot);
  const run = new Run({ inventory, settings, asOf, ...(options.trail && { trail: options.trail }) });
  const rules = options.suppressions ?? [];
  for (const check of checks) run.judge(check);
  const { findings, suppressions } = suppress(run.findings, rules, asOf);
  return {
    schemaVersion: ASSESSMENT_SCHEMA_VERSION,
    tool: header.tool,
    asOf,
    source: header.source,
    checks: checks.map((each) => each.id),
    settings: { ...settings },
    accounts: header.accounts,
    coverage: coverageOf(header),
    summary: summaryOf(findings, snapshot.resources.length, checks.length),
    findings,
    suppressions,
    errors: run.errors,
  };
}

type Verdict = Pick<Finding, 'status' | 'summary' | 'evidence' | 'unread'> & {
  readonly spares?: readonly string[] | undefined;
  readonly severity?: Severity | undefined;
};

/** What findings about a resource have in common. */
interface Judged {
  readonly owner: string;
  readonly shown: FindingResource;
}

class Run {
  readonly findings: Finding[] = [];
  readonly errors: CheckError[] = [];
  readonly #context: CheckContext;
  /** One object a resource, however many findings name it. */
  readonly #resources = new Map<Resource, Judged>();
  readonly #notEntered = new Map<string, Account>();

  constructor(context: CheckContext) {
    this.#context = context;
  }

  judge(check: Check): void {
    const { inventory } = this.#context;
    for (const account of inventory.snapshot.header.notEntered) this.#judgeNotEntered(check, account);
    for (const account of inventory.accounts) this.#judgeListings(check, account);
    for (const message of check.mistakes?.(this.#context) ?? [])
      this.errors.push({ check: check.id, resource: SETTINGS_FILE, message });
    for (const resource of inventory.of(check.resource)) this.#judgeResource(check, resource);
  }

  /** An account that was asked for and could not be entered: nothing of it is known, which each check says. */
  #judgeNotEntered(check: Check, { account, name, roleArn, why }: AccountNotEntered): void {
    const unread = [{ status: 'unread', call: 'sts:AssumeRole', why }] as const;
    this.#push(check, this.#outside(account, roleArn), 'listing', {
      status: 'unknown',
      summary: `Account ${name === undefined ? account : `${account} (${name})`} could not be entered, so nothing of it was judged: ${reasons(unread)}.`,
      evidence: { roleArn },
      unread,
    });
  }

  /** One object an account, however many checks it is unknown to. */
  #outside(id: string, roleArn: string): Account {
    const known = this.#notEntered.get(id);
    if (known) return known;
    const partition = parseArn(roleArn)?.partition ?? 'aws';
    const arn = `arn:${partition}:iam::${id}:root`;
    const account: Account = {
      type: 'AWS::::Account',
      account: id,
      region: GLOBAL_REGION,
      arn,
      id,
      partition,
      callerArn: roleArn,
      regions: [],
    };
    this.#notEntered.set(id, account);
    return account;
  }

  /** What could not be listed cannot be judged: said once a check and account, never passed over. */
  #judgeListings(check: Check, account: Account): void {
    const listings = this.#context.inventory.incompleteListings(check.resource, account.account);
    if (listings.length === 0) return;
    const unread = eachOnce(listings.map((each) => each.gap));
    const regions = listings.map((each) => each.region);
    this.#push(check, account, 'listing', {
      status: 'unknown',
      summary: `Not every ${check.resource} could be listed, so some may not have been judged: ${reasons(unread)}.`,
      evidence: { resourceType: check.resource, regions },
      unread,
    });
  }

  #judgeResource(check: Check, resource: Resource): void {
    try {
      const outcome = check.evaluate(resource, this.#context);
      if (isMany(outcome)) for (const each of outcome) this.#add(check, resource, each);
      else this.#add(check, resource, outcome);
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      this.errors.push({ check: check.id, resource: resource.arn, message });
    }
  }

  #add(check: Check, resource: Resource, outcome: Outcome): void {
    if (outcome.status === 'not-applicable') return;
    const { status, evidence, key = '' } = outcome;
    this.#push(
      check,
      resource,
      key,
      status === 'unknown'
        ? {
            status,
            summary: `Not known: ${reasons(outcome.unread)}.`,
            evidence,
            unread: eachOnce(outcome.unread),
          }
        : {
            status,
            summary: outcome.summary,
            evidence,
            unread: NOTHING_UNREAD,
            spares: outcome.spares,
            severity: outcome.severity,
          },
    );
  }

  /** Written out, not spread: there may be half a million of them. */
  #push(check: Check, resource: Resource, key: string, verdict: Verdict): void {
    const { owner, shown } = this.#judged(resource);
    this.findings.push({
      id: findingId(check.id, owner, resource.arn, key),
      check: check.id,
      practice: check.practice,
      severity: verdict.severity ?? check.severity,
      account: resource.account,
      region: resource.region,
      resource: shown,
      title: check.title,
      controls: verdict.spares ? without(check.controls, verdict.spares) : check.controls,
      remediation: check.remediation,
      status: verdict.status,
      summary: verdict.summary,
      evidence: verdict.evidence,
      unread: verdict.unread,
    });
  }

  #judged(resource: Resource): Judged {
    const known = this.#resources.get(resource);
    if (known) return known;
    const { type, id, arn, name = null, tags = null } = resource;
    const fresh = { owner: ownerOf(resource), shown: { type, id, arn, name, tags } };
    this.#resources.set(resource, fresh);
    return fresh;
  }
}

/** A shared resource keeps its findings' ids, through whichever account it was seen. */
function ownerOf({ arn, account }: Resource): string {
  return OWNED_ARN.exec(arn)?.[1] ?? account;
}

const OWNED_ARN = /^arn:[^:]*:[^:]*:[^:]*:(\d{12}):/;

function without(controls: readonly string[], spared: readonly string[]): readonly string[] {
  return controls.filter((control) => !spared.includes(control));
}

const NOTHING_UNREAD: readonly Unread[] = [];

function isMany(outcome: Outcome | readonly Outcome[]): outcome is readonly Outcome[] {
  return Array.isArray(outcome);
}

/** `s3:GetBucketPolicy (AccessDenied)`, each call once. */
function reasons(unread: readonly Unread[]): string {
  return [
    ...new Set(
      unread.map(
        ({ call, why }) => `${call} (${why.startsWith('AccountNotRead') ? why : why.split(':')[0]})`,
      ),
    ),
  ].join(', ');
}
