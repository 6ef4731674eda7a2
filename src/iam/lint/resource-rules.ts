import type { ActionCatalogue, ActionFacts } from '../catalogue/action-catalogue.ts';
import { NO_COLON, NO_SLASH, patternsMeet } from '../patterns-meet.ts';
import { hasVariables, parsePolicyText } from '../policy-text.ts';
import { arnFormsOf, formOf } from './arn-forms.ts';
import { coveredEntries } from './covered-entries.ts';
import { actionsMatching, actionsNamed } from './known-actions.ts';
import {
  type LintedPolicy,
  type LintedStatement,
  type Remark,
  type Remarks,
  resourcesOf,
} from './linted-policy.ts';

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html */
export function* resourceRules({ statements, catalogue }: LintedPolicy): Remarks {
  for (const linted of statements) {
    const { statement, path } = linted;
    const list = resourcesOf(statement);
    if (!list) continue;
    const at = [...path, list.name];
    if (list.name === 'NotResource' && statement.effect === 'Allow')
      yield {
        id: 'not-resource-allow',
        path: at,
        message: 'Allow with NotResource allows every other resource.',
        fix: 'Name in Resource what is allowed.',
      };
    if (list.name === 'Resource' && list.values.length === 0)
      yield {
        id: 'resource-empty',
        path: at,
        message: 'The statement is about no resource.',
        fix: 'Name resources, or remove the statement.',
      };
    for (const { index, wider } of coveredEntries(list.values, (text) => text))
      yield {
        id: 'resource-repeated',
        path: [...at, index],
        message: `"${list.values[index]}" is in "${wider}" already.`,
        fix: 'Remove it.',
      };
    let areForms = true;
    for (const [index, text] of list.values.entries()) {
      const here = [...at, index];
      const remarks = [...each(text, here, linted.variables, catalogue)];
      areForms &&= remarks.length === 0;
      yield* remarks;
    }
    if (areForms && list.name === 'Resource' && list.values.length > 0)
      yield* fitRules(linted, list.values, catalogue);
  }
}

const PARTITIONS = [
  'aws',
  'aws-cn',
  'aws-us-gov',
  'aws-iso',
  'aws-iso-b',
  'aws-iso-e',
  'aws-iso-f',
  'aws-eusc',
];

function* each(text: string, path: Remark['path'], variables: boolean, catalogue: ActionCatalogue): Remarks {
  if (/^\*+$/.test(text)) return;
  const pattern = withoutVariables(text, variables);
  const [arn, partition = '', service = '', region, account = '', ...rest] = pattern.split(':');
  if (arn !== 'arn') {
    if (!/^[*?]/.test(pattern))
      yield { id: 'resource-shape', path, message: `"${text}" is no ARN.`, fix: 'Write an ARN, or "*".' };
    return;
  }
  if (!PARTITIONS.some((known) => patternsMeet(partition, known)))
    yield {
      id: 'arn-partition',
      path,
      message: `AWS has no partition "${partition}".`,
      fix: 'Use aws, aws-cn or aws-us-gov.',
    };
  if (region === undefined || rest.length === 0) {
    if (!text.endsWith('*'))
      yield {
        id: 'resource-incomplete',
        path,
        message: `"${text}" has fewer than the six parts of an ARN; AWS takes "*" for those that are missing.`,
        fix: 'Write all six parts.',
      };
    return;
  }
  yield* partRules({ text, pattern, service, account }, path, catalogue);
}

interface SplitArn {
  readonly text: string;
  readonly pattern: string;
  readonly service: string;
  readonly account: string;
}

function* partRules(
  { text, pattern, service, account }: SplitArn,
  path: Remark['path'],
  catalogue: ActionCatalogue,
): Remarks {
  const forms = arnFormsOf(catalogue);
  if (/[*?]/.test(service) || !forms.has(service)) {
    const what = /[*?]/.test(service) ? 'takes no wildcard' : `"${service}" is none of AWS`;
    yield {
      id: 'arn-service',
      path,
      message: `The service of an ARN ${what}.`,
      fix: 'Name the service as its ARNs do.',
    };
    return;
  }
  if (account !== '' && account !== 'aws' && !/^[\d*?]+$/.test(account)) {
    yield {
      id: 'arn-account',
      path,
      message: `"${account}" is no account.`,
      fix: 'Write twelve digits, or nothing where the ARN has no account.',
    };
    return;
  }
  if (/^\d+$/.test(account) && account.length !== 12)
    yield {
      id: 'arn-account',
      path,
      message: `The account ${account} has ${account.length} digits.`,
      fix: 'Write twelve digits.',
    };
  else if (!(forms.get(service) ?? []).some((form) => patternsMeet(form, pattern)))
    yield {
      id: 'arn-form',
      path,
      message: `No resource of ${service} has an ARN such as "${text}".`,
      fix: `Their forms are ${shownForms(forms.get(service) ?? [])}.`,
    };
}

function shownForms(forms: readonly string[]): string {
  const shown = forms
    .slice(0, 3)
    .map((form) => form.replaceAll(NO_COLON, '*').replaceAll(NO_SLASH, '*'))
    .join(', ');
  return forms.length > 3 ? `${shown} and others` : shown;
}

/** A variable may be any text. */
function withoutVariables(text: string, variables: boolean): string {
  const parts = parsePolicyText(text, variables);
  if (!hasVariables(parts)) return text;
  return parts.map((part) => (part.kind === 'variable' ? '*' : part.text)).join('');
}

/** Whether the actions and the resources of a statement fit each other. */
function* fitRules(
  { statement, path, variables }: LintedStatement,
  values: readonly string[],
  catalogue: ActionCatalogue,
): Remarks {
  const patterns = values.map((text) => withoutVariables(text, variables));
  for (const [index, text] of (statement.actions ?? []).entries()) {
    const actions = actionsMatching(catalogue, text);
    if (!actions || actions.length === 0 || actions.some((action) => worksOn(action, patterns))) continue;
    const here = { path: [...path, 'Action', index] };
    const takesNone = actions.every((action) => action.resourceTypes.length === 0);
    if (takesNone)
      yield {
        ...here,
        id: 'action-takes-no-resource',
        message: `${text} works on no resource, so the statement does not cover it.`,
        fix: 'Use "Resource": "*" for it, in a statement of its own.',
      };
    else
      yield {
        ...here,
        id: 'action-without-resource',
        message: `${text} works on ${typeNames(actions)}, and none of the resources is one.`,
        fix: `Add ${exampleOf(actions)}.`,
      };
  }
  const named = actionsNamed(catalogue, statement);
  if (!named || named.length === 0 || !statement.actions) return;
  for (const [index, pattern] of patterns.entries())
    if (!/^\*+$/.test(pattern) && !named.some((action) => worksOn(action, [pattern])))
      yield {
        id: 'resource-not-of-actions',
        path: [...path, 'Resource', index],
        message: `None of the actions works on "${values[index]}".`,
        fix: 'Remove it, or name the actions that are meant.',
      };
}

/** S3 asks about all of its buckets where an action takes no resource. */
function worksOn({ service, resourceTypes }: ActionFacts, patterns: readonly string[]): boolean {
  if (resourceTypes.length === 0)
    return patterns.some((pattern) => patternsMeet(pattern, '*') && covers(pattern, service));
  const forms = resourceTypes.flatMap(({ type }) => type.arns.map(formOf));
  return patterns.some((pattern) => forms.some((form) => patternsMeet(form, pattern)));
}

function covers(pattern: string, service: string): boolean {
  return /^\*+$/.test(pattern) || (service === 's3' && /^arn:[^:]*:s3:(::)?\*$/.test(pattern));
}

function typeNames(actions: readonly ActionFacts[]): string {
  const names = [...new Set(actions.flatMap((action) => action.resourceTypes.map(({ type }) => type.name)))];
  return names.slice(0, 4).join(', ') || 'no resource';
}

function exampleOf(actions: readonly ActionFacts[]): string {
  return actions.flatMap((action) => action.resourceTypes)[0]?.type.arns[0] ?? 'a resource of the action';
}
