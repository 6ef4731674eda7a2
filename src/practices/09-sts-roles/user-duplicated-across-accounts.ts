import { sameUserElsewhere } from '../../inventory/same-person.ts';
import { defineCheck, fail, notApplicable, pass, unknown } from '../check.ts';
import { dedented } from '../fix/dedented.ts';

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/tutorial_cross-account-with-roles.html: one user, roles elsewhere. */
export const userDuplicatedAcrossAccounts = defineCheck({
  id: 'user-duplicated-across-accounts',
  title: 'Nobody is an IAM user in more than one account',
  practice: 9,
  severity: 'medium',
  resource: 'AWS::IAM::User',
  reads: ['iam:GetAccountAuthorizationDetails'],
  changedBy: ['iam:CreateUser'],
  controls: [
    'cis-aws-1.4.0:1.21',
    'cis-aws-1.5.0:1.21',
    'cis-aws-2.0.0:1.21',
    'cis-aws-3.0.0:1.21',
    'cis-aws-4.0.0:1.21',
    'cis-aws-5.0.0:1.20',
    'cis-aws-6.0.0:2.20',
    'cis-aws-7.0.0:2.19',
    'nist-800-53-r5:IA-5(8)',
    'nist-csf-2.0:PR.AA-01',
    'iso-27001-2022:A.5.16',
  ],
  equivalents: [],
  rationale:
    'Each copy has its own password and keys to lose, and one of them is forgotten on the day somebody leaves.',
  remediation: 'Keep one user (better: IAM Identity Center), and let it assume roles in the other accounts.',
  fix: {
    cli: dedented(`
      # Where the user of the other account is the one to keep: a role here that it assumes, with the policies that this user has
      aws iam create-role --role-name <ROLE-NAME> --assume-role-policy-document '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":{evidence.elsewhere}},"Action":"sts:AssumeRole","Condition":{"Bool":{"aws:MultiFactorAuthPresent":"true"}}}]}'
      aws iam attach-role-policy --role-name <ROLE-NAME> --policy-arn <POLICY-ARN>
      # Once the person works by the role, and this user has no password, key, device, policy and group left: aws iam delete-user --user-name {id}`),
    terraform: dedented(`
      # Where the user of the other account is the one to keep; then delete the aws_iam_user {id} from the configuration
      resource "aws_iam_role" "this" {
        name = "<ROLE-NAME>"
        assume_role_policy = jsonencode({
          Version = "2012-10-17"
          Statement = [{
            Effect    = "Allow"
            Principal = { AWS = {evidence.elsewhere} }
            Action    = "sts:AssumeRole"
            Condition = { Bool = { "aws:MultiFactorAuthPresent" = "true" } }
          }]
        })
      }

      resource "aws_iam_role_policy_attachment" "this" {
        role       = aws_iam_role.this.name
        policy_arn = "<POLICY-ARN>"
      }`),
  },
  evaluate(user, { inventory }) {
    const { notEntered } = inventory.snapshot.header;
    if (inventory.accounts.length + notEntered.length < 2) return notApplicable();
    const copies = sameUserElsewhere(inventory, user);
    const evidence = { elsewhere: copies.map((each) => each.arn).toSorted() };
    if (copies.length > 0) {
      const accounts = [...new Set(copies.map((each) => each.account))].toSorted().join(', ');
      return fail(`${user.id} is a user of ${accounts} too.`, evidence);
    }
    const users = inventory.all('AWS::IAM::User');
    if (users.status === 'unread') return unknown(inventory.gaps('AWS::IAM::User'), evidence);
    return pass(`${user.id} is a user in one of ${inventory.accounts.length} accounts.`, evidence);
  },
});
