import { publicAccess } from '../../iam/prove/public-access.ts';
import { effectiveBlock } from '../../inventory/block-public-access.ts';
import type { Inventory } from '../../inventory/inventory.ts';
import { policyOf } from '../../inventory/policy-of.ts';
import { mapReading, type Reading, read, unreadAmong } from '../../model/reading.ts';
import type { Bucket } from '../../model/resources/s3.ts';
import {
  BLOCK_PUBLIC_ACCESS_CHANGES,
  BUCKET_ACL_CHANGES,
  BUCKET_POLICY_CHANGES,
} from '../changes/bucket-changes.ts';
import { defineCheck, fail, pass, unknown } from '../check.ts';
import { dedented } from '../fix/dedented.ts';

/**
 * A website endpoint answers anonymous requests only. It serves nothing where it only redirects, or where both ways
 * in are closed: that of a policy (Block Public Access, no policy, none that AWS calls public, or one that lets nobody
 * read an object without TLS) and that of ACLs (Block Public Access, or ACLs that are off). Otherwise it is meant for
 * the public.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/WebsiteAccessPermissionsReqd.html
 */
export const s3BucketWebsitePublic = defineCheck({
  id: 's3-bucket-website-public',
  title: 'The bucket serves no public website',
  practice: 12,
  severity: 'medium',
  resource: 'AWS::S3::Bucket',
  reads: [
    's3:ListBuckets',
    's3:GetBucketWebsite',
    's3:GetPublicAccessBlock',
    's3:GetBucketPolicy',
    's3:GetBucketPolicyStatus',
    's3:GetBucketOwnershipControls',
  ],
  changedBy: [
    's3:PutBucketWebsite',
    ...BUCKET_POLICY_CHANGES,
    ...BUCKET_ACL_CHANGES,
    ...BLOCK_PUBLIC_ACCESS_CHANGES,
  ],
  controls: [],
  equivalents: [],
  rationale:
    'A website bucket has to be open to everyone, without TLS, so whatever is put into it by mistake is public.',
  remediation:
    'Serve the site by CloudFront with origin access control, and remove the website configuration.',
  fix: {
    cli: dedented(`
      # Let the bucket policy admit cloudfront.amazonaws.com for the distribution, whose origin is {id} with this access control
      aws cloudfront create-origin-access-control --origin-access-control-config Name={id},SigningProtocol=sigv4,SigningBehavior=always,OriginAccessControlOriginType=s3
      aws cloudfront create-distribution --distribution-config file://<DISTRIBUTION-FILE>
      # Once the DNS name of the site leads to the distribution: aws s3api delete-bucket-website --bucket {id}
      # Then: aws s3api put-public-access-block --bucket {id} --public-access-block-configuration BlockPublicAcls=true,IgnorePublicAcls=true,BlockPublicPolicy=true,RestrictPublicBuckets=true`),
    terraform: dedented(`
      resource "aws_cloudfront_origin_access_control" "this" {
        name                              = "{id}"
        origin_access_control_origin_type = "s3"
        signing_behavior                  = "always"
        signing_protocol                  = "sigv4"
      }

      resource "aws_cloudfront_distribution" "this" {
        enabled             = true
        default_root_object = "{evidence.website.indexDocument}"
        origin {
          domain_name              = "{id}.s3.{region}.amazonaws.com"
          origin_id                = "site"
          origin_access_control_id = aws_cloudfront_origin_access_control.this.id
        }
        default_cache_behavior {
          target_origin_id       = "site"
          viewer_protocol_policy = "redirect-to-https"
          allowed_methods        = ["GET", "HEAD"]
          cached_methods         = ["GET", "HEAD"]
          # The managed policy CachingOptimized
          cache_policy_id = "658327ea-f89d-4fab-a63d-7e88639e58f6"
        }
        restrictions {
          geo_restriction {
            restriction_type = "none"
          }
        }
        viewer_certificate {
          cloudfront_default_certificate = true
        }
      }

      # In the place of the policy of today; once the DNS name of the site leads to the distribution, delete the
      # aws_s3_bucket_website_configuration from the configuration
      resource "aws_s3_bucket_policy" "this" {
        bucket = "{id}"
        policy = jsonencode({
          Version = "2012-10-17"
          Statement = [{
            Effect    = "Allow"
            Principal = { Service = "cloudfront.amazonaws.com" }
            Action    = "s3:GetObject"
            Resource  = "arn:{partition}:s3:::{id}/*"
            Condition = { StringEquals = { "aws:SourceArn" = aws_cloudfront_distribution.this.arn } }
          }]
        })
      }`),
  },
  evaluate(bucket, { inventory }) {
    const { id, arn, website } = bucket;
    if (website.status === 'unread') return unknown(website);
    if (!website.value) return pass(`Bucket ${id} hosts no website.`, { bucket: arn, website: null });
    const evidence = { bucket: arn, website: { ...website.value } };
    if (website.value.redirectAllRequestsTo)
      return pass(
        `Bucket ${id} redirects to ${website.value.redirectAllRequestsTo} and serves nothing.`,
        evidence,
      );
    const ways = waysIn(inventory, bucket);
    const open = ways.filter(({ isOpen }) => isOpen.status === 'read' && isOpen.value);
    if (open.length > 0) {
      const names = open.map(({ name }) => name).join(' and ');
      return fail(`Bucket ${id} hosts a website that ${names} can open to everyone.`, evidence);
    }
    const missing = unreadAmong(ways.map(({ isOpen }) => isOpen));
    if (missing.length > 0) return unknown(missing, evidence);
    return pass(`Bucket ${id} hosts a website that is not open to everyone.`, evidence);
  },
});

interface WayIn {
  readonly name: string;
  readonly isOpen: Reading<boolean>;
}

function waysIn(inventory: Inventory, bucket: Bucket): readonly WayIn[] {
  const { policy, policyIsPublic, objectOwnership } = bucket;
  return [
    {
      name: 'its policy',
      isOpen: unlessAny([
        effectiveBlock(inventory, bucket, 'restrictPublicBuckets'),
        mapReading(policy, (text) => text === null),
        mapReading(policyIsPublic, (isPublic) => isPublic === false),
        mapReading(policy, (text) => text !== null && servesNobody(inventory, bucket, text)),
      ]),
    },
    {
      name: 'an ACL',
      isOpen: unlessAny([
        effectiveBlock(inventory, bucket, 'ignorePublicAcls'),
        mapReading(objectOwnership, (ownership) => ownership === 'BucketOwnerEnforced'),
      ]),
    },
  ];
}

/** Proved of all that anybody may ask of a website, which takes HTTP alone: as with a Deny of it. */
function servesNobody(inventory: Inventory, { type, arn, account }: Bucket, text: string): boolean {
  const document = policyOf(inventory, text, 's3:GetBucketPolicy');
  if (document.status === 'unread') return false;
  const asked = { asked: ['s3:GetObject'], network: { kind: 'website' } } as const;
  return publicAccess(document.value, { type, arn, account }, asked).answer === 'proved';
}

/** Each fact alone closes the way; while one of them is not known, it may be closed. */
function unlessAny(closing: readonly Reading<boolean>[]): Reading<boolean> {
  if (closing.some((each) => each.status === 'read' && each.value)) return read(false);
  return unreadAmong(closing)[0] ?? read(true);
}
