import { takesVariables } from '../../comparison.ts';
import { type ConditionOperator, parseConditionOperator } from '../../condition-operator.ts';
import { InvalidInput } from '../../invalid-input.ts';
import type { ConditionClause } from '../../policy-document.ts';
import { hasVariables, type PolicyTextPart, parsePolicyText } from '../../policy-text.ts';
import { and, FALSE, type Formula, not, or, some, TRUE } from '../solve/formula.ts';
import { NON_EMPTY_TEXTS } from '../strings/text-set.ts';
import { textRegion } from '../values/region.ts';
import { comparedRegion } from './compared-region.ts';
import { byPresence, present } from './variable-text.ts';

/**
 * When one operator on one key holds: the same as condition.ts computes for one request.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
 */
export function clauseFormula(clause: ConditionClause, variables: boolean): Formula {
  const operator = parseConditionOperator(clause.operator);
  if (!operator) throw new InvalidInput(`Condition operator "${clause.operator}" is none of AWS's`);
  const key = clause.key.toLowerCase();
  if (operator.family === 'Null') return nullFormula(operator, key, clause.values);
  const texts = clause.values.map((text) => parsePolicyText(text, variables && takesVariables(operator)));
  const holds = quantified(operator, key, texts);
  return operator.ifExists ? or([not(present(key)), holds]) : holds;
}

function nullFormula({ quantifier }: ConditionOperator, key: string, texts: readonly string[]): Formula {
  if (quantifier !== null) return quantifier === 'ForAllValues' ? TRUE : FALSE;
  const wanted = new Set(texts.map((text) => text.toLowerCase()));
  const isThere = hasText(key);
  return or([wanted.has('true') ? not(isThere) : FALSE, wanted.has('false') ? isThere : FALSE]);
}

/** AWS's "null" is also a key with only empty text. */
function hasText(key: string): Formula {
  return some(key, { region: textRegion(NON_EMPTY_TEXTS), negated: false });
}

type Texts = readonly (readonly PolicyTextPart[])[];

function quantified(operator: ConditionOperator, key: string, texts: Texts): Formula {
  const { quantifier, negated } = operator;
  const someMatches = anyFormula(operator, key, texts);
  if (quantifier === null) return negated ? not(someMatches) : someMatches;
  const someDoesNot = () => noneFormula(operator, key, texts);
  if (quantifier === 'ForAnyValue') return and([hasText(key), negated ? someDoesNot() : someMatches]);
  return or([not(hasText(key)), not(negated ? someMatches : someDoesNot())]);
}

/** Some value of the key matches one of the texts. */
function anyFormula(operator: ConditionOperator, key: string, texts: Texts): Formula {
  const fixed = texts.filter((parts) => !hasVariables(parts));
  const matches = (of: Texts) => some(key, { region: comparedRegion(operator, of), negated: false });
  const varying = texts
    .filter(hasVariables)
    .map((text) => byPresence(text, (parts) => (parts ? matches([parts]) : FALSE)));
  return or([fixed.length > 0 ? matches(fixed) : FALSE, ...varying]);
}

/** Some value of the key matches none of the texts. */
function noneFormula(operator: ConditionOperator, key: string, texts: Texts): Formula {
  const fixed = texts.filter((parts) => !hasVariables(parts));
  return everyPresence(texts.filter(hasVariables), fixed, (of) =>
    some(key, { region: comparedRegion(operator, of), negated: true }),
  );
}

/** For each way in which the texts' variables have values or not, what holds of the texts that are left. */
function everyPresence(varying: Texts, fixed: Texts, formulaOf: (texts: Texts) => Formula): Formula {
  const [first, ...rest] = varying;
  if (!first) return formulaOf(fixed);
  return byPresence(first, (parts) => everyPresence(rest, parts ? [...fixed, parts] : fixed, formulaOf));
}
