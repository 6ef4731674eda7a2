import { OPERATORS, type Operator } from './operators.ts';
import { replaced, type Variables } from './text.ts';

/** The values of a request's condition keys; names in lower case. */
export interface Context extends Variables {
  valuesOf(key: string): readonly string[] | null;
}

interface ParsedName {
  readonly set: 'forallvalues' | 'foranyvalue' | null;
  readonly base: string;
  readonly ifExists: boolean;
}

/** Null: no operator of AWS's. */
export function parseOperatorName(name: string): ParsedName | null {
  let base = name.toLowerCase();
  let set: ParsedName['set'] = null;
  for (const prefix of ['forallvalues', 'foranyvalue'] as const)
    if (base.startsWith(`${prefix}:`)) {
      set = prefix;
      base = base.slice(prefix.length + 1);
      break;
    }
  const ifExists = base.endsWith('ifexists');
  if (ifExists) base = base.slice(0, -'ifexists'.length);
  if (base === 'null') return ifExists ? null : { set, base, ifExists };
  return OPERATORS.has(base) ? { set, base, ifExists } : null;
}

/** All operators and all their keys must hold. */
export function conditionHolds(condition: unknown, version: unknown, context: Context): boolean {
  for (const [name, keys] of Object.entries((condition ?? {}) as Record<string, Record<string, unknown>>))
    for (const [key, values] of Object.entries(keys)) {
      const list = (Array.isArray(values) ? values : [values]).map(String);
      if (!clauseHolds(name, key.toLowerCase(), list, version, context)) return false;
    }
  return true;
}

function clauseHolds(
  name: string,
  key: string,
  policyValues: readonly string[],
  version: unknown,
  context: Context,
): boolean {
  const { set, base, ifExists } = parseOperatorName(name) as ParsedName;
  const values = context.valuesOf(key);
  // "null data set": https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html
  const isNull = values === null || values.filter((value) => value !== '').length === 0;
  if (base === 'null') {
    // "Avoid using the Null operator with ForAllValues or ForAnyValue because they always return true or false."
    if (set !== null) return set === 'forallvalues';
    return policyValues.some((value) => value.toLowerCase() === String(isNull));
  }
  const operator = OPERATORS.get(base) as Operator;
  const isMissing = values === null || values.length === 0;
  // "If the key is not present, evaluate the condition element as true."
  if (ifExists && isMissing) return true;
  const anyMatches = (value: string): boolean =>
    policyValues.some((policyValue) => {
      const chars = replaced(policyValue, operator.takesVariables ? version : null, context);
      return chars !== null && operator.match(value, chars);
    });
  if (set === 'forallvalues')
    return isNull || values.every((value) => anyMatches(value) !== operator.negated);
  if (set === 'foranyvalue') return !isNull && values.some((value) => anyMatches(value) !== operator.negated);
  // "If the key is not present, the values do not match"; of a negated operator that is what is asked for.
  const matches = !isMissing && values.some(anyMatches);
  return operator.negated ? !matches : matches;
}
