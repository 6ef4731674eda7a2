import { isAdministratorPolicy } from '../../inventory/administrators.ts';
import { defineCheck, fail, pass } from '../check.ts';
import { dedented } from '../fix/dedented.ts';

/** What a user gets through groups is for `admin-group-membership`. */
export const adminPolicyAttachedToUsers = defineCheck({
  id: 'admin-policy-attached-to-users',
  title: 'AdministratorAccess is not attached to users',
  practice: 4,
  severity: 'medium',
  resource: 'AWS::IAM::User',
  reads: ['iam:GetAccountAuthorizationDetails'],
  changedBy: ['iam:AttachUserPolicy'],
  controls: [
    'nist-800-53-r5:AC-6',
    'nist-800-53-r5:AC-6(10)',
    'nist-csf-2.0:PR.AA-05',
    'pci-dss-4.0:7.2.2',
    'iso-27001-2022:A.8.2',
    'soc-2:CC6.3',
  ],
  equivalents: ['prowler:iam_user_administrator_access_policy'],
  rationale:
    "Rights given to one person are forgotten when the duty changes, and the user's long-term credentials carry them everywhere.",
  remediation: 'Detach the policy, and let the person assume an administrator role for the time of the work.',
  fix: {
    cli: dedented(`
      # Let the person assume an administrator role first
      aws iam detach-user-policy --user-name {id} --policy-arn {evidence.policies[]}`),
    terraform:
      '# Where Terraform made it, delete the aws_iam_user_policy_attachment of {evidence.policies} to {id} from the configuration',
  },
  evaluate({ id, attachedPolicies, permissionsBoundary }) {
    const policies = attachedPolicies
      .map(({ policyArn }) => policyArn)
      .filter((policyArn) => isAdministratorPolicy(policyArn));
    const evidence = { policies, permissionsBoundary };
    return policies.length > 0
      ? fail(`AdministratorAccess is attached to ${id}.`, evidence)
      : pass(`AdministratorAccess is not attached to ${id}.`, evidence);
  },
});
