import type { Suppression } from './finding.ts';
import type { Practice } from './practice.ts';
import type { Tags } from './resource.ts';

/**
 * Hides the failures that it fits: those for which every matcher that is given holds, by any of its values. At least
 * one is given.
 */
export interface SuppressionRule extends Suppression {
  readonly checks?: readonly string[];
  readonly practices?: readonly Practice[];
  readonly accounts?: readonly string[];
  readonly regions?: readonly string[];
  /** What begins with `arn:` is held against the whole ARN, anything else against the whole id; may be globs. */
  readonly resources?: readonly string[];
  /** All of these tags, their values exact or globs. */
  readonly tags?: Tags;
}
