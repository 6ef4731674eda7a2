import { roleActivity } from '../../inventory/last-activity.ts';
import { roleTrust } from '../../inventory/trust/role-trust.ts';
import { daysBetween } from '../../model/days.ts';
import { defineCheck, fail, notApplicable, pass, unknown } from '../check.ts';
import { counted } from '../counted.ts';
import { trustPolicyFix } from '../fix/trust-policy-fix.ts';

/** Without recorded use the days count from the role's creation. */
export const roleCrossAccountUnused = defineCheck({
  id: 'role-cross-account-unused',
  title: 'Roles that other accounts may assume are in use',
  practice: 9,
  severity: 'medium',
  resource: 'AWS::IAM::Role',
  reads: ['iam:GetAccountAuthorizationDetails'],
  controls: ['nist-csf-2.0:PR.AA-05', 'iso-27001-2022:A.5.18', 'soc-2:CC6.3'],
  equivalents: [],
  rationale:
    "A door to another account that nobody uses is still open when that account, or a former vendor's, is taken.",
  remediation: 'Remove the other account from the trust policy, or delete the role.',
  fix: trustPolicyFix('without account {evidence.trusted}'),
  evaluate(role, { inventory, asOf, settings }) {
    const trust = roleTrust(inventory, role);
    if (trust.status === 'unread') return unknown(trust);
    const strangers = trust.value.filter(
      ({ kind, account }) => kind === 'anyone' || (account !== null && account !== role.account),
    );
    if (strangers.length === 0) return notApplicable();
    const { lastUsed, since, missing } = roleActivity(role);
    const limit = settings.principalUnusedDays;
    const idle = daysBetween(since, asOf, 'iam:GetAccountAuthorizationDetails');
    const trusted = [...new Set(strangers.map((each) => each.account ?? each.value))];
    if (idle.status === 'unread') return unknown([idle, ...missing], { trusted });
    const evidence = {
      trusted,
      createDate: role.createDate,
      lastUsed,
      unusedDays: idle.value,
      unusedDaysLimit: limit,
    };
    const use = lastUsed
      ? `was last used ${counted(idle.value, 'day')} ago`
      : `has no recorded use in ${counted(idle.value, 'day')}`;
    const summary = `${role.id}, which ${trusted.map(named).join(', ')} may assume, ${use}.`;
    if (idle.value < limit) return pass(summary, evidence);
    return missing.length > 0 ? unknown(missing, evidence) : fail(summary, evidence);
  },
});

function named(trusted: string): string {
  if (trusted === '*') return 'any account';
  return /^\d{12}$/.test(trusted) ? `account ${trusted}` : trusted;
}
