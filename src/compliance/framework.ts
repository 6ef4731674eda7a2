import type { RequirementCoverage } from '../model/compliance.ts';
import type { Settings } from '../model/settings.ts';

export interface Requirement {
  /** As its framework writes it: `AC-2(3)(d)`, `10.2.1.1`. */
  readonly id: string;
  /** What other tools call it. */
  readonly aliases: readonly string[];
  /** What is demanded, in words of our own. */
  readonly title: string;
  readonly section: string;
  readonly coverage: RequirementCoverage;
  /** Partial: what is not looked at; none: why no check answers it; full: a remark. */
  readonly note: string | null;
  /** Where the requirement names a number, it is judged by that and not by the scan's settings. */
  readonly numbers: Partial<Settings>;
  /** Of CIS benchmarks. */
  readonly level?: 1 | 2;
  readonly assessment?: 'automated' | 'manual';
}

export interface Framework {
  /** `cis-aws-5.0.0`: what a check's control has before the colon. */
  readonly id: string;
  readonly title: string;
  readonly url: string;
  /** Which of the framework's requirements are listed, one sentence. */
  readonly scope: string;
  readonly requirements: readonly Requirement[];
}
