import { roleTrust } from '../../inventory/trust/role-trust.ts';
import { ROLE_TRUST_CHANGES } from '../changes/iam-changes.ts';
import { defineCheck, fail, notApplicable, pass, unknown } from '../check.ts';
import { trustPolicyFix } from '../fix/trust-policy-fix.ts';

/**
 * AWS stores a trusted user or role by its unique id, and shows that id once it is deleted; a namesake made later
 * has another. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html#principal-roles
 */
export const roleNotRecreatablePrincipal = defineCheck({
  id: 'role-not-recreatable-principal',
  title: 'Roles do not trust deleted principals',
  practice: 9,
  severity: 'medium',
  resource: 'AWS::IAM::Role',
  reads: ['iam:GetAccountAuthorizationDetails'],
  changedBy: [...ROLE_TRUST_CHANGES, 'iam:DeleteUser', 'iam:DeleteRole'],
  controls: ['nist-csf-2.0:PR.AA-05', 'iso-27001-2022:A.5.16'],
  equivalents: [],
  rationale:
    'Dead trust hides who is meant, and saving the policy again with the old name lets a new namesake in.',
  remediation:
    'Remove the unique id (AIDA…, AROA…) from the trust policy, or name the principal that replaced it.',
  fix: trustPolicyFix('without {evidence.deleted}'),
  evaluate(role, { inventory }) {
    const trust = roleTrust(inventory, role);
    if (trust.status === 'unread') return unknown(trust);
    const people = trust.value.filter((each) => each.kind !== 'service' && each.kind !== 'federated');
    if (people.length === 0) return notApplicable();
    const deleted = people.filter((each) => each.kind === 'unique-id').map((each) => each.value);
    return deleted.length > 0
      ? fail(`${role.id} trusts deleted principals: ${deleted.join(', ')}.`, { deleted })
      : pass(`${role.id} trusts no deleted principal.`, { deleted });
  },
});
