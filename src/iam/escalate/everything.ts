import { isPolicyError, type PolicyDocument, policyDocumentOf } from '../policy-document.ts';
import type { HeldPolicyView, PrincipalView } from '../view/iam-view.ts';

function documentOf(statement: Readonly<Record<string, string>>): PolicyDocument {
  const document = policyDocumentOf({ Version: '2012-10-17', Statement: [statement] });
  if (isPolicyError(document)) throw new Error(document.error);
  return document;
}

const ALLOW_ALL = documentOf({ Effect: 'Allow', Action: '*', Resource: '*' });

/** A policy that somebody writes to let himself do everything. */
export const EVERYTHING: HeldPolicyView = { name: 'everything', arn: null, group: null, document: ALLOW_ALL };

/**
 * AWS's own policies that make an administrator of whom they are attached to, whether an account uses them yet or not.
 * https://docs.aws.amazon.com/aws-managed-policy/latest/reference/AdministratorAccess.html
 * https://docs.aws.amazon.com/aws-managed-policy/latest/reference/IAMFullAccess.html
 */
export function awsAdministratorPolicies(partition: string): readonly HeldPolicyView[] {
  return [
    ['AdministratorAccess', ALLOW_ALL],
    ['IAMFullAccess', documentOf({ Effect: 'Allow', Action: 'iam:*', Resource: '*' })],
  ].map(([name, document]) => ({
    name: name as string,
    arn: `arn:${partition}:iam::aws:policy/${name as string}`,
    group: null,
    document: document as PolicyDocument,
  }));
}

/** The trust policy that lets one principal assume a role; the same object each time, so that it compiles once. */
export function trusting(principal: PrincipalView): PolicyDocument {
  const known = trusts.get(principal) ?? allowing(principal.arn, 'sts:AssumeRole');
  trusts.set(principal, known);
  return known;
}

const trusts = new WeakMap<PrincipalView, PolicyDocument>();

/** A resource's policy that lets a principal do something with it. */
export function allowing(arn: string, action: string): PolicyDocument {
  const isTrust = action.startsWith('sts:');
  const document = policyDocumentOf({
    Version: '2012-10-17',
    Statement: [
      { Effect: 'Allow', Principal: { AWS: arn }, Action: action, ...(isTrust ? {} : { Resource: '*' }) },
    ],
  });
  if (isPolicyError(document)) throw new Error(document.error);
  return document;
}
