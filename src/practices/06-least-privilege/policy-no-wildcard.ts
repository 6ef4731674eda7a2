import { ASSUME_ROLE, DECRYPT, PASS_ROLE } from '../../inventory/wide-right.ts';
import { LEAST_PRIVILEGE } from '../least-privilege-controls.ts';
import { type PolicyRight, policyRightChecks } from '../policy-right-checks.ts';

const RIGHTS: readonly PolicyRight[] = [
  {
    id: 'policy-no-wildcard-pass-role',
    what: 'leave to pass any role',
    severity: 'high',
    rights: [[PASS_ROLE]],
    controls: { managed: LEAST_PRIVILEGE, inline: LEAST_PRIVILEGE },
    equivalents: { managed: [], inline: [] },
    rationale:
      'Who passes any role to a service acts through the service as the strongest of them, an administrator among them.',
    remediation:
      'Name the roles, or a path that only they have, in Resource, and the service in iam:PassedToService.',
  },
  {
    id: 'policy-no-wildcard-assume-role',
    what: 'leave to assume any role',
    severity: 'high',
    rights: [[ASSUME_ROLE]],
    controls: { managed: LEAST_PRIVILEGE, inline: LEAST_PRIVILEGE },
    equivalents: { managed: ['prowler:iam_no_custom_policy_permissive_role_assumption'], inline: [] },
    rationale:
      'Every role that trusts the account, in this one or another, is then open to whoever holds the policy.',
    remediation: 'Name the roles that the holder works with in Resource.',
  },
  {
    id: 'policy-no-wildcard-decrypt',
    what: 'leave to decrypt with any KMS key',
    severity: 'medium',
    rights: [DECRYPT],
    controls: {
      managed: ['aws-fsbp:KMS.1', ...LEAST_PRIVILEGE],
      inline: ['aws-fsbp:KMS.2', ...LEAST_PRIVILEGE],
    },
    equivalents: {
      managed: ['config:iam-customer-policy-blocked-kms-actions'],
      inline: ['config:iam-inline-policy-blocked-kms-actions'],
    },
    rationale:
      'What is encrypted with any key of the account can be read by the holder wherever it gets hold of it.',
    remediation: 'Name the keys that the holder needs in Resource.',
  },
];

/**
 * Of any name, whichever pattern says so, with MFA or through a service as with nothing else; roles by a tag, a path
 * or a part of their name are not any. AWS asks a role's trust policy and a key's policy too, which mostly leave it
 * to the account.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html
 */
export const policyNoWildcard = RIGHTS.flatMap(policyRightChecks);
