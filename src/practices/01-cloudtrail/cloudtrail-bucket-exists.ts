import { TRAIL_CHANGES } from '../changes/trail-changes.ts';
import { defineCheck, fail, pass, unknown } from '../check.ts';
import { dedented } from '../fix/dedented.ts';

/**
 * A bucket of an account that was read is ours. AWS's 404 means that anybody may create it; a bucket that is there
 * but in none of those accounts may be anybody's already.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/API_HeadBucket.html
 */
export const cloudtrailBucketExists = defineCheck({
  id: 'cloudtrail-bucket-exists',
  title: "The trail's bucket exists and is the organisation's own",
  practice: 1,
  severity: 'critical',
  resource: 'AWS::CloudTrail::Trail',
  reads: ['cloudtrail:DescribeTrails', 's3:ListBuckets', 's3:HeadBucket'],
  changedBy: [...TRAIL_CHANGES, 's3:DeleteBucket'],
  controls: [
    'nist-800-53-r5:AU-4(1)',
    'nist-800-53-r5:AU-9a',
    'nist-800-53-r5:AU-9(2)',
    'pci-dss-4.0:10.3.3',
    'iso-27001-2022:A.8.15',
  ],
  equivalents: [],
  rationale:
    "Whoever creates a trail's missing bucket is sent the account's audit log, and the account itself has none.",
  remediation:
    'Create the bucket in your own account with a policy for CloudTrail, or point the trail elsewhere.',
  fix: {
    cli: dedented(`
      aws s3 mb s3://{evidence.bucketName} --region {region}
      aws s3api put-bucket-policy --bucket {evidence.bucketName} --region {region} --policy '{"Version":"2012-10-17","Statement":[{"Sid":"AclCheck","Effect":"Allow","Principal":{"Service":"cloudtrail.amazonaws.com"},"Action":"s3:GetBucketAcl","Resource":"arn:{partition}:s3:::{evidence.bucketName}","Condition":{"StringEquals":{"aws:SourceArn":"{arn}"}}},{"Sid":"Write","Effect":"Allow","Principal":{"Service":"cloudtrail.amazonaws.com"},"Action":"s3:PutObject","Resource":"arn:{partition}:s3:::{evidence.bucketName}/*","Condition":{"StringEquals":{"s3:x-amz-acl":"bucket-owner-full-control","aws:SourceArn":"{arn}"}}}]}'`),
    terraform: dedented(`
      resource "aws_s3_bucket" "this" {
        bucket = "{evidence.bucketName}"
      }

      resource "aws_s3_bucket_policy" "this" {
        bucket = aws_s3_bucket.this.id
        policy = jsonencode({
          Version = "2012-10-17"
          Statement = [
            {
              Sid       = "AclCheck"
              Effect    = "Allow"
              Principal = { Service = "cloudtrail.amazonaws.com" }
              Action    = "s3:GetBucketAcl"
              Resource  = aws_s3_bucket.this.arn
              Condition = { StringEquals = { "aws:SourceArn" = "{arn}" } }
            },
            {
              Sid       = "Write"
              Effect    = "Allow"
              Principal = { Service = "cloudtrail.amazonaws.com" }
              Action    = "s3:PutObject"
              Resource  = format("%s/*", aws_s3_bucket.this.arn)
              Condition = {
                StringEquals = {
                  "s3:x-amz-acl"  = "bucket-owner-full-control"
                  "aws:SourceArn" = "{arn}"
                }
              }
            },
          ]
        })
      }`),
  },
  evaluate({ s3BucketName: name, bucketProbe: probe }, { inventory }) {
    const bucket = inventory.bucketNamed(name);
    const evidence = { bucketName: name, probe: probe.status === 'read' ? probe.value : null };
    if (bucket.status === 'read' && bucket.value)
      return pass(`Bucket ${name} belongs to account ${bucket.value.account}.`, {
        ...evidence,
        owner: bucket.value.account,
      });
    if (probe.status === 'read' && probe.value === 'absent')
      return fail(`Bucket ${name}, which the trail delivers to, does not exist.`, evidence);
    const outside = bucket.status === 'unread' ? bucket : inventory.bucketOutside(name);
    return unknown([outside, probe], evidence);
  },
});
