import { allowingStatements } from '../../inventory/allowing-statements.ts';
import { isBeyondDoubt, type Judged, judgedIn } from '../../inventory/escalations-of.ts';
import type { Unread } from '../../model/reading.ts';
import { RIGHT_CHANGES } from '../changes/iam-changes.ts';
import { defineCheck, fail, pass, unknown } from '../check.ts';
import { counted } from '../counted.ts';
import { ESCALATION_READS } from '../escalation-reads.ts';
import { BOUNDARIES_FIX } from '../fix/escalation-fix.ts';

/**
 * Effective administrators: users and roles that may write IAM without restriction by all their policies together,
 * within their boundaries and the organisation's policies. Sessions count as the role that they are of; service-linked
 * roles and the root user do not count.
 */
export const adminCount = defineCheck({
  id: 'admin-count',
  title: 'Few users and roles are administrators',
  practice: 4,
  severity: 'high',
  resource: 'AWS::::Account',
  reads: ESCALATION_READS,
  changedBy: RIGHT_CHANGES,
  controls: ['nist-800-53-r5:AC-6', 'nist-csf-2.0:PR.AA-05', 'iso-27001-2022:A.8.2', 'soc-2:CC6.3'],
  equivalents: [],
  rationale:
    'Each administrator is one more password, key, laptop or workload whose loss is the loss of the account.',
  remediation:
    'Give those who do not administer the account narrower policies, or raise administratorsPerAccount in rampart.yaml.',
  fix: BOUNDARIES_FIX,
  evaluate({ id }, { inventory, asOf, settings }) {
    const judged = judgedIn(inventory, asOf, id);
    const limit = settings.administratorsPerAccount;
    const certain = judged.filter(({ standing }) => isBeyondDoubt(standing.administrator));
    const possible = judged.filter((each) => !certain.includes(each) && doubtsAbout(each).length > 0);
    const evidence = {
      administratorsLimit: limit,
      principals: certain.map(({ principal }) => principal.arn),
      administrators: certain.map(({ principal, standing }) => ({
        principal: principal.arn,
        statements: standing.administrator ? allowingStatements(standing.administrator.found.requests) : [],
      })),
      perhaps: possible.map(({ principal }) => principal.arn),
    };
    const summary = `Account ${id} has ${counted(certain.length, 'administrator')}; the limit is ${limit}.`;
    if (certain.length > limit) return fail(summary, evidence);
    const gaps = LISTED.flatMap((type) => inventory.gaps(type, { account: id }));
    if (gaps.length > 0 || certain.length + possible.length > limit)
      return unknown([...gaps, ...possible.flatMap(doubtsAbout)], evidence);
    return pass(summary, evidence);
  },
});

const LISTED = ['AWS::IAM::User', 'AWS::IAM::Role'] as const;

/** What was not read and may make it an administrator, or hold it off from being one. */
function doubtsAbout({ standing: { administrator, unsure } }: Judged): readonly Unread[] {
  return administrator ? administrator.doubts : unsure;
}
