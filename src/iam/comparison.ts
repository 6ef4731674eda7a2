import { contains, parsePrefix } from '../model/address-range.ts';
import { arnTokens } from './arn-pattern.ts';
import type { ConditionOperator } from './condition-operator.ts';
import { compileGlob } from './glob.ts';
import { policyDate } from './policy-date.ts';
import { policyNumber } from './policy-number.ts';
import type { ResolvedPart } from './policy-text.ts';
import { stringTokens } from './string-pattern.ts';

/** Whether a value of the request is what the policy's value asks for, before any Not. */
export type Comparison = (value: string) => boolean;

type CompareOperator = Pick<ConditionOperator, 'family' | 'relation'>;

/**
 * A policy's value as an operator understands it. A value that is none of the operator's kind (a word for a number)
 * is met by nothing.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
 */
export function compileComparison(operator: CompareOperator, parts: readonly ResolvedPart[]): Comparison {
  const text = parts.map((part) => part.text).join('');
  switch (operator.family) {
    case 'StringEquals':
      return (value) => value === text;
    case 'StringEqualsIgnoreCase':
      return ignoringCase(text);
    case 'StringLike':
      return compileGlob(stringTokens(parts));
    case 'Arn':
      return anyComparison(arnTokens(parts, 'condition').map(compileGlob));
    case 'Numeric':
      return related(operator, policyNumber, text);
    case 'Date':
      return related(operator, policyDate, text);
    case 'Bool':
      return sameBoolean(text);
    case 'Binary':
      return sameBytes(text);
    case 'IpAddress':
      return withinBlock(text);
    case 'Null':
      return () => false; // condition.ts asks only whether there is a value
  }
}

/** Operators that replace variables in their values. AWS's pages differ on Bool: the operator's own says that it does. */
export function takesVariables({ family }: Pick<ConditionOperator, 'family'>): boolean {
  return family.startsWith('String') || family === 'Arn' || family === 'Bool';
}

/** Whether one of them holds. */
export function anyComparison(comparisons: readonly Comparison[]): Comparison {
  const [only] = comparisons;
  if (only && comparisons.length === 1) return only;
  return (value) => {
    for (const comparison of comparisons) if (comparison(value)) return true;
    return false;
  };
}

function ignoringCase(text: string): Comparison {
  const lower = text.toLowerCase();
  return (value) => value.toLowerCase() === lower;
}

function related({ relation }: CompareOperator, read: (text: string) => number, text: string): Comparison {
  const bound = read(text);
  switch (relation) {
    case 'equals':
      return (value) => read(value) === bound;
    case 'less':
      return (value) => read(value) < bound;
    case 'less-or-equals':
      return (value) => read(value) <= bound;
    case 'greater':
      return (value) => read(value) > bound;
    case 'greater-or-equals':
      return (value) => read(value) >= bound;
  }
}

function sameBoolean(text: string): Comparison {
  const wanted = text.toLowerCase();
  if (wanted !== 'true' && wanted !== 'false') return () => false;
  return (value) => value.toLowerCase() === wanted;
}

/** Both sides are base64; padding may be left out. */
function sameBytes(text: string): Comparison {
  const wanted = base64(text);
  return (value) => wanted !== null && base64(value) === wanted;
}

function base64(text: string): string | null {
  return /^[A-Za-z0-9+/]*={0,2}$/.test(text) ? text.replace(/=+$/, '') : null;
}

/** IPv4 and IPv6 never match each other; a policy lists both. */
function withinBlock(text: string): Comparison {
  const block = parsePrefix(text);
  if (!block) return () => false;
  return (value) => {
    const address = value.includes('/') ? null : parsePrefix(value);
    return address !== null && contains(block, address);
  };
}
