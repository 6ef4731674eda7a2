import { defineCheck, fail, pass } from '../check.ts';
import { dedented } from '../fix/dedented.ts';

/** A permissions boundary grants nothing and is not counted. */
export const userNoDirectPolicies = defineCheck({
  id: 'user-no-direct-policies',
  title: 'Users get permissions through groups only',
  practice: 6,
  severity: 'low',
  resource: 'AWS::IAM::User',
  reads: ['iam:GetAccountAuthorizationDetails'],
  changedBy: ['iam:PutUserPolicy', 'iam:AttachUserPolicy'],
  controls: [
    'cis-aws-1.4.0:1.15',
    'cis-aws-1.5.0:1.15',
    'cis-aws-2.0.0:1.15',
    'cis-aws-3.0.0:1.15',
    'cis-aws-4.0.0:1.15',
    'cis-aws-5.0.0:1.14',
    'cis-aws-6.0.0:2.14',
    'cis-aws-7.0.0:2.13',
    'aws-fsbp:IAM.2',
    'nist-800-53-r5:AC-3(7)',
    'soc-2:CC6.3',
  ],
  equivalents: ['prowler:iam_policy_attached_only_to_group_or_roles', 'config:iam-user-no-policies-check'],
  rationale:
    'Permissions given one by one outlive the duty they were given for, and no review of groups finds them.',
  remediation:
    "Attach the policies to a group of the user's duty, add the user to it, and detach them from the user.",
  fix: {
    cli: dedented(`
      # The group gets what the user keeps. Of an inline policy make a managed one first
      aws iam create-group --group-name <GROUP-NAME>
      aws iam add-user-to-group --group-name <GROUP-NAME> --user-name {id}
      aws iam attach-group-policy --group-name <GROUP-NAME> --policy-arn {evidence.attachedPolicyArns[]} && aws iam detach-user-policy --user-name {id} --policy-arn {evidence.attachedPolicyArns[]}
      aws iam attach-group-policy --group-name <GROUP-NAME> --policy-arn <POLICY-ARN> && aws iam delete-user-policy --user-name {id} --policy-name {evidence.inlinePolicies[]}`),
    terraform: dedented(`
      resource "aws_iam_group" "this" {
        name = "<GROUP-NAME>"
      }

      resource "aws_iam_group_policy_attachment" "this" {
        for_each   = toset({evidence.attachedPolicyArns})
        group      = aws_iam_group.this.name
        policy_arn = each.value
      }

      resource "aws_iam_user_group_membership" "this" {
        user   = "{id}"
        groups = [aws_iam_group.this.name]
      }

      # Delete the aws_iam_user_policy_attachment and aws_iam_user_policy of the user from the configuration`),
  },
  evaluate(user) {
    const attachedPolicies = user.attachedPolicies.map((policy) => policy.policyName);
    const inlinePolicies = user.inlinePolicies.map((policy) => policy.policyName);
    const names = [...attachedPolicies, ...inlinePolicies];
    const attachedPolicyArns = user.attachedPolicies.map((policy) => policy.policyArn);
    const evidence = { attachedPolicies, attachedPolicyArns, inlinePolicies };
    return names.length > 0
      ? fail(`${user.id} has policies of its own: ${names.join(', ')}.`, evidence)
      : pass(`${user.id} has no policy of its own.`, evidence);
  },
});
