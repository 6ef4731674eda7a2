import type { Severity } from '../../model/finding.ts';
import type { TrailEvent } from './event.ts';
import type { TrailAnswer } from './lake-head.ts';

/** What a rule found: for a rule upon single events, all that one principal did in one region of an account. */
export interface Detection {
  /** Of the latest event. */
  readonly account: string | null;
  readonly region: string | null;
  readonly principal: string | null;
  /** What the events of a correlation have in common. */
  readonly group: readonly { readonly name: string; readonly value: string }[];
  readonly firstTime: string;
  readonly lastTime: string;
  readonly eventCount: number;
  /** The most of what a correlation counts, in one window; null: the rule counts nothing. */
  readonly counted: number | null;
  /** The latest ten, the latest first. */
  readonly events: readonly TrailEvent[];
}

export interface RanRule {
  /** The file and the line. */
  readonly place: string;
  readonly title: string;
  readonly id: string | null;
  readonly severity: Severity;
  readonly description: string | null;
  /** Of the twelve; null: the rule says none. */
  readonly practice: number | null;
  readonly tags: readonly string[];
  readonly references: readonly string[];
  readonly falsePositives: readonly string[];
}

/** A detection with the rule that made it: a finding. */
export interface DetectionFinding extends Detection {
  /** Stable over runs: a fingerprint of the rule and of what tells its detections apart. */
  readonly id: string;
  readonly severity: Severity;
  readonly title: string;
  /** One sentence with the facts. */
  readonly summary: string;
  readonly rule: RanRule;
}

/** `docs/schema/trail-detect.v1.json`. */
export interface DetectDocument extends TrailAnswer {
  readonly from: string | null;
  readonly to: string | null;
  /** The folder or the file of the rules; null: Rampart's own. */
  readonly source: string | null;
  /** So many were run. */
  readonly rules: number;
  /** Rules about other logs than CloudTrail's, which were left out. */
  readonly otherSources: number;
  /** Rules that were not run, and why. */
  readonly refused: readonly {
    readonly place: string;
    readonly title: string | null;
    readonly why: string;
  }[];
  /** The worst first, then the latest. */
  readonly findings: readonly DetectionFinding[];
}
