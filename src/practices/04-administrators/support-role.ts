import type { Inventory } from '../../inventory/inventory.ts';
import type { Role } from '../../model/resources/iam.ts';
import { defineCheck, fail, pass, unknown } from '../check.ts';
import { dedented } from '../fix/dedented.ts';

const SUPPORT_ACCESS = /^arn:[^:]+:iam::aws:policy\/AWSSupportAccess$/;

/** https://docs.aws.amazon.com/aws-managed-policy/latest/reference/AWSSupportAccess.html */
export const supportRole = defineCheck({
  id: 'support-role',
  title: 'A role may talk to AWS Support',
  practice: 4,
  severity: 'low',
  resource: 'AWS::::Account',
  reads: ['iam:GetAccountAuthorizationDetails'],
  changedBy: ['iam:DetachRolePolicy'],
  controls: [
    'cis-aws-1.4.0:1.17',
    'cis-aws-1.5.0:1.17',
    'cis-aws-2.0.0:1.17',
    'cis-aws-3.0.0:1.17',
    'cis-aws-4.0.0:1.17',
    'cis-aws-5.0.0:1.16',
    'cis-aws-6.0.0:2.16',
    'cis-aws-7.0.0:2.15',
  ],
  equivalents: ['prowler:iam_support_role_created', 'config:iam-policy-in-use'],
  rationale:
    'In an incident nobody then has to become administrator, or root, just to open a case with AWS Support.',
  remediation: 'Make a role with the AWS managed policy AWSSupportAccess for those who handle incidents.',
  fix: {
    cli: dedented(`
      aws iam create-role --role-name support --assume-role-policy-document '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"<PRINCIPAL-ARN>"},"Action":"sts:AssumeRole"}]}'
      aws iam attach-role-policy --role-name support --policy-arn arn:{partition}:iam::aws:policy/AWSSupportAccess`),
    terraform: dedented(`
      resource "aws_iam_role" "support" {
        name = "support"
        assume_role_policy = jsonencode({
          Version = "2012-10-17"
          Statement = [{
            Effect    = "Allow"
            Principal = { AWS = "<PRINCIPAL-ARN>" }
            Action    = "sts:AssumeRole"
          }]
        })
      }

      resource "aws_iam_role_policy_attachment" "support" {
        role       = aws_iam_role.support.name
        policy_arn = "arn:{partition}:iam::aws:policy/AWSSupportAccess"
      }`),
  },
  evaluate({ id }, { inventory }) {
    const roles = supportRoles(inventory).get(id) ?? [];
    const evidence = { roles: roles.map((role) => role.arn) };
    const names = roles.map((role) => role.id).join(', ');
    if (roles.length > 0) return pass(`AWSSupportAccess is attached to ${names}.`, evidence);
    const gaps = inventory.gaps('AWS::IAM::Role', { account: id });
    return gaps.length > 0
      ? unknown(gaps, evidence)
      : fail(`No role of account ${id} has AWSSupportAccess.`, evidence);
  },
});

function supportRoles(inventory: Inventory): ReadonlyMap<string, readonly Role[]> {
  return inventory.derive('support roles by account', () =>
    Map.groupBy(
      inventory
        .of('AWS::IAM::Role')
        .filter((role) => role.attachedPolicies.some(({ policyArn }) => SUPPORT_ACCESS.test(policyArn))),
      (role) => role.account,
    ),
  );
}
