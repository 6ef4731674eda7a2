import { nearest } from '../../model/nearest.ts';
import type { ActionCatalogue } from '../catalogue/action-catalogue.ts';
import { coveredEntries } from './covered-entries.ts';
import { actionsMatching } from './known-actions.ts';
import { actionsOf, type LintedPolicy, type Remark, type Remarks } from './linted-policy.ts';

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_action.html */
export function* actionRules({ statements, kind, catalogue }: LintedPolicy): Remarks {
  for (const { statement, path } of statements) {
    const { name, values } = actionsOf(statement);
    const at = [...path, name];
    if (name === 'NotAction' && statement.effect === 'Allow')
      yield {
        id: 'not-action-allow',
        path: at,
        message: 'Allow with NotAction allows every other action, those that AWS adds later too.',
        fix: 'Name in Action what is allowed.',
      };
    if (name === 'Action' && values.length === 0)
      yield {
        id: 'action-empty',
        path: at,
        message: 'The statement is about no action.',
        fix: 'Name actions, or remove the statement.',
      };
    for (const { index, wider } of coveredEntries(values, (text) => text.toLowerCase()))
      yield {
        id: 'action-repeated',
        path: [...at, index],
        message: `"${values[index]}" is in "${wider}" already.`,
        fix: 'Remove it.',
      };
    for (const [index, pattern] of values.entries()) {
      const here = [...at, index];
      yield* each(pattern, here, catalogue);
      if (kind === 'trust-policy' && !/^(sts:|\*$)/i.test(pattern))
        yield {
          id: 'action-trust',
          path: here,
          message: `A trust policy is about assuming the role, not about "${pattern}".`,
          fix: 'Use sts:AssumeRole, sts:AssumeRoleWithSAML, sts:AssumeRoleWithWebIdentity, sts:TagSession or sts:SetSourceIdentity.',
        };
    }
  }
}

function* each(pattern: string, path: Remark['path'], catalogue: ActionCatalogue): Remarks {
  if (pattern === '*') return;
  const [prefix = '', name, ...more] = pattern.split(':');
  if (!prefix || !name || more.length > 0) {
    yield {
      id: 'action-shape',
      path,
      message: `"${pattern}" is no action.`,
      fix: 'Write a service and a name, as in "s3:GetObject", or "*".',
    };
    return;
  }
  const matching = actionsMatching(catalogue, pattern);
  if (matching && matching.length > 0) return;
  if (!matching) {
    if (/[*?]/.test(prefix)) return;
    yield {
      id: 'service-unknown',
      path,
      message: `AWS had no service "${prefix}" by ${catalogue.date}.`,
      fix: meant(nearest(prefix.toLowerCase(), catalogue.services)),
    };
  } else if (/[*?]/.test(name)) {
    yield {
      id: 'action-pattern-empty',
      path,
      message: `No action of ${prefix} matched "${pattern}" by ${catalogue.date}.`,
      fix: 'Look the actions up, or remove the entry.',
    };
  } else {
    const names = catalogue.service(prefix)?.actions.map((action) => action.name) ?? [];
    const near = nearest(
      name.toLowerCase(),
      names.map((each_) => each_.toLowerCase()),
    );
    const written = names.find((each_) => each_.toLowerCase() === near);
    yield {
      id: 'action-unknown',
      path,
      message: `${prefix} had no action "${name}" by ${catalogue.date}.`,
      fix: meant(written ? `${prefix}:${written}` : null),
    };
  }
}

function meant(near: string | null): string {
  return near === null ? 'Look it up, or remove the entry.' : `Perhaps "${near}" was meant.`;
}
