import { stringify } from 'yaml';
import type { LeastPrivilege } from '../../iam/index.ts';
import { arnName } from '../../model/arn.ts';
import { block, encoded } from '../hcl-block.ts';
import { type PolicyDocument, policyDocuments } from '../role/policy-documents.ts';

/** How policies are handed on. */
export type PolicyFormat = 'json' | 'terraform' | 'cloudformation';

interface NamedDocument {
  readonly policyName: string;
  readonly policyDocument: PolicyDocument;
}

/**
 * The policy of a principal as customer managed policies: as many as AWS's limit on their length asks for. Empty where
 * none is needed.
 */
export function namedDocuments(
  principal: string,
  policy: LeastPrivilege['policy'],
): readonly NamedDocument[] {
  const name = `${arnName(principal)}-least-privilege`;
  const documents = policyDocuments(policy?.Statement ?? []);
  return documents.map((policyDocument, index) => ({
    policyName: documents.length === 1 ? name : `${name}-${index + 1}`,
    policyDocument,
  }));
}

type Written = readonly { readonly policyName: string; readonly policyDocument: unknown }[];

const WRITERS: Readonly<Record<PolicyFormat, (policies: Written) => string>> = {
  json: (policies) => `${JSON.stringify(policies, null, 2)}\n`,
  terraform,
  cloudformation,
};

export function writtenPolicies(policies: Written, format: PolicyFormat): string {
  return policies.length === 0 && format !== 'json' ? '' : WRITERS[format](policies);
}

function terraform(policies: Written): string {
  return policies
    .map(({ policyName, policyDocument }) =>
      block('resource', ['aws_iam_policy', labelOf(policyName)], {
        name: policyName,
        policy: encoded(policyDocument as object),
      }),
    )
    .join('\n');
}

/** https://developer.hashicorp.com/terraform/language/syntax/configuration#identifiers */
function labelOf(name: string): string {
  const label = name.replace(/[^A-Za-z0-9_-]/g, '_');
  return /^[A-Za-z_]/.test(label) ? label : `_${label}`;
}

function cloudformation(policies: Written): string {
  const resources = policies.map(({ policyName, policyDocument }, index) => [
    `Policy${index + 1}`,
    {
      Type: 'AWS::IAM::ManagedPolicy',
      Properties: { ManagedPolicyName: policyName, PolicyDocument: policyDocument },
    },
  ]);
  const template = { AWSTemplateFormatVersion: '2010-09-09', Resources: Object.fromEntries(resources) };
  return stringify(template, { lineWidth: 0, version: '1.1' });
}
