import { block, Expression, encoded, Nested } from '../hcl-block.ts';
import { memberTemplateBody } from './role-cloudformation.ts';
import type { ScannerRole } from './scanner-role.ts';
import { principals, trustPolicy } from './trust-policy.ts';

/** The role as resources of Terraform's AWS provider; for an organisation, with a stack set for its other accounts. */
export function roleTerraform(role: ScannerRole): string {
  const named = role.trusted.length > 0;
  return [
    ...(named ? [] : [TRUSTED_VARIABLE]),
    ...(role.member ? [UNITS_VARIABLE] : []),
    ...role.policies.map(({ name, document }, index) =>
      block('resource', ['aws_iam_policy', `rampart_${index + 1}`], {
        name,
        path: role.path,
        description: role.description,
        policy: encoded(document),
      }),
    ),
    block('resource', ['aws_iam_role', 'rampart'], {
      name: role.name,
      path: role.path,
      description: role.description,
      assume_role_policy: encoded(
        trustPolicy(
          named ? principals(role.trusted) : new Expression('var.rampart_trusted_principal'),
          role.externalId,
        ),
      ),
    }),
    ...role.policies.map((_, index) =>
      block('resource', ['aws_iam_role_policy_attachment', `rampart_${index + 1}`], {
        role: new Expression('aws_iam_role.rampart.name'),
        policy_arn: new Expression(`aws_iam_policy.rampart_${index + 1}.arn`),
      }),
    ),
    ...(role.member ? memberStackSet(role, role.member) : []),
    block('output', ['rampart_role_arn'], { value: new Expression('aws_iam_role.rampart.arn') }),
  ].join('\n');
}

const TRUSTED_VARIABLE = block('variable', ['rampart_trusted_principal'], {
  type: new Expression('string'),
  description: 'Who may assume the role: an account id, or the ARN of a role or user',
});

const UNITS_VARIABLE = block('variable', ['rampart_organizational_unit_ids'], {
  type: new Expression('list(string)'),
  description: "The organisation's root (r-…) for every account, or organisational units (ou-…)",
});

function memberStackSet(role: ScannerRole, member: ScannerRole): readonly string[] {
  return [
    block('resource', ['aws_cloudformation_stack_set', 'rampart_members'], {
      name: `${role.name}-members`,
      description: role.description,
      permission_model: 'SERVICE_MANAGED',
      capabilities: ['CAPABILITY_NAMED_IAM'],
      parameters: { TrustedPrincipal: new Expression('aws_iam_role.rampart.arn') },
      template_body: memberTemplateBody(member),
      auto_deployment: new Nested({ enabled: true, retain_stacks_on_account_removal: false }),
      managed_execution: new Nested({ active: true }),
    }),
    block('resource', ['aws_cloudformation_stack_set_instance', 'rampart_members'], {
      stack_set_name: new Expression('aws_cloudformation_stack_set.rampart_members.name'),
      deployment_targets: new Nested({
        organizational_unit_ids: new Expression('var.rampart_organizational_unit_ids'),
      }),
    }),
  ];
}
