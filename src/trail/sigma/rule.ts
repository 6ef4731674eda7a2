import type { Severity } from '../../model/finding.ts';
import type { EventField } from './field.ts';
import type { Pattern } from './pattern.ts';

/** What a rule says of itself. https://sigmahq.io/sigma-specification/specification/sigma-rules-specification.html */
export interface RuleHead {
  readonly title: string;
  readonly id: string | null;
  /** By which correlations name it. */
  readonly name: string | null;
  readonly level: Severity;
  readonly description: string | null;
  readonly references: readonly string[];
  readonly falsePositives: readonly string[];
  readonly tags: readonly string[];
}

/** Finds single events. */
export interface DetectionRule extends RuleHead {
  readonly kind: 'detection';
  readonly condition: Expression;
}

/** True or false of each event; nothing is in between. */
export type Expression =
  | { readonly kind: 'all' | 'any'; readonly of: readonly Expression[] }
  | { readonly kind: 'not'; readonly of: Expression }
  | { readonly kind: 'field'; readonly field: EventField; readonly test: ValueTest }
  | { readonly kind: 'absent' | 'exists'; readonly field: EventField }
  | { readonly kind: 'same'; readonly fields: readonly [EventField, EventField] }
  /** Any text of the event. */
  | { readonly kind: 'keyword'; readonly test: ValueTest };

export const ORDERS = { lt: '<', lte: '<=', gt: '>', gte: '>=' } as const;

/** Of one value of a field. */
export type ValueTest =
  | { readonly kind: 'text'; readonly pattern: Pattern; readonly isCased: boolean }
  | { readonly kind: 'regex'; readonly regex: string }
  | { readonly kind: 'number'; readonly order: keyof typeof ORDERS; readonly than: number };
