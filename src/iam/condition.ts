import { anyComparison, type Comparison, compileComparison, takesVariables } from './comparison.ts';
import { type ConditionOperator, parseConditionOperator } from './condition-operator.ts';
import { InvalidInput } from './invalid-input.ts';
import type { ConditionClause } from './policy-document.ts';
import { hasVariables, type PolicyTextPart, parsePolicyText, resolvePolicyText } from './policy-text.ts';
import type { RequestValues } from './request-values.ts';

/** Whether one operator on one key holds for a request. */
export type CompiledClause = (request: RequestValues) => boolean;

/** Throws InvalidInput for an operator that AWS has not. */
export function compileClause(clause: ConditionClause, variables: boolean): CompiledClause {
  const operator = parseConditionOperator(clause.operator);
  if (!operator) throw new InvalidInput(`Condition operator "${clause.operator}" is none of AWS's`);
  const key = clause.key.toLowerCase();
  if (operator.family === 'Null') return compileNull(operator, key, clause.values);
  const any = compileAny(operator, clause.values, variables && takesVariables(operator));
  return (request) => holds(operator, any, request, request.values(key));
}

/** One of the policy's values is met. */
type AnyComparison = (value: string, request: RequestValues) => boolean;

/**
 * A key that is absent, or is there without values, is "missing": it fails what is asked of it, passes what is not
 * wanted of it, and passes `...IfExists`. For a set operator the empty text is no value either.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html
 */
function holds(
  { quantifier, negated, ifExists }: ConditionOperator,
  any: AnyComparison,
  request: RequestValues,
  values: readonly string[] | null,
): boolean {
  const isMissing = values === null || values.length === 0;
  if (isMissing && ifExists) return true;
  if (quantifier === null) {
    // Without a set operator a key has one value; of several, one that matches is a match.
    return isMissing ? negated : isMetBySome(values, any, request, false) !== negated;
  }
  if (isNull(values)) return quantifier === 'ForAllValues';
  return quantifier === 'ForAllValues'
    ? !isMetBySome(values, any, request, !negated)
    : isMetBySome(values, any, request, negated);
}

/** Some value compares as true, or, turned round, as false. */
function isMetBySome(
  values: readonly string[],
  any: AnyComparison,
  request: RequestValues,
  negated: boolean,
): boolean {
  for (const value of values) if (any(value, request) !== negated) return true;
  return false;
}

/** AWS's "null data set": no key, no value, or only empty text. */
function isNull(values: readonly string[] | null): values is null {
  return values === null || values.every((value) => value === '');
}

/**
 * With a set operator Null says nothing of the key: ForAllValues is always true, ForAnyValue always false.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html (Null with qualifier)
 */
function compileNull(
  { quantifier }: ConditionOperator,
  key: string,
  texts: readonly string[],
): CompiledClause {
  if (quantifier !== null) return () => quantifier === 'ForAllValues';
  const wanted = new Set(texts.map((text) => text.toLowerCase()));
  const whenAbsent = wanted.has('true');
  const whenPresent = wanted.has('false');
  return (request) => (isNull(request.values(key)) ? whenAbsent : whenPresent);
}

function compileAny(
  operator: ConditionOperator,
  texts: readonly string[],
  variables: boolean,
): AnyComparison {
  const parsed = texts.map((text) => parsePolicyText(text, variables));
  const fixed = fixedComparison(
    operator,
    parsed.filter((parts) => !hasVariables(parts)),
  );
  const varying = parsed.filter(hasVariables);
  if (varying.length === 0) return fixed;
  return (value, request) => fixed(value) || varying.some((parts) => meets(operator, parts, value, request));
}

function fixedComparison(
  operator: ConditionOperator,
  parsed: readonly (readonly PolicyTextPart[])[],
): Comparison {
  const texts = parsed.map((parts) => parts.filter((part) => part.kind !== 'variable'));
  if (operator.family === 'StringEquals' && texts.length > 4) {
    const wanted = new Set(texts.map((parts) => parts.map((part) => part.text).join('')));
    return (value) => wanted.has(value);
  }
  return anyComparison(texts.map((parts) => compileComparison(operator, parts)));
}

/** A variable without a value is met by nothing: false where it is asked for, true where it is not wanted. */
function meets(
  operator: ConditionOperator,
  parts: readonly PolicyTextPart[],
  value: string,
  request: RequestValues,
): boolean {
  const resolved = resolvePolicyText(parts, (key) => request.variable(key));
  return resolved !== null && compileComparison(operator, resolved)(value);
}
