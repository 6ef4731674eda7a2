import type { Fix } from '../check.ts';
import { dedented } from './dedented.ts';

/** Of the bucket that receives access logs, and the one whose they are. */
export const LOG_DELIVERY_FIX: Fix = {
  cli: dedented(`
    # What is in the way: {evidence.obstacles}
    # Keep what the first command shows, to go back to it. Save it as a file, with a statement that lets logging.s3.amazonaws.com put objects under {evidence.targetPrefix} for {evidence.bucket} of {evidence.bucketAccount}
    aws s3api get-bucket-policy --bucket {evidence.targetBucket} --query Policy --output text
    aws s3api put-bucket-policy --bucket {evidence.targetBucket} --policy file://<BUCKET-POLICY-FILE>
    # Where another region, default retention, Requester Pays or a KMS key is in the way, a bucket without takes its place: aws s3api put-bucket-logging --bucket {evidence.bucket|name} --bucket-logging-status '{"LoggingEnabled":{"TargetBucket":"<LOG-BUCKET>","TargetPrefix":"{evidence.bucket|name}/"}}'`),
  terraform: dedented(`
    # What is in the way: {evidence.obstacles}
    # The statements that the policy has else stay. Where another region, default retention, Requester Pays or a KMS key
    # is in the way, a bucket without takes the place of this one
    resource "aws_s3_bucket_policy" "access_logs" {
      bucket = "{evidence.targetBucket}"
      policy = jsonencode({
        Version = "2012-10-17"
        Statement = [{
          Effect    = "Allow"
          Principal = { Service = "logging.s3.amazonaws.com" }
          Action    = "s3:PutObject"
          Resource  = "arn:{partition}:s3:::{evidence.targetBucket}/{evidence.targetPrefix}*"
          Condition = {
            ArnLike      = { "aws:SourceArn" = "{evidence.bucket}" }
            StringEquals = { "aws:SourceAccount" = "{evidence.bucketAccount}" }
          }
        }]
      })
    }`),
};
