import { delegation } from '../../inventory/delegation.ts';
import { escalationsOf, isBeyondDoubt } from '../../inventory/escalations-of.ts';
import type { Role, User } from '../../model/resources/iam.ts';
import { RIGHT_CHANGES } from '../changes/iam-changes.ts';
import { type CheckContext, defineCheck, notApplicable, type Outcome, pass, unknown } from '../check.ts';
import { ESCALATION_READS } from '../escalation-reads.ts';
import { dedented } from '../fix/dedented.ts';
import { heldRightsOutcome } from '../held-rights-outcome.ts';
import { LEAST_PRIVILEGE } from '../least-privilege-controls.ts';

const COMMON = {
  practice: 6,
  severity: 'low',
  reads: ESCALATION_READS,
  changedBy: RIGHT_CHANGES,
  controls: LEAST_PRIVILEGE,
  equivalents: [],
  rationale:
    'Whoever makes users and roles for others decides what they may do. A boundary that must be on each keeps that within what the job needs.',
  remediation:
    'Let these statements hold only with StringEquals iam:PermissionsBoundary and the ARN of a boundary, and do not let the principal take it off.',
  fix: {
    cli: dedented(`
      # The boundary of all that {id} makes
      aws iam create-policy --policy-name delegated-boundary --policy-document file://<BOUNDARY-FILE>
      # Add to these statements the condition StringEquals iam:PermissionsBoundary = arn:{partition}:iam::{account}:policy/delegated-boundary: {evidence.statements}`),
    terraform: dedented(`
      # The boundary of all that {id} makes
      resource "aws_iam_policy" "delegated_boundary" {
        name   = "delegated-boundary"
        policy = "<BOUNDARY-DOCUMENT>"
      }

      # In place of these statements: {evidence.statements}
      data "aws_iam_policy_document" "bounded" {
        statement {
          actions   = ["iam:CreateRole", "iam:CreateUser"]
          resources = ["*"]

          condition {
            test     = "StringEquals"
            variable = "iam:PermissionsBoundary"
            values   = [aws_iam_policy.delegated_boundary.arn]
          }
        }
      }`),
  },
} as const;

/**
 * Administrators are for the checks of practice 4, and whoever becomes one by what it makes for
 * `principal-no-escalation`.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html#access_policies_boundaries-delegate
 */
export const boundaryOnDelegatedAdmins = [
  defineCheck({
    ...COMMON,
    id: 'boundary-on-delegated-admins-user',
    title: 'Users that make users or roles put a boundary on them',
    resource: 'AWS::IAM::User',
    evaluate: judge,
  }),
  defineCheck({
    ...COMMON,
    id: 'boundary-on-delegated-admins-role',
    title: 'Roles that make users or roles put a boundary on them',
    resource: 'AWS::IAM::Role',
    evaluate: judge,
  }),
];

function judge({ id, arn }: User | Role, { inventory, asOf }: CheckContext): Outcome {
  const judged = escalationsOf(inventory, asOf).get(arn);
  if (!judged || isBeyondDoubt(judged.standing.administrator)) return notApplicable();
  const { unbounded, bounded, takesOff } = delegation(inventory, arn, asOf);
  const within = (): Outcome =>
    heldRightsOutcome(
      takesOff(),
      (actions) => `${id} puts a boundary on what it makes, and takes it off again by ${actions}.`,
      () => pass(`${id} makes users or roles within a boundary.`),
    );
  return heldRightsOutcome(
    unbounded,
    (actions) => `${id} may call ${actions} without a permissions boundary on what it makes.`,
    () => {
      if (bounded.held.some(({ doubts }) => doubts.length === 0)) return within();
      const missing = [...bounded.missing, ...bounded.held.flatMap(({ doubts }) => doubts)];
      return missing.length > 0 ? unknown(missing) : notApplicable();
    },
  );
}
