import { roleChains } from '../../inventory/role-chains.ts';
import { RIGHT_CHANGES } from '../changes/iam-changes.ts';
import { defineCheck, fail, notApplicable, pass, unknown } from '../check.ts';
import { trustPolicyFix } from '../fix/trust-policy-fix.ts';

/** Roles that name each other as trusted; https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles.html (role chaining) */
export const roleChainCycle = defineCheck({
  id: 'role-chain-cycle',
  title: 'Roles that trust roles form no cycle',
  practice: 9,
  severity: 'info',
  resource: 'AWS::IAM::Role',
  reads: ['iam:GetAccountAuthorizationDetails'],
  changedBy: RIGHT_CHANGES,
  controls: [],
  equivalents: [],
  rationale:
    'Within a cycle every role is as strong as the strongest, and a session can renew itself for ever.',
  remediation: 'Take one of the trusts out, so that roles are assumed in one direction only.',
  fix: trustPolicyFix('without one of {evidence.trusts}'),
  evaluate(role, { inventory }) {
    const chain = roleChains(inventory).get(role.arn);
    if (!chain) return notApplicable();
    const { trusts, cycle, missing } = chain;
    const evidence = { trusts, cycle };
    if (cycle.length === 1) return fail(`${role.id} trusts itself.`, evidence);
    if (cycle.length > 1) return fail(`${role.id} is in a cycle of ${cycle.length} roles.`, evidence);
    if (missing) return unknown(missing, evidence);
    if (trusts.length === 0) return notApplicable();
    return pass(`${role.id} trusts roles and is in no cycle.`, evidence);
  },
});
