import { roleTrust } from '../../inventory/trust/role-trust.ts';
import { ROLE_TRUST_CHANGES } from '../changes/iam-changes.ts';
import { defineCheck, fail, notApplicable, pass, unknown } from '../check.ts';
import { trustPolicyFix } from '../fix/trust-policy-fix.ts';

/** An account's id and its `:root` both stand for everybody whom that account lets assume the role, as does `*` for all. */
const WIDE = new Set(['account', 'anyone']);

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html#principal-accounts */
export const roleTrustNoAccountRoot = defineCheck({
  id: 'role-trust-no-account-root',
  title: 'Roles trust named principals, not whole accounts',
  practice: 9,
  severity: 'low',
  resource: 'AWS::IAM::Role',
  reads: ['iam:GetAccountAuthorizationDetails'],
  changedBy: ROLE_TRUST_CHANGES,
  controls: [],
  equivalents: [],
  rationale:
    'Trusting an account leaves it to that account, and to whoever is administrator there, who gets in.',
  remediation:
    'Name the roles or users in the trust policy, or keep the account and add ArnLike aws:PrincipalArn for those meant.',
  fix: trustPolicyFix('with the roles and users that are meant in the place of their account'),
  evaluate(role, { inventory }) {
    const trust = roleTrust(inventory, role);
    if (trust.status === 'unread') return unknown(trust);
    const people = trust.value.filter((each) => each.kind !== 'service' && each.kind !== 'federated');
    if (people.length === 0) return notApplicable();
    const wide = people.filter((each) => WIDE.has(each.kind) && !each.narrowed).map((each) => each.value);
    const evidence = { trusted: people.map(({ kind, value, narrowed }) => ({ kind, value, narrowed })) };
    return wide.length > 0
      ? fail(`${role.id} trusts every principal of ${wide.map(named).join(', ')}.`, evidence)
      : pass(`${role.id} trusts named principals.`, evidence);
  },
});

function named(principal: string): string {
  return principal === '*' ? 'any account' : principal;
}
