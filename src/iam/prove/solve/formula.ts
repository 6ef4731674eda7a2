import type { Constraint } from '../values/region.ts';

/**
 * What has to hold of a request. A request gives each key a set of values, which is empty where the key is absent; all
 * that policies ask of it is whether some value of a key is like this or that.
 * INVARIANT: only atoms are negated.
 */
export type Formula =
  | { readonly kind: 'true' }
  | { readonly kind: 'false' }
  | { readonly kind: 'and'; readonly of: readonly Formula[] }
  | Choice
  | Atom;

export interface Choice {
  readonly kind: 'or';
  readonly of: readonly Formula[];
}

/** Some value of the key meets the constraint; negated: none does. */
export class Atom {
  readonly kind = 'some';
  readonly key: string;
  readonly constraint: Constraint;
  readonly negated: boolean;
  #negation: Atom | null = null;

  constructor(key: string, constraint: Constraint, negated: boolean) {
    this.key = key;
    this.constraint = constraint;
    this.negated = negated;
  }

  /** The same object each time, so that what is known of it is found again. */
  get negation(): Atom {
    if (!this.#negation) {
      this.#negation = new Atom(this.key, this.constraint, !this.negated);
      this.#negation.#negation = this;
    }
    return this.#negation;
  }
}

export const TRUE: Formula = { kind: 'true' };
export const FALSE: Formula = { kind: 'false' };

export function and(of: readonly Formula[]): Formula {
  return joined('and', of, TRUE, FALSE);
}

export function or(of: readonly Formula[]): Formula {
  return joined('or', of, FALSE, TRUE);
}

export function some(key: string, constraint: Constraint): Formula {
  return new Atom(key, constraint, false);
}

export function not(formula: Formula): Formula {
  switch (formula.kind) {
    case 'true':
      return FALSE;
    case 'false':
      return TRUE;
    case 'and':
      return or(formula.of.map(not));
    case 'or':
      return and(formula.of.map(not));
    case 'some':
      return formula.negation;
  }
}

function joined(kind: 'and' | 'or', of: readonly Formula[], neutral: Formula, decisive: Formula): Formula {
  const parts: Formula[] = [];
  for (const each of of) {
    if (each.kind === decisive.kind) return decisive;
    if (each.kind === neutral.kind) continue;
    if (each.kind === kind) parts.push(...each.of);
    else parts.push(each);
  }
  const [only] = parts;
  if (!only) return neutral;
  return parts.length === 1 ? only : { kind, of: parts };
}
