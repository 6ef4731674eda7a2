import type { ConditionClause, PolicyDocument, Principal, Statement } from '../policy-document.ts';

/**
 * A policy that names principals as one that conditions tell them by, so that it can bind whoever asks. Where no key
 * tells them, it lets them through: it stops nobody whom the policy does not.
 */
export function boundaryOf({ statements, ...document }: PolicyDocument): PolicyDocument {
  return { ...document, statements: statements.flatMap(withoutPrincipals) };
}

function withoutPrincipals(statement: Statement): readonly Statement[] {
  const { effect, principals, notPrincipals, conditions } = statement;
  const plain = { ...statement, principals: null, notPrincipals: null };
  const untold = effect === 'Allow' ? [plain] : [];
  if (notPrincipals) return untold;
  if (!principals || principals.some(({ type, value }) => type === 'AWS' && value === '*')) return [plain];
  return principals.flatMap((principal): readonly Statement[] => {
    if (principal.type === 'Service') return [];
    const clause = clauseOf(principal);
    return clause ? [{ ...plain, conditions: [...conditions, clause] }] : untold;
  });
}

/** Null: no key tells it. */
function clauseOf({ type, value }: Principal): ConditionClause | null {
  if (type !== 'AWS') return null;
  const [, account] = /^(?:arn:[^:]*:iam::)?(\d{12})(?::root)?$/.exec(value) ?? [];
  if (account !== undefined)
    return { operator: 'StringEquals', key: 'aws:PrincipalAccount', values: [account] };
  return /^arn:[^:]*:iam::\d{12}:(?:role|user)\/[^*?]+$/.test(value)
    ? { operator: 'ArnEquals', key: 'aws:PrincipalArn', values: [value] }
    : null;
}
