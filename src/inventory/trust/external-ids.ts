import { parseConditionOperator } from '../../iam/condition-operator.ts';
import type { ConditionClause, PolicyDocument } from '../../iam/policy-document.ts';

/**
 * External ids that a trust policy writes out whole; a pattern, or a value that the caller chooses, is met by the ids of
 * other customers too.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_common-scenarios_third-party.html#id_roles_third-parties_external-id
 */
export function externalIdsOf({ statements }: PolicyDocument): readonly string[] {
  return statements.flatMap(({ conditions }) => conditions.filter(isExternalId).flatMap(wholeValues));
}

function isExternalId({ key }: ConditionClause): boolean {
  return key.toLowerCase() === 'sts:externalid';
}

function wholeValues({ operator, values }: ConditionClause): readonly string[] {
  const asked = parseConditionOperator(operator);
  if (!asked || asked.negated || !TEXTS.has(asked.family)) return [];
  const isPattern = (value: string): boolean => asked.family === 'StringLike' && /[*?]/.test(value);
  return values.filter((value) => !isPattern(value) && !value.includes('${'));
}

const TEXTS = new Set(['StringEquals', 'StringEqualsIgnoreCase', 'StringLike']);
