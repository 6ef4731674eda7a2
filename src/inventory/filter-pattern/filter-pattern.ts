/** One step into a JSON event; `any`: every property or element. */
export type Step = { readonly key: string } | { readonly index: number } | { readonly any: true };

export type Operand =
  /** May hold `*` wildcards. */
  { readonly kind: 'text'; readonly text: string } | { readonly kind: 'regex'; readonly regex: RegExp };

export type Ordering = '<' | '<=' | '>' | '>=';

/** A CloudWatch Logs filter pattern for JSON events, parsed. `everything` is the empty pattern. */
export type FilterPattern =
  | { readonly kind: 'everything' }
  | { readonly kind: 'and' | 'or'; readonly operands: readonly FilterPattern[] }
  | {
      readonly kind: 'equality';
      readonly path: readonly Step[];
      readonly negated: boolean;
      readonly operand: Operand;
    }
  | {
      readonly kind: 'ordering';
      readonly path: readonly Step[];
      readonly operator: Ordering;
      readonly number: number;
    }
  | { readonly kind: 'is'; readonly path: readonly Step[]; readonly value: true | false | null }
  | { readonly kind: 'exists'; readonly path: readonly Step[]; readonly negated: boolean };

/** Why a pattern cannot be evaluated here: it is no pattern for JSON events, or AWS would not take it either. */
export interface FilterPatternError {
  readonly error: string;
}

export function isFilterPatternError(
  pattern: FilterPattern | FilterPatternError,
): pattern is FilterPatternError {
  return 'error' in pattern;
}
