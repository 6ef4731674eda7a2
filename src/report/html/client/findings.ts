import { type Finding, SEVERITIES, type Severity, type Suppression } from '../../../model/finding.ts';
import type { JsonObject } from '../../../model/json.ts';
import type { Introduction } from '../../../model/trail-change.ts';
import { unfoldText } from '../folded-text.ts';
import {
  type PackedCheck,
  type PackedReport,
  type PackedResource,
  SHOWN_STATUSES,
  type ShownStatus,
} from '../packed-report.ts';

/** A finding by its place in the file, 0 the first. */
export type Row = number;

/** One finding, its numbers looked up. */
export interface ShownFinding {
  readonly row: Row;
  readonly id: string;
  readonly check: PackedCheck;
  readonly status: ShownStatus;
  readonly severity: Severity;
  readonly account: string;
  readonly region: string;
  readonly resource: ShownResource;
  readonly summary: string;
  readonly gaps: readonly { readonly call: string; readonly why: string }[];
  readonly controls: readonly string[];
  readonly suppression: Suppression | null;
  /** Null: no trail was asked, or it is no failure. */
  readonly introduction: Introduction | null;
}

export interface ShownResource {
  readonly type: string;
  readonly arn: string;
  readonly id: string;
  readonly name: string | null;
  /** Null: not read. */
  readonly tags: readonly (readonly [key: string, value: string])[] | null;
}

/** The packed report, read by row. */
export class Findings {
  readonly packed: PackedReport;
  readonly count: number;
  readonly #suppressions: ReadonlyMap<Row, number>;
  readonly #introductions: ReadonlyMap<Row, number>;

  constructor(packed: PackedReport) {
    this.packed = packed;
    this.count = packed.findings.id.length;
    this.#suppressions = new Map(packed.findings.suppressedBy);
    this.#introductions = new Map(packed.findings.introducedBy);
  }

  at(row: Row): ShownFinding {
    const { checks, gaps, gapLists, controlLists, suppressions, introductions, findings } = this.packed;
    const suppression = this.#suppressions.get(row);
    const introduction = this.#introductions.get(row);
    return {
      row,
      id: entry(findings.id, row),
      check: entry(checks, findings.check[row]),
      status: entry(SHOWN_STATUSES, findings.status[row]),
      severity: entry(SEVERITIES, findings.severity[row]),
      account: this.accountAt(row),
      region: this.regionAt(row),
      resource: this.#shownResource(this.resourceAt(row)),
      summary: this.summaryAt(row),
      gaps: entry(gapLists, findings.gapList[row]).map((code) => entry(gaps, code)),
      controls: entry(controlLists, findings.controlList[row]),
      suppression: suppression === undefined ? null : entry(suppressions, suppression),
      introduction: introduction === undefined ? null : entry(introductions, introduction),
    };
  }

  /** As the document has it; what a check's fix is filled in from. */
  documentAt(row: Row, evidence: JsonObject): Finding {
    const { check, status, resource, gaps, suppression, introduction, row: _, ...own } = this.at(row);
    const { type, arn, id, name, tags } = resource;
    return {
      ...own,
      check: check.id,
      practice: check.practice,
      title: check.title,
      remediation: check.remediation,
      status: status === 'suppressed' ? 'fail' : status,
      resource: { type, arn, id, name, tags: tags && Object.fromEntries(tags) },
      evidence,
      unread: gaps.map((gap) => ({ status: 'unread', ...gap })),
      ...(suppression && { suppressed: suppression }),
      ...(introduction && { introducedBy: introduction }),
    };
  }

  /** Null: no finding of this file has the id. */
  rowOf(id: string): Row | null {
    const row = this.packed.findings.id.indexOf(id);
    return row < 0 ? null : row;
  }

  accountAt(row: Row): string {
    return entry(this.packed.accounts, this.packed.findings.account[row]);
  }

  regionAt(row: Row): string {
    return entry(this.packed.regions, this.packed.findings.region[row]);
  }

  resourceAt(row: Row): PackedResource {
    return entry(this.packed.resources, this.packed.findings.resource[row]);
  }

  summaryAt(row: Row): string {
    const [, arn, id, name] = this.resourceAt(row);
    const named = { arn, id, name, account: this.accountAt(row), region: this.regionAt(row) };
    return unfoldText(entry(this.packed.summaries, this.packed.findings.summary[row]), named);
  }

  #shownResource([type, arn, id, name, tags]: PackedResource): ShownResource {
    return {
      type: entry(this.packed.types, type),
      arn,
      id,
      name,
      tags: tags && tags.map((code) => entry(this.packed.tags, code)),
    };
  }
}

/** The packer gave every number its entry: one without is a broken file. */
export function entry<T>(list: readonly T[], code: number | undefined): T {
  const found = code === undefined ? undefined : list[code];
  if (found === undefined) throw new Error(`the report's data are damaged: no entry ${code}`);
  return found;
}
