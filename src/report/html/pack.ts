import { type Finding, type FindingResource, SEVERITIES, type Suppression } from '../../model/finding.ts';
import type { Introduction } from '../../model/trail-change.ts';
import { Dictionary } from './dictionary.ts';
import { foldText } from './folded-text.ts';
import {
  type CheckFacts,
  EVIDENCE_CHUNK,
  type PackedCheck,
  type PackedEvidence,
  type PackedFindings,
  type PackedReport,
  type PackedResource,
  SHOWN_STATUSES,
  shownStatus,
} from './packed-report.ts';

/** What the findings do not say themselves. */
export interface Beside {
  readonly checks: readonly CheckFacts[];
  /** The organisation's names of its accounts, by id. */
  readonly accountNames: ReadonlyMap<string, string>;
}

export function packFindings(findings: readonly Finding[], beside: Beside): PackedReport {
  const packer = new Packer(beside);
  for (const finding of findings) packer.add(finding);
  return packer.report();
}

/** The evidence of the findings in their order, a chunk at a time. */
export function* packEvidence(findings: readonly Finding[]): Generator<readonly PackedEvidence[]> {
  for (let start = 0; start < findings.length; start += EVIDENCE_CHUNK) {
    yield findings
      .slice(start, start + EVIDENCE_CHUNK)
      .map(({ status, evidence }) => (status === 'pass' ? 0 : evidence));
  }
}

type Columns = { readonly [Name in keyof PackedFindings]: PackedFindings[Name][number][] };

class Packer {
  readonly #facts: ReadonlyMap<string, CheckFacts>;
  readonly #accountNames: ReadonlyMap<string, string>;
  readonly #checks = new Dictionary<PackedCheck>();
  readonly #accounts = new Dictionary<string>();
  readonly #regions = new Dictionary<string>();
  readonly #types = new Dictionary<string>();
  readonly #tags = new Dictionary<readonly [string, string]>();
  readonly #resources = new Dictionary<PackedResource>();
  /** The runner gives all findings of a resource the same object. */
  readonly #seen = new Map<FindingResource, number>();
  readonly #gaps = new Dictionary<{ readonly call: string; readonly why: string }>();
  readonly #gapLists = new Dictionary<readonly number[]>();
  readonly #controlLists = new Dictionary<readonly string[]>();
  readonly #suppressions = new Dictionary<Suppression>();
  readonly #introductions = new Dictionary<Introduction>();
  readonly #summaries = new Dictionary<string>();
  readonly #columns: Columns = {
    id: [],
    check: [],
    status: [],
    severity: [],
    account: [],
    region: [],
    resource: [],
    summary: [],
    gapList: [],
    controlList: [],
    suppressedBy: [],
    introducedBy: [],
  };

  constructor({ checks, accountNames }: Beside) {
    this.#facts = new Map(checks.map((each) => [each.id, each]));
    this.#accountNames = accountNames;
    this.#gapLists.code('', () => []);
  }

  add(finding: Finding): void {
    const { account, region, resource, summary, suppressed, introducedBy } = finding;
    const columns = this.#columns;
    const sentence = foldText(summary, { ...resource, account, region });
    const row = columns.id.push(finding.id) - 1;
    columns.check.push(this.#checks.code(finding.check, () => this.#check(finding)));
    columns.status.push(SHOWN_STATUSES.indexOf(shownStatus(finding)));
    columns.severity.push(SEVERITIES.indexOf(finding.severity));
    columns.account.push(this.#accounts.code(account, () => account));
    columns.region.push(this.#regions.code(region, () => region));
    columns.resource.push(this.#resource(resource));
    columns.summary.push(this.#summaries.code(sentence, () => sentence));
    columns.gapList.push(this.#gapList(finding));
    columns.controlList.push(this.#controlLists.code(finding.controls.join('\n'), () => finding.controls));
    if (suppressed) {
      const key = JSON.stringify([suppressed.rule, suppressed.reason, suppressed.expires]);
      columns.suppressedBy.push([row, this.#suppressions.code(key, () => suppressed)]);
    }
    if (introducedBy) {
      const key = JSON.stringify(introducedBy);
      columns.introducedBy.push([row, this.#introductions.code(key, () => introducedBy)]);
    }
  }

  report(): PackedReport {
    return {
      checks: this.#checks.entries,
      accounts: this.#accounts.entries,
      accountNames: this.#accounts.entries.map((account) => this.#accountNames.get(account) ?? null),
      regions: this.#regions.entries,
      types: this.#types.entries,
      tags: this.#tags.entries,
      resources: this.#resources.entries,
      gaps: this.#gaps.entries,
      gapLists: this.#gapLists.entries,
      controlLists: this.#controlLists.entries,
      suppressions: this.#suppressions.entries,
      introductions: this.#introductions.entries,
      summaries: this.#summaries.entries,
      findings: this.#columns,
    };
  }

  #check({ check: id, title, practice, remediation }: Finding): PackedCheck {
    const known = this.#facts.get(id);
    if (!known) return { id, title, practice, remediation, facts: null };
    const { rationale, reads, fix } = known;
    return { id, title, practice, remediation, facts: { rationale, reads, ...(fix && { fix }) } };
  }

  #resource(resource: FindingResource): number {
    const seen = this.#seen.get(resource);
    if (seen !== undefined) return seen;
    const code = this.#resources.code(JSON.stringify(resource), () => this.#packedResource(resource));
    this.#seen.set(resource, code);
    return code;
  }

  #packedResource({ type, arn, id, name, tags }: FindingResource): PackedResource {
    const pairs = tags && Object.entries(tags);
    return [
      this.#types.code(type, () => type),
      arn,
      id,
      name,
      pairs && pairs.map((pair) => this.#tags.code(JSON.stringify(pair), () => pair)),
    ];
  }

  #gapList({ unread }: Finding): number {
    if (unread.length === 0) return 0;
    const codes = unread.map(({ call, why }) => this.#gaps.code(`${call}\n${why}`, () => ({ call, why })));
    return this.#gapLists.code(codes.join(), () => codes);
  }
}
