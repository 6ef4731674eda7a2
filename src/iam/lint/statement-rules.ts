import { matchesAction } from '../action-pattern.ts';
import type { LintedPolicy, LintedStatement, Remarks } from './linted-policy.ts';
import { isWithin, type StatementScope, statementScope } from './statement-scope.ts';

/** Statements that another of the policy makes needless. */
export function* statementRules({ statements }: LintedPolicy): Remarks {
  const scopes = statements.map(({ statement }) => statementScope(statement));
  const isDenial = statements.map(({ statement }) => statement.effect === 'Deny');
  for (const [index, own] of statements.entries()) {
    const { path } = own;
    const scope = scopes[index] as StatementScope; // INVARIANT: one for each statement
    yield* passRoleRules(own);
    const denying = isDenial[index]
      ? -1
      : scopes.findIndex((other, at) => isDenial[at] && isWithin(scope, other));
    if (denying >= 0)
      yield {
        id: 'statement-denied',
        path,
        message: `Statement ${denying + 1} denies all that this one allows.`,
        fix: 'Remove it, or narrow the Deny.',
      };
    const wider = scopes.findIndex((other, at) => {
      if (at === index || isDenial[at] !== isDenial[index] || !isWithin(scope, other)) return false;
      return !isWithin(other, scope) || at < index; // of two that say the same the first stays
    });
    if (wider >= 0)
      yield {
        id: 'statement-repeated',
        path,
        message: `Statement ${wider + 1} says all that this one says.`,
        fix: 'Remove it.',
      };
  }
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html */
function* passRoleRules({ statement, path }: LintedStatement): Remarks {
  const { effect, actions, resources, conditions, principals } = statement;
  const passes = actions?.find((pattern) => pattern !== '*' && matchesAction(pattern, 'iam:PassRole'));
  const isNarrowed = conditions.some(({ key }) => /^iam:PassedToService$/i.test(key));
  if (effect === 'Allow' && passes !== undefined && !principals && resources?.includes('*') && !isNarrowed)
    yield {
      id: 'pass-role-anywhere',
      path,
      message: `"${passes}" on "*" passes any role to any service, an administrator's too.`,
      fix: 'Name the roles in Resource, and the service in a condition on iam:PassedToService.',
    };
}
