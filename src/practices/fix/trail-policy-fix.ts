import type { Fix } from '../check.ts';
import { dedented } from './dedented.ts';

/** The policy of a trail's bucket, which asks CloudTrail for the trail. */
export const TRAIL_BUCKET_POLICY_FIX: Fix = {
  cli: dedented(`
    # Keep what the first command shows, to go back to it. Save it as a file, with {evidence.condition.operator} {evidence.condition.key} {evidence.condition.value} in each statement for cloudtrail.amazonaws.com, and the ARN of every other trail that delivers here
    aws s3api get-bucket-policy --bucket {evidence.bucket|name} --query Policy --output text
    aws s3api put-bucket-policy --bucket {evidence.bucket|name} --policy file://<BUCKET-POLICY-FILE>`),
  terraform: dedented(`
    # Every other trail that delivers here belongs beside the ARN. The statements that the policy has else stay
    resource "aws_s3_bucket_policy" "this" {
      bucket = "{evidence.bucket|name}"
      policy = jsonencode({
        Version = "2012-10-17"
        Statement = [
          {
            Effect    = "Allow"
            Principal = { Service = "cloudtrail.amazonaws.com" }
            Action    = "s3:GetBucketAcl"
            Resource  = "{evidence.bucket}"
            Condition = { ArnLike = { "{evidence.condition.key}" = "{evidence.condition.value}" } }
          },
          {
            Effect    = "Allow"
            Principal = { Service = "cloudtrail.amazonaws.com" }
            Action    = "s3:PutObject"
            Resource  = "{evidence.bucket}/*"
            Condition = {
              ArnLike      = { "{evidence.condition.key}" = "{evidence.condition.value}" }
              StringEquals = { "s3:x-amz-acl" = "bucket-owner-full-control" }
            }
          },
        ]
      })
    }`),
};

/** The same of its key. */
export const TRAIL_KEY_POLICY_FIX: Fix = {
  cli: dedented(`
    # Keep what the first command shows, to go back to it. Save it as a file, with {evidence.condition.operator} {evidence.condition.key} {evidence.condition.value} in each statement for cloudtrail.amazonaws.com, and the ARN of every other trail that has the key
    aws kms get-key-policy --key-id {evidence.key} --policy-name default --query Policy --output text --region {evidence.key|region}
    aws kms put-key-policy --key-id {evidence.key} --policy-name default --policy file://<KEY-POLICY-FILE> --region {evidence.key|region}`),
  terraform: dedented(`
    # Key {evidence.key}. Every other trail that has it belongs beside the ARN. The statements that the policy has else
    # stay, those for the account that owns the key first of all
    resource "aws_kms_key_policy" "this" {
      key_id = "{evidence.key}"
      policy = jsonencode({
        Version = "2012-10-17"
        Statement = [
          {
            Effect    = "Allow"
            Principal = { AWS = "<KEY-ADMINISTRATOR-ARN>" }
            Action    = "kms:*"
            Resource  = "*"
          },
          {
            Effect    = "Allow"
            Principal = { Service = "cloudtrail.amazonaws.com" }
            Action    = ["kms:GenerateDataKey*", "kms:DescribeKey"]
            Resource  = "*"
            Condition = { ArnLike = { "{evidence.condition.key}" = "{evidence.condition.value}" } }
          },
        ]
      })
    }`),
};
