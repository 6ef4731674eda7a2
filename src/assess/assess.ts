import { Inventory } from '../inventory/inventory.ts';
import { ASSESSMENT_SCHEMA_VERSION, type Assessment, type CheckError } from '../model/assessment.ts';
import type { Finding, FindingResource } from '../model/finding.ts';
import type { Unread } from '../model/reading.ts';
import type { Resource } from '../model/resource-types.ts';
import type { Account } from '../model/resources/account.ts';
import { DEFAULT_SETTINGS, type Settings } from '../model/settings.ts';
import type { Snapshot } from '../model/snapshot.ts';
import type { Check, CheckContext, Outcome } from '../practices/check.ts';
import { coverageOf } from './coverage.ts';
import { findingId } from './finding-id.ts';
import { summaryOf } from './summary.ts';

export interface AssessOptions {
  readonly checks: readonly Check[];
  readonly settings?: Settings;
  /** ISO 8601; the snapshot's own time unless said. */
  readonly asOf?: string;
}

/** Judges a snapshot. Pure: one snapshot, one set of checks and settings always give the same bytes. */
export function assess(snapshot: Snapshot, options: AssessOptions): Assessment {
  const { checks, settings = DEFAULT_SETTINGS, asOf = snapshot.header.asOf } = options;
  const { header } = snapshot;
  const run = new Run({ inventory: new Inventory(snapshot), settings, asOf });
  for (const check of checks) run.judge(check);
  return {
    schemaVersion: ASSESSMENT_SCHEMA_VERSION,
    tool: header.tool,
    asOf,
    source: header.source,
    accounts: header.accounts,
    coverage: coverageOf(header),
    summary: summaryOf(run.findings, snapshot.resources.length, checks.length),
    findings: run.findings,
    errors: run.errors,
  };
}

type Verdict = Pick<Finding, 'status' | 'summary' | 'evidence' | 'unread'>;

class Run {
  readonly findings: Finding[] = [];
  readonly errors: CheckError[] = [];
  readonly #context: CheckContext;
  /** One object a resource, however many findings name it. */
  readonly #resources = new Map<Resource, FindingResource>();

  constructor(context: CheckContext) {
    this.#context = context;
  }

  judge(check: Check): void {
    const { inventory } = this.#context;
    for (const account of inventory.accounts) this.#judgeListings(check, account);
    for (const resource of inventory.of(check.resource)) this.#judgeResource(check, resource);
  }

  /** What could not be listed cannot be judged: said once a check and account, never passed over. */
  #judgeListings(check: Check, account: Account): void {
    const listings = this.#context.inventory.incompleteListings(check.resource, account.account);
    if (listings.length === 0) return;
    const unread = distinct(listings.map((each) => each.gap));
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
      for (const each of isMany(outcome) ? outcome : [outcome]) this.#add(check, resource, each);
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
            unread: distinct(outcome.unread),
          }
        : { status, summary: outcome.summary, evidence, unread: NOTHING_UNREAD },
    );
  }

  /** Written out, not spread: there may be half a million of them. */
  #push(check: Check, resource: Resource, key: string, verdict: Verdict): void {
    this.findings.push({
      id: findingId(check.id, ownerOf(resource), resource.arn, key),
      check: check.id,
      practice: check.practice,
      severity: check.severity,
      account: resource.account,
      region: resource.region,
      resource: this.#resource(resource),
      title: check.title,
      controls: check.controls,
      remediation: check.remediation,
      status: verdict.status,
      summary: verdict.summary,
      evidence: verdict.evidence,
      unread: verdict.unread,
    });
  }

  #resource(resource: Resource): FindingResource {
    const known = this.#resources.get(resource);
    if (known) return known;
    const { type, id, arn, name = null, tags = null } = resource;
    const fresh = { type, id, arn, name, tags };
    this.#resources.set(resource, fresh);
    return fresh;
  }
}

/** A shared resource keeps its findings' ids, through whichever account it was seen. */
function ownerOf({ arn, account }: Resource): string {
  return OWNED_ARN.exec(arn)?.[1] ?? account;
}

const OWNED_ARN = /^arn:[^:]*:[^:]*:[^:]*:(\d{12}):/;

const NOTHING_UNREAD: readonly Unread[] = [];

function isMany(outcome: Outcome | readonly Outcome[]): outcome is readonly Outcome[] {
  return Array.isArray(outcome);
}

function distinct(unread: readonly Unread[]): readonly Unread[] {
  if (unread.length < 2) return unread;
  return [...new Map(unread.map((each) => [`${each.call} ${each.why}`, each])).values()];
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
