import type { Assessment } from '../model/assessment.ts';
import type { Finding } from '../model/finding.ts';
import { PRACTICES } from '../model/practice.ts';
import type { Check, Fix } from '../practices/check.ts';
import { filledFix } from '../practices/fix/filled-fix.ts';

export const EXPLANATION_SCHEMA_VERSION = 1;

/** A call that the check hangs on, and whether AWS answered it. */
export interface ReadCall {
  readonly call: string;
  /** Null: it was answered. */
  readonly why: string | null;
}

/** A finding with everything that is known about its check. */
export interface Explanation {
  readonly schemaVersion: typeof EXPLANATION_SCHEMA_VERSION;
  readonly asOf: string;
  readonly source: string;
  readonly finding: Finding;
  readonly practiceTitle: string;
  /** Those of the check, and whatever else was missing. */
  readonly calls: readonly ReadCall[];
  /** Null: this version has no such check, the assessment was made by another. */
  readonly check: {
    readonly rationale: string;
    readonly equivalents: readonly string[];
    /** The check's page, within the package. */
    readonly page: string;
  } | null;
  /** Filled in for this very resource; of failures alone. */
  readonly fix: Fix | null;
}

export function explanationOf(
  finding: Finding,
  { asOf, source }: Pick<Assessment, 'asOf' | 'source'>,
  catalogue: readonly Check[],
): Explanation {
  const check = catalogue.find((each) => each.id === finding.check) ?? null;
  return {
    schemaVersion: EXPLANATION_SCHEMA_VERSION,
    asOf,
    source,
    finding,
    practiceTitle: PRACTICES.find((each) => each.practice === finding.practice)?.title ?? '',
    calls: callsOf(finding, check),
    check: check && {
      rationale: check.rationale,
      equivalents: check.equivalents,
      page: checkPagePath(check.id),
    },
    fix: check && finding.status === 'fail' ? filledFix(check, finding) : null,
  };
}

/** Where `npm run generate` writes a check's page. */
export function checkPagePath(id: string): string {
  return `docs/checks/${id}.md`;
}

function callsOf({ unread }: Finding, check: Check | null): readonly ReadCall[] {
  const missing = unread.map(({ call, why }) => ({ call, why }));
  const missed = new Set(missing.map((each) => each.call));
  const answered = (check?.reads ?? []).filter((call) => !missed.has(call));
  return [...missing, ...answered.map((call) => ({ call, why: null }))];
}
