import { escalationsOf, isBeyondDoubt } from '../../inventory/escalations-of.ts';
import { principalReach } from '../../inventory/principal-reach.ts';
import { READ_OBJECT, READ_PARAMETER, READ_SECRET } from '../../inventory/wide-right.ts';
import type { Role, User } from '../../model/resources/iam.ts';
import { RIGHT_CHANGES } from '../changes/iam-changes.ts';
import { type CheckContext, defineCheck, notApplicable, type Outcome, pass } from '../check.ts';
import { ESCALATION_READS } from '../escalation-reads.ts';
import { boundaryFix } from '../fix/escalation-fix.ts';
import { heldRightsOutcome } from '../held-rights-outcome.ts';
import { LEAST_PRIVILEGE } from '../least-privilege-controls.ts';

const READ_EVERYTHING = [...READ_OBJECT, ...READ_SECRET, ...READ_PARAMETER];

const COMMON = {
  practice: 6,
  severity: 'medium',
  reads: ESCALATION_READS,
  changedBy: RIGHT_CHANGES,
  controls: LEAST_PRIVILEGE,
  equivalents: [],
  rationale:
    'Whoever steals its credentials carries off the data of every application at once, not of the one that it serves.',
  remediation:
    'Name the buckets, secrets and parameters that it reads in the Resource of these statements, by their names or a path.',
} as const;

/** All its policies together. Administrators read everything, and are for the checks of practice 4. */
export const principalNoDataExfiltration = [
  defineCheck({
    ...COMMON,
    id: 'principal-no-data-exfiltration-user',
    title: 'Users do not read every bucket, secret or parameter',
    resource: 'AWS::IAM::User',
    fix: boundaryFix('user', '{id}', '{evidence.statements}'),
    evaluate: judge,
  }),
  defineCheck({
    ...COMMON,
    id: 'principal-no-data-exfiltration-role',
    title: 'Roles do not read every bucket, secret or parameter',
    resource: 'AWS::IAM::Role',
    fix: boundaryFix('role', '{id}', '{evidence.statements}'),
    evaluate: judge,
  }),
];

function judge({ id, arn }: User | Role, { inventory, asOf }: CheckContext): Outcome {
  const judged = escalationsOf(inventory, asOf).get(arn);
  if (!judged || isBeyondDoubt(judged.standing.administrator)) return notApplicable();
  const reach = principalReach(inventory, arn, READ_EVERYTHING, { asOf, mfa: true });
  if (!reach) return notApplicable();
  return heldRightsOutcome(
    reach,
    (actions) => `${id} may call ${actions} on whatever there is.`,
    () => pass(`${id} does not read every bucket, secret or parameter.`),
  );
}
