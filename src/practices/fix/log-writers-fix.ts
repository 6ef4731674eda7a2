import type { Fix } from '../check.ts';
import { dedented } from './dedented.ts';

const ACTIONS =
  '"cloudtrail:StopLogging","cloudtrail:DeleteTrail","cloudtrail:UpdateTrail","cloudtrail:PutEventSelectors"';

/** Of users and roles that the evidence tells, with their `statements`. */
export const LOG_WRITERS_FIX: Fix = {
  cli: dedented(`
    # Narrow these statements: {evidence.statements}
    # They are of: {evidence.principals}
    # In an organisation, in its management account, this holds everybody else off meanwhile
    aws organizations create-policy --name protect-trail --type SERVICE_CONTROL_POLICY --description 'Trails stay on' --content '{"Version":"2012-10-17","Statement":[{"Sid":"KeepTheTrail","Effect":"Deny","Action":[${ACTIONS}],"Resource":"*","Condition":{"ArnNotLike":{"aws:PrincipalArn":"<ADMINISTRATOR-ROLE-ARN>"}}}]}'
    aws organizations attach-policy --policy-id <POLICY-ID> --target-id {account}`),
  terraform: dedented(`
    # Narrow these statements: {evidence.statements}
    # They are of: {evidence.principals}
    # In an organisation, in its management account, this holds everybody else off meanwhile
    resource "aws_organizations_policy" "protect_trail" {
      name = "protect-trail"
      type = "SERVICE_CONTROL_POLICY"

      content = jsonencode({
        Version = "2012-10-17"
        Statement = [{
          Sid    = "KeepTheTrail"
          Effect = "Deny"
          Action = [
            "cloudtrail:StopLogging",
            "cloudtrail:DeleteTrail",
            "cloudtrail:UpdateTrail",
            "cloudtrail:PutEventSelectors",
          ]
          Resource  = "*"
          Condition = { ArnNotLike = { "aws:PrincipalArn" = "<ADMINISTRATOR-ROLE-ARN>" } }
        }]
      })
    }

    resource "aws_organizations_policy_attachment" "protect_trail" {
      policy_id = aws_organizations_policy.protect_trail.id
      target_id = "{account}"
    }`),
};

/** Of whoever reads the files of a trail, of the account or of another. */
export const TRAIL_READERS_FIX: Fix = {
  cli: dedented(`
    # Narrow these statements: {evidence.statements}
    # They let in: {evidence.principals}
    # Those that are of the policy of the bucket: keep what the first command shows, and save it without them as a file
    aws s3api get-bucket-policy --bucket {evidence.bucket|name} --query Policy --output text
    aws s3api put-bucket-policy --bucket {evidence.bucket|name} --policy file://<BUCKET-POLICY-FILE>`),
  terraform: dedented(`
    # Narrow these statements: {evidence.statements}
    # They let in: {evidence.principals}
    # Those that are of the policy of the bucket go out of it
    resource "aws_s3_bucket_policy" "this" {
      bucket = "{evidence.bucket|name}"
      policy = file("<BUCKET-POLICY-FILE>")
    }`),
};

/** The same where they lack MFA. */
export const LOG_WRITERS_MFA_FIX: Fix = {
  cli: dedented(`
    # For each of these users: {evidence.principals}
    # A role among them asks for MFA in its trust policy instead
    aws iam create-policy --policy-name trail-with-mfa --policy-document '{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Action":[${ACTIONS},"s3:*","kms:*"],"Resource":"*","Condition":{"BoolIfExists":{"aws:MultiFactorAuthPresent":"false"}}}]}'
    aws iam attach-user-policy --user-name <USER-NAME> --policy-arn arn:{partition}:iam::{account}:policy/trail-with-mfa`),
  terraform: dedented(`
    # For each of these users: {evidence.principals}
    # A role among them asks for MFA in its trust policy instead
    resource "aws_iam_policy" "trail_with_mfa" {
      name = "trail-with-mfa"

      policy = jsonencode({
        Version = "2012-10-17"
        Statement = [{
          Effect = "Deny"
          Action = [
            "cloudtrail:StopLogging",
            "cloudtrail:DeleteTrail",
            "cloudtrail:UpdateTrail",
            "cloudtrail:PutEventSelectors",
            "s3:*",
            "kms:*",
          ]
          Resource  = "*"
          Condition = { BoolIfExists = { "aws:MultiFactorAuthPresent" = "false" } }
        }]
      })
    }

    resource "aws_iam_user_policy_attachment" "trail_with_mfa" {
      user       = "<USER-NAME>"
      policy_arn = aws_iam_policy.trail_with_mfa.arn
    }`),
};
