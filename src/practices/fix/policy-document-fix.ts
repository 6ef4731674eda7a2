import type { Fix } from '../check.ts';
import { dedented } from './dedented.ts';

type HolderType = 'AWS::IAM::User' | 'AWS::IAM::Group' | 'AWS::IAM::Role';

/** As the AWS CLI and Terraform call the holder of an inline policy: `put-user-policy --user-name`. */
const KIND: Readonly<Record<HolderType, 'user' | 'group' | 'role'>> = {
  'AWS::IAM::User': 'user',
  'AWS::IAM::Group': 'group',
  'AWS::IAM::Role': 'role',
};

/** Makes a managed policy of each inline one, and attaches it before the inline one goes. */
export function inlinePolicyFix(holder: HolderType): Fix {
  const kind = KIND[holder];
  return {
    cli: dedented(`
      # Save what the first command shows as a file, and review it
      aws iam get-${kind}-policy --${kind}-name {id} --policy-name {evidence.inlinePolicies[]} --query PolicyDocument
      aws iam create-policy --policy-name {evidence.inlinePolicies[]} --policy-document file://<POLICY-FILE>
      aws iam attach-${kind}-policy --${kind}-name {id} --policy-arn arn:{partition}:iam::{account}:policy/{evidence.inlinePolicies[]} && aws iam delete-${kind}-policy --${kind}-name {id} --policy-name {evidence.inlinePolicies[]}`),
    terraform: dedented(`
      # With the document of each inline policy as a file of its name
      resource "aws_iam_policy" "this" {
        for_each = toset({evidence.inlinePolicies})
        name     = each.value
        policy   = file(format("%s.json", each.value))
      }

      resource "aws_iam_${kind}_policy_attachment" "this" {
        for_each   = aws_iam_policy.this
        ${kind.padEnd('policy_arn'.length)} = "{id}"
        policy_arn = each.value.arn
      }

      # Then delete the aws_iam_${kind}_policy of {id} from the configuration, where Terraform made it`),
  };
}

/** Puts a narrower document in a policy's place: the finding's managed policy, or a principal's inline one. */
export function narrowerPolicyFix(holder: HolderType | 'AWS::IAM::ManagedPolicy'): Fix {
  return holder === 'AWS::IAM::ManagedPolicy' ? MANAGED : narrowerInlineFix(KIND[holder]);
}

const MANAGED: Fix = {
  cli: dedented(`
    # Which actions were used last, as the second command tells by the JobId of the first
    aws iam generate-service-last-accessed-details --arn {arn} --granularity ACTION_LEVEL
    aws iam get-service-last-accessed-details --job-id <JOB-ID>
    # Save the narrower document as a file. The version before stays, and set-default-policy-version takes it back
    aws iam list-policy-versions --policy-arn {arn}
    aws iam get-policy-version --policy-arn {arn} --version-id <DEFAULT-VERSION-ID>
    aws iam create-policy-version --policy-arn {arn} --policy-document file://<POLICY-FILE> --set-as-default`),
  terraform: dedented(`
    # Policy {arn}
    resource "aws_iam_policy" "this" {
      policy = jsonencode({
        Version = "2012-10-17"
        Statement = [{
          Effect   = "Allow"
          Action   = ["<ACTION>"]
          Resource = ["<RESOURCE-ARN>"]
        }]
      })
      # Its other arguments stay as they are.
    }`),
};

function narrowerInlineFix(kind: 'user' | 'group' | 'role'): Fix {
  return {
    cli: dedented(`
      # Which actions were used last, as the second command tells by the JobId of the first
      aws iam generate-service-last-accessed-details --arn {arn} --granularity ACTION_LEVEL
      aws iam get-service-last-accessed-details --job-id <JOB-ID>
      # Keep what this shows, to go back to it, and save the narrower document as a file
      aws iam get-${kind}-policy --${kind}-name {id} --policy-name {evidence.policy} --query PolicyDocument
      aws iam put-${kind}-policy --${kind}-name {id} --policy-name {evidence.policy} --policy-document file://<POLICY-FILE>`),
    terraform: dedented(`
      resource "aws_iam_${kind}_policy" "this" {
        ${'name'.padEnd(kind.length)} = "{evidence.policy}"
        ${kind} = "{id}"

        policy = jsonencode({
          Version = "2012-10-17"
          Statement = [{
            Effect   = "Allow"
            Action   = ["<ACTION>"]
            Resource = ["<RESOURCE-ARN>"]
          }]
        })
      }`),
  };
}

/** Puts a corrected document in a policy's place. */
export function correctedPolicyFix(holder: HolderType | 'AWS::IAM::ManagedPolicy'): Fix {
  if (holder === 'AWS::IAM::ManagedPolicy')
    return {
      cli: dedented(`
        # Save the corrected document as a file. The version before stays, and set-default-policy-version takes it back
        aws iam list-policy-versions --policy-arn {arn}
        aws iam get-policy-version --policy-arn {arn} --version-id <DEFAULT-VERSION-ID>
        aws iam create-policy-version --policy-arn {arn} --policy-document file://<POLICY-FILE> --set-as-default`),
      terraform: dedented(`
        # Policy {arn}
        resource "aws_iam_policy" "this" {
          policy = file("<POLICY-FILE>")
          # Its other arguments stay as they are.
        }`),
    };
  const kind = KIND[holder];
  return {
    cli: dedented(`
      # Keep what this shows, to go back to it, and save the corrected document as a file
      aws iam get-${kind}-policy --${kind}-name {id} --policy-name {evidence.policy} --query PolicyDocument
      aws iam put-${kind}-policy --${kind}-name {id} --policy-name {evidence.policy} --policy-document file://<POLICY-FILE>`),
    terraform: dedented(`
      resource "aws_iam_${kind}_policy" "this" {
        ${'name'.padEnd(Math.max(kind.length, 6))} = "{evidence.policy}"
        ${kind.padEnd(6)} = "{id}"
        policy = file("<POLICY-FILE>")
      }`),
  };
}
