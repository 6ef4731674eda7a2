import type { Fix } from '../check.ts';
import { dedented } from './dedented.ts';

/**
 * Fixes of the bucket that a finding's evidence names, a trail's or its own. S3 tells the AWS CLI the bucket's region,
 * which evidence need not know.
 */
export const BUCKET_ENCRYPTION_FIX: Fix = {
  cli: dedented(`
    # For a KMS key of your own take aws:kms with KMSMasterKeyID: whoever writes and reads, CloudTrail included, needs the key then
    aws s3api put-bucket-encryption --bucket {evidence.bucket|name} --server-side-encryption-configuration '{"Rules":[{"ApplyServerSideEncryptionByDefault":{"SSEAlgorithm":"AES256"}}]}'`),
  terraform: dedented(`
    resource "aws_s3_bucket_server_side_encryption_configuration" "this" {
      bucket = "{evidence.bucket|name}"
      rule {
        apply_server_side_encryption_by_default {
          # For a KMS key of your own: aws:kms with kms_master_key_id
          sse_algorithm = "AES256"
        }
      }
    }`),
};

export const BUCKET_VERSIONING_FIX: Fix = {
  cli: dedented(`
    # Old versions are paid for: give them a lifecycle rule
    aws s3api put-bucket-versioning --bucket {evidence.bucket|name} --versioning-configuration Status=Enabled`),
  terraform: dedented(`
    # Old versions are paid for: give them a lifecycle rule
    resource "aws_s3_bucket_versioning" "this" {
      bucket = "{evidence.bucket|name}"
      versioning_configuration {
        status = "Enabled"
      }
    }`),
};

export const BUCKET_MFA_DELETE_FIX: Fix = {
  cli: dedented(`
    # Only the root user of the account that owns the bucket may do this. A bucket with MFA delete takes no new lifecycle rules
    aws s3api put-bucket-versioning --bucket {evidence.bucket|name} --versioning-configuration Status=Enabled,MFADelete=Enabled --mfa '<MFA-DEVICE-ARN> <MFA-CODE>'`),
  terraform: dedented(`
    # Only with credentials of the root user of the account that owns the bucket
    resource "aws_s3_bucket_versioning" "this" {
      bucket = "{evidence.bucket|name}"
      mfa    = "<MFA-DEVICE-ARN> <MFA-CODE>"
      versioning_configuration {
        status     = "Enabled"
        mfa_delete = "Enabled"
      }
    }`),
};

export const BUCKET_OBJECT_LOCK_FIX: Fix = {
  cli: dedented(`
    # Object Lock and versioning cannot be turned off again. COMPLIANCE in the place of GOVERNANCE binds even the root user
    aws s3api put-bucket-versioning --bucket {evidence.bucket|name} --versioning-configuration Status=Enabled
    aws s3api put-object-lock-configuration --bucket {evidence.bucket|name} --object-lock-configuration '{"ObjectLockEnabled":"Enabled","Rule":{"DefaultRetention":{"Mode":"GOVERNANCE","Days":<DAYS>}}}'`),
  terraform: dedented(`
    # Object Lock and versioning cannot be turned off again; COMPLIANCE binds even the root user
    resource "aws_s3_bucket_versioning" "this" {
      bucket = "{evidence.bucket|name}"
      versioning_configuration {
        status = "Enabled"
      }
    }

    resource "aws_s3_bucket_object_lock_configuration" "this" {
      bucket = aws_s3_bucket_versioning.this.bucket
      rule {
        default_retention {
          mode = "GOVERNANCE"
          days = "<DAYS>"
        }
      }
    }`),
};

export const BUCKET_LOGGING_FIX: Fix = {
  cli: dedented(`
    # The log bucket lies in the same account and region and does not log back. Its policy must let logging.s3.amazonaws.com put objects
    aws s3api put-bucket-logging --bucket {evidence.bucket|name} --bucket-logging-status '{"LoggingEnabled":{"TargetBucket":"<LOG-BUCKET>","TargetPrefix":"{evidence.bucket|name}/"}}'`),
  terraform: dedented(`
    # The log bucket lies in the same account and region and does not log back; its policy must let
    # logging.s3.amazonaws.com put objects
    resource "aws_s3_bucket_logging" "this" {
      bucket        = "{evidence.bucket|name}"
      target_bucket = "<LOG-BUCKET>"
      target_prefix = "{evidence.bucket|name}/"
    }`),
};

/** Closes the bucket to strangers at once; what grants to them is for people to take away. */
export const BUCKET_BLOCK_FIX: Fix = {
  cli: dedented(`
    # Whoever reads the bucket without credentials loses it: serve what is public by CloudFront first
    aws s3api put-public-access-block --bucket {evidence.bucket|name} --public-access-block-configuration BlockPublicAcls=true,IgnorePublicAcls=true,BlockPublicPolicy=true,RestrictPublicBuckets=true`),
  terraform: dedented(`
    # Whoever reads the bucket without credentials loses it: serve what is public by CloudFront first
    resource "aws_s3_bucket_public_access_block" "this" {
      bucket                  = "{evidence.bucket|name}"
      block_public_acls       = true
      ignore_public_acls      = true
      block_public_policy     = true
      restrict_public_buckets = true
    }`),
};
