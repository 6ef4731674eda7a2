import type { Inventory } from '../../inventory/inventory.ts';
import type { Reading } from '../../model/reading.ts';
import type { CloudFrontOrigin } from '../../model/resources/edge.ts';
import { defineCheck, fail, notApplicable, pass, unknown } from '../check.ts';
import { dedented } from '../fix/dedented.ts';

/**
 * A bucket of an account that was read is ours; a name that AWS answers 404 for is anybody's to create. A bucket that
 * is there but in none of those accounts may be a partner's, or already taken: that is unknown.
 * https://docs.aws.amazon.com/securityhub/latest/userguide/cloudfront-controls.html#cloudfront-12
 */
export const s3CloudfrontOriginTakeover = defineCheck({
  id: 's3-cloudfront-origin-takeover',
  title: "Every S3 origin of the distribution is a bucket of the organisation's",
  practice: 12,
  severity: 'high',
  resource: 'AWS::CloudFront::Distribution',
  reads: ['cloudfront:ListDistributions', 's3:ListBuckets', 's3:HeadBucket'],
  changedBy: ['cloudfront:CreateDistribution', 'cloudfront:UpdateDistribution', 's3:DeleteBucket'],
  controls: ['aws-fsbp:CloudFront.12'],
  equivalents: [
    'prowler:cloudfront_distributions_s3_origin_non_existent_bucket',
    'config:cloudfront-s3-origin-non-existent-bucket',
  ],
  rationale:
    'Whoever creates the missing bucket serves whatever they like under your domain and certificate.',
  remediation: 'Remove the origin from the distribution, or create the bucket again in your own account.',
  fix: {
    cli: dedented(`
      # Create the bucket before somebody else does
      aws s3 mb s3://{evidence.absent[]} --region <REGION-IN-THE-ORIGIN>
      # Or take the origin out: save DistributionConfig of the first as a file without it, and give its ETag to the second
      aws cloudfront get-distribution-config --id {id}
      aws cloudfront update-distribution --id {id} --if-match <ETAG> --distribution-config file://<DISTRIBUTION-FILE>`),
    terraform: dedented(`
      # Create the bucket before somebody else does, with a provider of the region in the origin; or take the origin out of the
      # aws_cloudfront_distribution {id}
      resource "aws_s3_bucket" "this" {
        for_each = toset({evidence.absent[]})
        bucket   = each.value
      }`),
  },
  evaluate({ id, arn, enabled, origins }, { inventory }) {
    const names = origins.flatMap(({ bucket }) => (bucket ? [bucket] : []));
    if (!enabled || names.length === 0) return notApplicable();
    const states = names.map((bucket) => ({ name: bucket.name, ...stateOf(inventory, bucket) }));
    const dangling = states.filter(({ state }) => state === 'absent').map(({ name }) => name);
    const buckets = states.map(({ name, state }) => ({ name, state }));
    const evidence = { distribution: arn, buckets, absent: dangling };
    if (dangling.length > 0)
      return fail(
        `Distribution ${id} has an origin in bucket ${dangling.join(', ')}, which does not exist.`,
        evidence,
      );
    const missing = states.flatMap((each) => each.missing);
    if (missing.length > 0) return unknown(missing, evidence);
    return pass(`Every S3 origin of distribution ${id} is a bucket of an account that was read.`, evidence);
  },
});

interface BucketState {
  readonly state: 'owned' | 'absent' | 'unknown';
  readonly missing: readonly Reading<unknown>[];
}

function stateOf(
  inventory: Inventory,
  { name, probe }: NonNullable<CloudFrontOrigin['bucket']>,
): BucketState {
  const bucket = inventory.bucketNamed(name);
  if (bucket.status === 'read' && bucket.value) return { state: 'owned', missing: [] };
  if (probe.status === 'read' && probe.value === 'absent') return { state: 'absent', missing: [] };
  const outside = bucket.status === 'unread' ? bucket : inventory.bucketOutside(name);
  return { state: 'unknown', missing: [outside, probe] };
}
