import { stringify } from 'yaml';
import type { LeastPrivilege } from '../../iam/index.ts';
import { arnName } from '../../model/arn.ts';
import { block, encoded } from '../hcl-block.ts';
import { type PolicyDocument, policyDocuments } from '../role/policy-documents.ts';

/** How a policy is handed on. */
export type PolicyFormat = 'json' | 'terraform' | 'cloudformation';

const WRITERS: Readonly<Record<PolicyFormat, (policies: readonly NamedDocument[]) => string>> = {
  json: (policies) => `${JSON.stringify(policies, null, 2)}\n`,
  terraform,
  cloudformation,
};

interface NamedDocument {
  readonly policyName: string;
  readonly policyDocument: PolicyDocument;
}

/**
 * The policy of a principal as customer managed policies: as many as AWS's limit on their length asks for. Empty where
 * none is needed.
 */
export function leastPrivilegeDocuments(
  principal: string,
  { policy }: Pick<LeastPrivilege, 'policy'>,
  format: PolicyFormat,
): string {
  const name = `${arnName(principal)}-least-privilege`;
  const documents = policyDocuments(policy?.Statement ?? []);
  const policies = documents.map((policyDocument, index) => ({
    policyName: documents.length === 1 ? name : `${name}-${index + 1}`,
    policyDocument,
  }));
  return policies.length === 0 && format !== 'json' ? '' : WRITERS[format](policies);
}

function terraform(policies: readonly NamedDocument[]): string {
  return policies
    .map(({ policyName, policyDocument }) =>
      block('resource', ['aws_iam_policy', labelOf(policyName)], {
        name: policyName,
        policy: encoded(policyDocument),
      }),
    )
    .join('\n');
}

/** https://developer.hashicorp.com/terraform/language/syntax/configuration#identifiers */
function labelOf(name: string): string {
  const label = name.replace(/[^A-Za-z0-9_-]/g, '_');
  return /^[A-Za-z_]/.test(label) ? label : `_${label}`;
}

function cloudformation(policies: readonly NamedDocument[]): string {
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
