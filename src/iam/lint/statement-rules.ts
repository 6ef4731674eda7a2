import { matchesAction } from '../action-pattern.ts';
import { patternCovers } from '../patterns-meet.ts';
import type { Statement } from '../policy-document.ts';
import type { LintedPolicy, LintedStatement, Remarks } from './linted-policy.ts';

/** Statements that another of the policy makes needless. */
export function* statementRules({ statements }: LintedPolicy): Remarks {
  for (const [index, own] of statements.entries()) {
    const { statement, path } = own;
    yield* passRoleRules(own);
    const denying = statements.findIndex(
      (other) => other.statement.effect === 'Deny' && statement.effect === 'Allow' && isWithin(own, other),
    );
    if (denying >= 0)
      yield {
        id: 'statement-denied',
        path,
        message: `Statement ${denying + 1} denies all that this one allows.`,
        fix: 'Remove it, or narrow the Deny.',
      };
    const wider = statements.findIndex((other, at) => {
      if (at === index || other.statement.effect !== statement.effect || !isWithin(own, other)) return false;
      return !isWithin(other, own) || at < index; // of two that say the same the first stays
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

/** The other surely applies wherever this one does. */
function isWithin(own: LintedStatement, other: LintedStatement): boolean {
  const [narrow, wide] = [own.statement, other.statement];
  const { actions, resources } = narrow;
  const areActions =
    wide.actions && actions
      ? covered(actions.map(lower), wide.actions.map(lower))
      : same(narrow.notActions, wide.notActions);
  const areResources =
    wide.resources && resources
      ? covered(resources, wide.resources)
      : same([resources, narrow.notResources], [wide.resources, wide.notResources]);
  const principals = same([narrow.notPrincipals], [wide.notPrincipals]) && arePrincipals(narrow, wide);
  const clauses = wide.conditions.every((clause) => narrow.conditions.some((mine) => same(mine, clause)));
  return areActions && areResources && principals && clauses;
}

function arePrincipals({ principals: narrow }: Statement, { principals: wide }: Statement): boolean {
  if (!narrow || !wide) return narrow === wide;
  const isEverybody = wide.some(({ type, value }) => type === 'AWS' && value === '*');
  return isEverybody || narrow.every((mine) => wide.some((theirs) => same(mine, theirs)));
}

function covered(narrow: readonly string[], wide: readonly string[]): boolean {
  return narrow.length > 0 && narrow.every((text) => wide.some((pattern) => patternCovers(pattern, text)));
}

function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

function lower(text: string): string {
  return text.toLowerCase();
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
