import { allowingStatements } from '../../inventory/allowing-statements.ts';
import { escalationsOf } from '../../inventory/escalations-of.ts';
import { nameOfOutsider } from '../../inventory/outsider.ts';
import { outsideTrust } from '../../inventory/trust/outside-trust.ts';
import { ROLE_RIGHT_CHANGES } from '../changes/iam-changes.ts';
import { defineCheck, fail, notApplicable, pass, unknown } from '../check.ts';
import { ESCALATION_READS } from '../escalation-reads.ts';
import { trustPolicyFix } from '../fix/trust-policy-fix.ts';
import { requestEvidence } from '../request-evidence.ts';

/**
 * Accounts of `trustedAccounts` count as outside too: a partner may be known, and still administers another's account.
 * Identity providers are for `role-oidc-subject-scoped`.
 */
export const adminRoleExternalTrust = defineCheck({
  id: 'admin-role-external-trust',
  title: 'Administrator roles are assumed from within the organisation only',
  practice: 4,
  severity: 'critical',
  resource: 'AWS::IAM::Role',
  reads: ESCALATION_READS,
  changedBy: ROLE_RIGHT_CHANGES,
  controls: [
    'nist-800-53-r5:AC-3',
    'nist-800-53-r5:AC-6',
    'nist-csf-2.0:PR.AA-05',
    'pci-dss-4.0:7.2.2',
    'iso-27001-2022:A.8.2',
    'iso-27001-2022:A.8.3',
    'soc-2:CC6.1',
    'soc-2:CC6.3',
    'hipaa:164.308(a)(3)(i)',
    'hipaa:164.312(a)(1)',
  ],
  equivalents: [],
  rationale:
    'Whoever breaks into the other organisation is administrator here too, and leaves no sign-in that anybody here would watch.',
  remediation:
    'Give the outsiders a role of their own with what they need, and take them out of the trust policy of the administrator role.',
  fix: trustPolicyFix('without {evidence.outsiders}'),
  evaluate(role, { inventory, asOf }) {
    const judged = escalationsOf(inventory, asOf).get(role.arn);
    if (!judged) return notApplicable();
    const { administrator, unsure } = judged.standing;
    if (!administrator && unsure.length === 0) return notApplicable();
    const outsiders = outsideTrust(inventory, role);
    if (outsiders.status === 'unread') return unknown(outsiders);
    const [first] = outsiders.value;
    const whether = administrator ? administrator.doubts : unsure;
    if (!first && whether.length > 0) return unknown(whether);
    if (!first) return pass(`Nobody outside the organisation may assume ${role.id}.`);
    const certain = outsiders.value.filter(({ doubt }) => doubt === null);
    const evidence = {
      outsiders: outsiders.value.map(nameOfOutsider),
      statements: administrator ? allowingStatements(administrator.found.requests) : [],
      witness: requestEvidence((certain[0] ?? first).witness),
    };
    const missing = [...whether, ...(certain.length === 0 && first.doubt ? [first.doubt] : [])];
    if (missing.length > 0) return unknown(missing, evidence);
    const names = certain.map(nameOfOutsider).join(', ');
    return fail(`${role.id} is an administrator and may be assumed from ${names}.`, evidence);
  },
});
