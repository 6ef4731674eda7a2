import { accountsNotEnteredThatMayAssume } from '../../inventory/accounts-not-entered.ts';
import { judgedIn } from '../../inventory/escalations-of.ts';
import { shadowAdministrators } from '../../inventory/shadow-administrators.ts';
import { arnName } from '../../model/arn.ts';
import { RIGHT_CHANGES } from '../changes/iam-changes.ts';
import { defineCheck, fail, pass, unknown } from '../check.ts';
import { counted } from '../counted.ts';
import { describePath, pathEvidence } from '../escalation-evidence.ts';
import { ESCALATION_READS } from '../escalation-reads.ts';
import { BOUNDARIES_FIX } from '../fix/escalation-fix.ts';
import { LEAST_PRIVILEGE } from '../least-privilege-controls.ts';

/**
 * Asked of the account: who is its administrator in all but name, from this account or another that was read, each by
 * its shortest way. Who assumes an administrator role with MFA, and has no way without, is let in by that role.
 * `principal-no-escalation` asks of each user and role what it can become, and tells all of its ways.
 */
export const adminShadow = defineCheck({
  id: 'admin-shadow',
  title: 'Nobody can make themselves administrator of the account',
  practice: 4,
  severity: 'critical',
  resource: 'AWS::::Account',
  reads: ESCALATION_READS,
  changedBy: RIGHT_CHANGES,
  controls: [...LEAST_PRIVILEGE, 'iso-27001-2022:A.8.2'],
  equivalents: [],
  rationale:
    'Whoever can become an administrator is one: the account has more of them than anybody counts, and guards none of them as such.',
  remediation:
    'Break the first step of each way by a narrower policy, a boundary or a stricter trust policy; or make the principal an administrator in name, and guard it as one.',
  fix: BOUNDARIES_FIX,
  evaluate({ id }, { inventory, asOf }) {
    const shadows = shadowAdministrators(inventory, asOf, id);
    const certain = shadows.filter(({ doubts }) => doubts.length === 0).map(({ found }) => found);
    const [first] = certain;
    if (first) {
      const others = certain.length - 1;
      const summary = `${arnName(first.principal)} can become administrator of account ${id}${others > 0 ? `, as can ${counted(others, 'other')}` : ''}: it ${describePath(first)}.`;
      return fail(summary, {
        principals: certain.map(({ principal }) => principal),
        ways: certain.map((path) => ({ principal: path.principal, ...pathEvidence(path) })),
      });
    }
    const missing = [
      ...shadows.flatMap(({ doubts }) => doubts),
      ...judgedIn(inventory, asOf, id).flatMap(({ standing: { administrator, unsure, mayBecome } }) =>
        administrator ? administrator.doubts : [...unsure, ...mayBecome],
      ),
      ...judgedIn(inventory, asOf, id).flatMap(({ principal, standing }) =>
        standing.administrator || standing.paths.length > 0
          ? accountsNotEnteredThatMayAssume(inventory, principal.arn)
          : [],
      ),
      ...LISTED.flatMap((type) => inventory.gaps(type, { account: id })),
    ];
    return missing.length > 0
      ? unknown(missing)
      : pass(`Nobody can become administrator of account ${id} who is none.`);
  },
});

const LISTED = ['AWS::IAM::User', 'AWS::IAM::Role'] as const;
