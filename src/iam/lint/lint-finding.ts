import type { TextPlace } from '../json-text.ts';
import type { LintRuleId, LintSeverity } from './lint-rules.ts';

/** Something about a policy that is worth a change. */
export interface LintFinding {
  readonly id: LintRuleId;
  readonly severity: LintSeverity;
  /** One sentence with what was found. */
  readonly message: string;
  readonly place: TextPlace;
  /** What to do. */
  readonly fix: string;
}

/** What a policy is attached to or is of, which decides what it may hold and how long it may be. */
export type PolicyKind =
  | 'managed-policy'
  | 'user-policy'
  | 'group-policy'
  | 'role-policy'
  | 'session-policy'
  | 'service-control-policy'
  | 'resource-control-policy'
  | 'vpc-endpoint-policy'
  | 'trust-policy'
  | 'bucket-policy'
  | 'key-policy'
  | 'resource-policy';
