import type { PolicyTextPart } from '../../policy-text.ts';
import { and, type Formula, not, or, some } from '../solve/formula.ts';
import { ALL_TEXTS } from '../strings/text-set.ts';
import { Unsupported } from '../unsupported.ts';
import { type Constraint, textRegion } from '../values/region.ts';

/** Some value, whatever it is: the key is in the request. */
export function present(key: string): Formula {
  return some(key, ANY_VALUE);
}

const ANY_VALUE: Constraint = { region: textRegion(ALL_TEXTS), negated: false };

/** Past this many variables in one place there are too many ways in which some have values and others not. */
const MOST_VARIABLES = 4;

/**
 * What holds of a text with variables: for each way in which they have values or not, what `formulaOf` says of the
 * text that is left, in which those without a value have given way to their defaults; null: one has none.
 */
export function byPresence(
  parts: readonly PolicyTextPart[],
  formulaOf: (parts: readonly PolicyTextPart[] | null) => Formula,
): Formula {
  return expand(variablesIn(parts), parts, formulaOf);
}

export function variablesIn(parts: readonly PolicyTextPart[]): readonly string[] {
  const keys = [...new Set(parts.flatMap((part) => (part.kind === 'variable' ? [part.key] : [])))];
  if (keys.length > MOST_VARIABLES)
    throw new Unsupported(`one text has ${keys.length} policy variables, more than ${MOST_VARIABLES}`);
  return keys;
}

function expand(
  keys: readonly string[],
  parts: readonly PolicyTextPart[],
  formulaOf: (parts: readonly PolicyTextPart[] | null) => Formula,
): Formula {
  const [key, ...rest] = keys;
  if (key === undefined) return formulaOf(parts);
  const absent = withDefault(parts, key);
  return or([
    and([present(key), expand(rest, parts, formulaOf)]),
    and([not(present(key)), absent ? expand(rest, absent, formulaOf) : formulaOf(null)]),
  ]);
}

/** Null: the variable has no default. */
export function withDefault(parts: readonly PolicyTextPart[], key: string): readonly PolicyTextPart[] | null {
  const replaced: PolicyTextPart[] = [];
  for (const part of parts) {
    if (part.kind !== 'variable' || part.key !== key) replaced.push(part);
    else if (part.fallback === null) return null;
    else replaced.push({ kind: 'character', text: part.fallback });
  }
  return replaced;
}
