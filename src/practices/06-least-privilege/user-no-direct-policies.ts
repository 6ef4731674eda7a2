import { defineCheck, fail, pass } from '../check.ts';

/** A permissions boundary grants nothing and is not counted. */
export const userNoDirectPolicies = defineCheck({
  id: 'user-no-direct-policies',
  title: 'Users get permissions through groups only',
  practice: 6,
  severity: 'low',
  resource: 'AWS::IAM::User',
  reads: ['iam:GetAccountAuthorizationDetails'],
  controls: [
    'cis-aws-1.4.0:1.15',
    'cis-aws-1.5.0:1.15',
    'cis-aws-2.0.0:1.15',
    'cis-aws-3.0.0:1.15',
    'cis-aws-4.0.0:1.15',
    'cis-aws-5.0.0:1.14',
    'cis-aws-6.0.0:2.14',
    'cis-aws-7.0.0:2.13',
    'aws-fsbp:IAM.2',
    'nist-800-53-r5:ac_2_1',
    'nist-800-53-r5:ac_3',
    'nist-800-53-r5:ac_6',
    'pci-dss-4.0:7.2.2.12',
    'pci-dss-4.0:7.3.1.8',
    'iso-27001-2022:A.5.15',
  ],
  equivalents: ['prowler:iam_policy_attached_only_to_group_or_roles', 'config:iam-user-no-policies-check'],
  rationale:
    'Permissions given one by one outlive the duty they were given for, and no review of groups finds them.',
  remediation:
    "Attach the policies to a group of the user's duty, add the user to it, and detach them from the user.",
  evaluate(user) {
    const attachedPolicies = user.attachedPolicies.map((policy) => policy.policyName);
    const inlinePolicies = user.inlinePolicies.map((policy) => policy.policyName);
    const names = [...attachedPolicies, ...inlinePolicies];
    const evidence = { attachedPolicies, inlinePolicies };
    return names.length > 0
      ? fail(`${user.id} has policies of its own: ${names.join(', ')}.`, evidence)
      : pass(`${user.id} has no policy of its own.`, evidence);
  },
});
