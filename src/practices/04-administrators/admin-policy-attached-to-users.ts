import { isAdministratorPolicy } from '../../inventory/administrators.ts';
import { defineCheck, fail, pass } from '../check.ts';

/** What a user gets through groups is for `admin-group-membership`. */
export const adminPolicyAttachedToUsers = defineCheck({
  id: 'admin-policy-attached-to-users',
  title: 'AdministratorAccess is not attached to users',
  practice: 4,
  severity: 'medium',
  resource: 'AWS::IAM::User',
  reads: ['iam:GetAccountAuthorizationDetails'],
  controls: [
    'nist-800-53-r5:ac_6',
    'pci-dss-4.0:7.2.1.19',
    'pci-dss-4.0:7.2.2.19',
    'pci-dss-4.0:7.2.5.13',
    'pci-dss-4.0:7.3.1.13',
    'pci-dss-4.0:7.3.2.13',
    'pci-dss-4.0:8.2.7.13',
  ],
  equivalents: ['prowler:iam_user_administrator_access_policy'],
  rationale:
    "Rights given to one person are forgotten when the duty changes, and the user's long-term credentials carry them everywhere.",
  remediation: 'Detach the policy, and let the person assume an administrator role for the time of the work.',
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
