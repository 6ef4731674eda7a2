import type { JsonObject, JsonValue } from '../../model/json.ts';
import type { FilterPattern, Operand, Ordering } from './filter-pattern.ts';
import { select } from './property-selector.ts';

/**
 * Whether CloudWatch Logs would let a JSON event through. A condition on a field that the event lacks never holds,
 * `!=` included; nor does one on an array or an object. Text is compared with its case.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax-for-Metric-Filters.html
 */
export function matchesFilterPattern(pattern: FilterPattern, event: JsonObject): boolean {
  switch (pattern.kind) {
    case 'everything':
      return true;
    case 'and':
      return pattern.operands.every((each) => matchesFilterPattern(each, event));
    case 'or':
      return pattern.operands.some((each) => matchesFilterPattern(each, event));
    case 'equality':
      return select(event, pattern.path).some(
        (value) => isComparable(value) && equals(value, pattern.operand) !== pattern.negated,
      );
    case 'ordering':
      return select(event, pattern.path).some(
        (value) => typeof value === 'number' && ORDERINGS[pattern.operator](value, pattern.number),
      );
    case 'is':
      return select(event, pattern.path).some((value) => value === pattern.value);
    case 'exists':
      return select(event, pattern.path).length > 0 !== pattern.negated;
  }
}

const ORDERINGS: Readonly<Record<Ordering, (value: number, bound: number) => boolean>> = {
  '<': (value, bound) => value < bound,
  '<=': (value, bound) => value <= bound,
  '>': (value, bound) => value > bound,
  '>=': (value, bound) => value >= bound,
};

/** AWS documents comparisons of text and numbers; true, false and null have `IS`. */
function isComparable(value: JsonValue): value is string | number {
  return typeof value === 'string' || typeof value === 'number';
}

function equals(value: string | number, operand: Operand): boolean {
  if (operand.kind === 'regex') return operand.regex.test(String(value));
  if (typeof value === 'number' && !operand.text.includes('*'))
    return operand.text !== '' && value === Number(operand.text);
  return matchesWildcards(operand.text, String(value));
}

/** `*` stands for any text, none included. */
export function matchesWildcards(pattern: string, text: string): boolean {
  const [first = '', ...parts] = pattern.split('*');
  const last = parts.pop();
  if (last === undefined) return pattern === text;
  if (text.length < first.length + last.length || !text.startsWith(first) || !text.endsWith(last))
    return false;
  const end = text.length - last.length;
  let at = first.length;
  for (const part of parts) {
    const found = text.indexOf(part, at);
    if (found < 0 || found + part.length > end) return false;
    at = found + part.length;
  }
  return true;
}
