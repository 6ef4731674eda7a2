import type { Severity } from '../model/finding.ts';
import type { Practice } from '../model/practice.ts';

/** What a check tells of itself to the formats that describe it; the checks of the catalogue are such. */
export interface CheckText {
  readonly id: string;
  readonly title: string;
  readonly practice: Practice;
  readonly severity: Severity;
  readonly controls: readonly string[];
  readonly rationale: string;
  readonly remediation: string;
  readonly fix?: { readonly cli: string | null; readonly terraform: string | null };
}
