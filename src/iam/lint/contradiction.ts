import { firstAddress, parsePrefix } from '../../model/address-range.ts';
import { compileClause } from '../condition.ts';
import { type ConditionOperator, parseConditionOperator } from '../condition-operator.ts';
import { policyDate } from '../policy-date.ts';
import type { ConditionClause } from '../policy-document.ts';
import { policyNumber } from '../policy-number.ts';
import type { RequestValues } from '../request-values.ts';

/**
 * A key whose clauses no value meets, nor its absence; null: none is found. The engine itself tries what could meet
 * them: one text of each that is asked for, every bound of a number or date and what lies between. Where the clauses
 * leave open which texts there could be, nothing is said.
 */
export function isContradiction(conditions: readonly ConditionClause[], variables: boolean): string | null {
  const byKey = Map.groupBy(conditions, ({ key }) => key.toLowerCase());
  for (const clauses of byKey.values()) {
    const [first] = clauses;
    if (first && clauses.length > 1 && isUnmet(clauses, variables)) return first.key;
  }
  return null;
}

function isUnmet(clauses: readonly ConditionClause[], variables: boolean): boolean {
  const operators = clauses.map(({ operator }) => parseConditionOperator(operator));
  if (operators.some((each) => each === null || each.quantifier !== null)) return false;
  if (clauses.some(({ values }) => values.some((value) => value.includes('${')))) return false;
  const compiled = clauses.map((clause) => compileClause(clause, variables));
  const isMetBy = (values: readonly string[] | null): boolean =>
    compiled.every((holds) => holds(having(values)));
  if (isMetBy(null)) return false;
  const candidates = candidatesOf(clauses, operators as readonly ConditionOperator[]);
  return candidates !== null && !candidates.some((value) => isMetBy([value]));
}

function having(values: readonly string[] | null): RequestValues {
  return { values: () => values, variable: () => values?.[0] ?? null };
}

/** Enough values that one of them meets all clauses, if any does; null: not known. */
function candidatesOf(
  clauses: readonly ConditionClause[],
  operators: readonly ConditionOperator[],
): readonly string[] | null {
  if (operators.some(({ family }, index) => family === 'Null' && clauses[index]?.values.every(isTrue)))
    return [];
  for (const [index, { family, negated, relation }] of operators.entries()) {
    const values = clauses[index]?.values ?? [];
    if (negated || relation !== 'equals') continue;
    if (family === 'Bool') return ['true', 'false'];
    if (family === 'StringEquals' || family === 'Numeric' || family === 'Date') return values;
    if ((family === 'StringLike' || family === 'Arn') && values.every((value) => !/[*?]/.test(value)))
      return values;
  }
  const [family] = operators.map((operator) => operator.family);
  if (operators.some((operator) => operator.family !== family)) return null;
  const values = clauses.flatMap((clause) => clause.values);
  if (family === 'Numeric') return between(values.map(policyNumber)).map(String);
  if (family === 'Date') return between(values.map(policyDate)).map((at) => String(at / 1000));
  if (family === 'IpAddress' && operators.every(({ negated }) => !negated))
    return values.flatMap((value) => {
      const block = parsePrefix(value);
      return block ? [firstAddress(block)] : [];
    });
  return null;
}

function isTrue(value: string): boolean {
  return value.toLowerCase() === 'true';
}

/** The bounds, what lies between each two, and what lies beyond. */
function between(bounds: readonly number[]): readonly number[] {
  const sorted = bounds.filter((bound) => !Number.isNaN(bound)).sort((a, b) => a - b);
  const middles = sorted.slice(1).map((bound, index) => (bound + (sorted[index] ?? bound)) / 2);
  return [...sorted, ...middles, (sorted[0] ?? 0) - 1000, (sorted.at(-1) ?? 0) + 1000];
}
