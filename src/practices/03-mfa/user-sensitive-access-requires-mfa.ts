import { principalReach } from '../../inventory/principal-reach.ts';
import { GRANT_ANYTHING, SILENCE_TRAIL, TAKE_OVER } from '../../inventory/wide-right.ts';
import { USER_RIGHT_CHANGES } from '../changes/iam-changes.ts';
import { defineCheck, notApplicable, pass, unknown } from '../check.ts';
import { ESCALATION_READS } from '../escalation-reads.ts';
import { dedented } from '../fix/dedented.ts';
import { heldRightsOutcome } from '../held-rights-outcome.ts';

const SENSITIVE = [...GRANT_ANYTHING, ...TAKE_OVER, ...SILENCE_TRAIL];

/**
 * A long-term key's requests carry no MFA at all, so that a Deny with `Bool` does not hold them off.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-multifactorauthpresent
 *
 * Sensitive is what writes IAM or silences a trail, whichever user, role or trail it is: a user's own keys and devices
 * are not. What a user reaches by assuming a role is for `role-human-trust-requires-mfa`.
 */
export const userSensitiveAccessRequiresMfa = defineCheck({
  id: 'user-sensitive-access-requires-mfa',
  title: 'Users write IAM and trails with MFA only',
  practice: 3,
  severity: 'high',
  resource: 'AWS::IAM::User',
  reads: ESCALATION_READS,
  changedBy: USER_RIGHT_CHANGES,
  controls: [
    'nist-800-53-r5:IA-2(1)',
    'nist-csf-2.0:PR.AA-03',
    'pci-dss-4.0:8.4.1',
    'iso-27001-2022:A.8.2',
    'iso-27001-2022:A.8.5',
    'soc-2:CC6.1',
    'hipaa:164.312(d)',
  ],
  equivalents: [],
  rationale:
    'An access key has no second factor of its own: a policy that does not ask for MFA gives all of it to whoever finds the key.',
  remediation:
    "Deny everything but the care of one's own devices without MFA, by a policy of the user or its groups.",
  fix: {
    cli: dedented(`
      # Programs that sign with the keys of the user are cut off: let them assume a role first
      aws iam create-policy --policy-name deny-without-mfa --policy-document '{"Version":"2012-10-17","Statement":[{"Effect":"Deny","NotAction":["iam:ChangePassword","iam:CreateVirtualMFADevice","iam:EnableMFADevice","iam:GetUser","iam:ListMFADevices","iam:ListVirtualMFADevices","iam:ResyncMFADevice","sts:GetSessionToken"],"Resource":"*","Condition":{"BoolIfExists":{"aws:MultiFactorAuthPresent":"false"}}}]}'
      aws iam create-group --group-name mfa-required
      aws iam attach-group-policy --group-name mfa-required --policy-arn arn:{partition}:iam::{account}:policy/deny-without-mfa
      aws iam add-user-to-group --group-name mfa-required --user-name {id}`),
    terraform: dedented(`
      resource "aws_iam_policy" "deny_without_mfa" {
        name = "deny-without-mfa"

        policy = jsonencode({
          Version = "2012-10-17"
          Statement = [{
            Effect = "Deny"
            NotAction = [
              "iam:ChangePassword",
              "iam:CreateVirtualMFADevice",
              "iam:EnableMFADevice",
              "iam:GetUser",
              "iam:ListMFADevices",
              "iam:ListVirtualMFADevices",
              "iam:ResyncMFADevice",
              "sts:GetSessionToken",
            ]
            Resource  = "*"
            Condition = { BoolIfExists = { "aws:MultiFactorAuthPresent" = "false" } }
          }]
        })
      }

      resource "aws_iam_group" "mfa_required" {
        name = "mfa-required"
      }

      resource "aws_iam_group_policy_attachment" "mfa_required" {
        group      = aws_iam_group.mfa_required.name
        policy_arn = aws_iam_policy.deny_without_mfa.arn
      }

      resource "aws_iam_user_group_membership" "mfa_required" {
        user   = "{id}"
        groups = [aws_iam_group.mfa_required.name]
      }`),
  },
  evaluate({ id, arn }, { inventory, asOf }) {
    const without = principalReach(inventory, arn, SENSITIVE, { asOf, mfa: false });
    if (!without) return notApplicable();
    return heldRightsOutcome(
      without,
      (actions) => `${id} may call ${actions} without MFA.`,
      () => {
        const [withMfa] = principalReach(inventory, arn, SENSITIVE, { asOf, mfa: true })?.held ?? [];
        if (!withMfa) return notApplicable();
        return withMfa.doubts.length > 0
          ? unknown(withMfa.doubts)
          : pass(`${id} writes IAM or trails with MFA only.`);
      },
    );
  },
});
