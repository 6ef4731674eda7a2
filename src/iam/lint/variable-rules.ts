import type { ActionCatalogue } from '../catalogue/action-catalogue.ts';
import { takesVariables } from '../comparison.ts';
import { parseConditionOperator } from '../condition-operator.ts';
import { parsePolicyText } from '../policy-text.ts';
import {
  actionsOf,
  type LintedPolicy,
  type LintedStatement,
  type Remark,
  type Remarks,
  resourcesOf,
} from './linted-policy.ts';

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html */
export function* variableRules({ statements, catalogue }: LintedPolicy): Remarks {
  for (const linted of statements) {
    for (const { text, path, isReplaced, isResource = false } of textsOf(linted)) {
      if (!text.includes('${')) continue;
      if (!isReplaced)
        yield {
          id: 'variable-not-replaced',
          path,
          message: `AWS replaces no variable in "${text}".`,
          fix: 'Write the value itself, or use a String or Arn operator.',
        };
      else if (!linted.variables)
        yield {
          id: 'variable-version',
          path,
          message: `"${text}" is mere text without Version 2012-10-17.`,
          fix: 'Set "Version": "2012-10-17".',
        };
      else yield* each(text, path, isResource, catalogue);
    }
  }
}

interface PlacedText {
  readonly text: string;
  readonly path: Remark['path'];
  readonly isReplaced: boolean;
  readonly isResource?: boolean;
}

function* textsOf({ statement, path }: LintedStatement): Iterable<PlacedText> {
  const actions = actionsOf(statement);
  for (const [index, text] of actions.values.entries())
    yield { text, path: [...path, actions.name, index], isReplaced: false };
  for (const { type, value } of [...(statement.principals ?? []), ...(statement.notPrincipals ?? [])])
    yield {
      text: value,
      path: [...path, statement.principals ? 'Principal' : 'NotPrincipal', type],
      isReplaced: false,
    };
  const resources = resourcesOf(statement);
  for (const [index, text] of (resources?.values ?? []).entries())
    yield { text, path: [...path, resources?.name ?? 'Resource', index], isReplaced: true, isResource: true };
  for (const { operator, key, values } of statement.conditions) {
    const parsed = parseConditionOperator(operator);
    for (const [index, text] of values.entries())
      yield {
        text,
        path: [...path, 'Condition', operator, key, index],
        isReplaced: parsed === null || takesVariables(parsed),
      };
  }
}

function* each(text: string, path: Remark['path'], isResource: boolean, catalogue: ActionCatalogue): Remarks {
  let before = '';
  for (const part of parsePolicyText(text, true)) {
    if (part.kind === 'text' && part.text.includes('${'))
      yield {
        id: 'variable-shape',
        path,
        message: `The variable in "${text}" has no end or no name.`,
        fix: 'Write it as "${aws:username}", a default as "${aws:username, \'nobody\'}".',
      };
    if (part.kind === 'variable') {
      yield* keyRules(part.key, path, catalogue);
      if (isResource && before.startsWith('arn:') && before.split(':').length < 6)
        yield {
          id: 'variable-in-arn-head',
          path,
          message: `"${text}" has a variable before its fifth colon.`,
          fix: 'Use a wildcard there, and ask for the account or region in a condition.',
        };
    }
    before += part.kind === 'variable' ? '' : part.text;
  }
}

function* keyRules(key: string, path: Remark['path'], catalogue: ActionCatalogue): Remarks {
  const facts = catalogue.conditionKey(key);
  const prefix = key.slice(0, key.indexOf(':'));
  if (facts?.multivalued)
    yield {
      id: 'variable-multivalued',
      path,
      message: `${facts.key} may have several values, so it is no variable.`,
      fix: 'Use a key with one value.',
    };
  else if (!facts && (!key.includes(':') || prefix === 'aws' || catalogue.service(prefix)))
    yield {
      id: 'variable-unknown',
      path,
      message: `AWS had no key "${key}" by ${catalogue.date}; without a value the variable matches nothing.`,
      fix: 'Look it up.',
    };
}
