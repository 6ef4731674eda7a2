import type { PrincipalView } from '../../iam/index.ts';
import { escalationsOf, type Standing } from '../../inventory/escalations-of.ts';
import { type Assumer, type Assumers, roleAssumers } from '../../inventory/role-assumers.ts';
import { trustsOtherAccounts } from '../../inventory/trust/role-trust.ts';
import type { JsonObject } from '../../model/json.ts';
import type { Role } from '../../model/resources/iam.ts';
import { RIGHT_CHANGES } from '../changes/iam-changes.ts';
import { defineCheck, fail, notApplicable, type Outcome, pass, unknown } from '../check.ts';
import { counted } from '../counted.ts';
import { describePath, pathEvidence } from '../escalation-evidence.ts';
import { ESCALATION_READS } from '../escalation-reads.ts';
import { trustPolicyFix } from '../fix/trust-policy-fix.ts';
import { requestEvidence } from '../request-evidence.ts';

/**
 * Asked of the role where the chain enters its account: whether users and roles of another account that was read, who are
 * no administrators there, may assume it without MFA, and it is an administrator or can become one. Accounts that nobody
 * read are for `role-trust-known-accounts` and `admin-role-external-trust`.
 */
export const roleCrossAccountEscalation = defineCheck({
  id: 'role-cross-account-escalation',
  title: 'No chain of roles across accounts ends in an administrator',
  practice: 9,
  severity: 'critical',
  resource: 'AWS::IAM::Role',
  reads: ESCALATION_READS,
  changedBy: RIGHT_CHANGES,
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
    'An account is as safe as the weakest one from which its administrators can be reached, and nobody who looks at one account sees the chain.',
  remediation:
    'Trust those who are meant by name and with MFA, or take from the role what leads on to an administrator.',
  fix: trustPolicyFix('without {evidence.callers}', {
    condition: 'Bool = { "aws:MultiFactorAuthPresent" = "true" }',
  }),
  evaluate(role, { inventory, asOf }) {
    const judged = escalationsOf(inventory, asOf).get(role.arn);
    if (!judged) return notApplicable();
    const trusts = trustsOtherAccounts(inventory, role);
    const isOther = ({ account }: PrincipalView): boolean => account !== role.account;
    const callers = roleAssumers(inventory, role, { asOf, who: isOther, mfa: false });
    if (trusts.status === 'unread' || callers.status === 'unread') return unknown([trusts, callers]);
    if (!trusts.value) return notApplicable();
    return judge(role, judged.standing, callers.value);
  },
});

function judge(role: Role, standing: Standing, { found, missing }: Assumers): Outcome {
  const { administrator, paths, unsure, mayBecome } = standing;
  const way = administrator ?? paths.find(({ doubts }) => doubts.length === 0) ?? paths[0];
  const certain = found.filter(({ doubts }) => doubts.length === 0);
  const [first] = certain;
  if (way?.doubts.length === 0 && first) {
    const what = 'steps' in way.found ? describePath(way.found) : 'is an administrator';
    const others = certain.length > 1 ? ` and ${counted(certain.length - 1, 'other')}` : '';
    const evidence = evidenceOf(certain, first, 'steps' in way.found ? pathEvidence(way.found) : null);
    return fail(
      `${first.principal.name} of account ${first.principal.account}${others} may assume ${role.id}, which ${what}.`,
      evidence,
    );
  }
  const leads = way ? way.doubts : [...unsure, ...mayBecome];
  const enters = found.length > 0 ? found.flatMap(({ doubts }) => doubts) : missing;
  const mayLead = way !== undefined || leads.length > 0;
  const mayEnter = found.length > 0 || missing.length > 0;
  if (mayLead && mayEnter) return unknown([...leads, ...enters]);
  return pass(`Nobody comes by ${role.id} from another account to an administrator.`);
}

function evidenceOf(certain: readonly Assumer[], first: Assumer, onward: JsonObject | null): JsonObject {
  return {
    callers: certain.map(({ principal }) => principal.arn),
    witness: requestEvidence(first.allowed.request),
    onward,
  };
}
