import { escalationsOf } from '../../inventory/escalations-of.ts';
import type { Role, User } from '../../model/resources/iam.ts';
import { RIGHT_CHANGES } from '../changes/iam-changes.ts';
import { type CheckContext, defineCheck, notApplicable, type Outcome } from '../check.ts';
import { escalationOutcome } from '../escalation-outcome.ts';
import { ESCALATION_READS } from '../escalation-reads.ts';
import { boundaryFix } from '../fix/escalation-fix.ts';
import { LEAST_PRIVILEGE } from '../least-privilege-controls.ts';

const COMMON = {
  practice: 6,
  severity: 'high',
  reads: ESCALATION_READS,
  changedBy: RIGHT_CHANGES,
  controls: LEAST_PRIVILEGE,
  equivalents: [
    'prowler:iam_policy_allows_privilege_escalation',
    'prowler:iam_inline_policy_allows_privilege_escalation',
  ],
  rationale:
    'Rights to give, pass or take over rights are all rights: a policy that looks narrow opens the whole account to whoever steals its holder.',
  remediation:
    'Take the statements of the first steps out, bind them by a condition such as iam:PassedToService or iam:PermissionsBoundary, or put a permissions boundary on the principal.',
} as const;

/** All its policies together, with what others trust it with. Administrators are for the checks of practice 4. */
export const principalNoEscalation = [
  defineCheck({
    ...COMMON,
    id: 'principal-no-escalation-user',
    title: 'Users cannot make themselves administrators',
    resource: 'AWS::IAM::User',
    fix: boundaryFix('user', '{id}', '{evidence.statements}'),
    evaluate: judge,
  }),
  defineCheck({
    ...COMMON,
    id: 'principal-no-escalation-role',
    title: 'Roles cannot make themselves administrators',
    resource: 'AWS::IAM::Role',
    fix: boundaryFix('role', '{id}', '{evidence.statements}'),
    evaluate: judge,
  }),
];

function judge({ arn }: User | Role, { inventory, asOf }: CheckContext): Outcome {
  const judged = escalationsOf(inventory, asOf).get(arn);
  return judged ? escalationOutcome(judged) : notApplicable();
}
