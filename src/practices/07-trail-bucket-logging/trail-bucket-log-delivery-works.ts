import type { Effect } from '../../iam/decision.ts';
import { deliveryObstacles, deliveryRight } from '../../inventory/access-log-delivery.ts';
import { trailBucket } from '../../inventory/trail-bucket.ts';
import { unreadAmong } from '../../model/reading.ts';
import {
  BUCKET_ACL_CHANGES,
  BUCKET_LOGGING_CHANGES,
  BUCKET_POLICY_CHANGES,
} from '../changes/bucket-changes.ts';
import { TRAIL_CHANGES } from '../changes/trail-changes.ts';
import { defineCheck, fail, notApplicable, pass, unknown } from '../check.ts';
import { LOG_DELIVERY_FIX } from '../fix/log-delivery-fix.ts';
import { ORGANIZATION_READS } from '../organization-reads.ts';
import { requestEvidence } from '../request-evidence.ts';

/**
 * S3 tells nobody that it could not deliver: the setting stands, and no log arrives.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/enable-server-access-logging.html
 */
export const trailBucketLogDeliveryWorks = defineCheck({
  id: 'trail-bucket-log-delivery-works',
  title: "S3 can deliver the access logs of the trail's bucket",
  practice: 7,
  severity: 'high',
  resource: 'AWS::CloudTrail::Trail',
  reads: [
    'cloudtrail:DescribeTrails',
    's3:HeadBucket',
    's3:ListBuckets',
    's3:GetBucketLogging',
    's3:GetBucketLocation',
    's3:GetBucketPolicy',
    's3:GetPublicAccessBlock',
    's3:GetBucketOwnershipControls',
    's3:GetBucketAcl',
    's3:GetBucketEncryption',
    's3:GetObjectLockConfiguration',
    's3:GetBucketRequestPayment',
    ...ORGANIZATION_READS,
  ],
  changedBy: [
    ...TRAIL_CHANGES,
    ...BUCKET_LOGGING_CHANGES,
    ...BUCKET_POLICY_CHANGES,
    ...BUCKET_ACL_CHANGES,
    's3:DeleteBucket',
  ],
  controls: [
    'aws-fsbp:CloudTrail.7',
    'nist-800-53-r5:AU-9a',
    'nist-csf-2.0:PR.PS-04',
    'pci-dss-4.0:10.2.1.3',
    'iso-27001-2022:A.8.15',
  ],
  equivalents: [],
  rationale:
    'Where S3 may not write, or the bucket is of a kind that it does not write to, logging is on and silently delivers nothing.',
  remediation:
    "Let logging.s3.amazonaws.com put objects for the trail's bucket, into a bucket of its account and region with SSE-S3, without default retention and Requester Pays.",
  fix: LOG_DELIVERY_FIX,
  evaluate(trail, { inventory }) {
    const bucket = trailBucket(inventory, trail);
    if (bucket.status === 'unread') return unknown(bucket);
    if (!bucket.value) return notApplicable();
    const { id, arn, account, logging } = bucket.value;
    if (logging.status === 'unread') return unknown(logging);
    if (!logging.value) return notApplicable();
    const { targetBucket, targetPrefix } = logging.value;
    const target = inventory.byId('AWS::S3::Bucket', targetBucket, { account });
    const evidence = { bucket: arn, bucketAccount: account, targetBucket, targetPrefix };
    if (target.status === 'unread') return unknown(target, evidence);
    const lost = (obstacles: readonly string[]): string =>
      `Access logs of ${id} are lost: ${obstacles.join(', and ')}.`;
    if (!target.value) {
      const obstacles = [`account ${account} has no bucket ${targetBucket}`];
      return fail(lost(obstacles), { ...evidence, obstacles });
    }
    const { effect, request } = deliveryRight(inventory, bucket.value, logging.value, target.value);
    const { found, missing } = deliveryObstacles(bucket.value, target.value);
    const denied = effect.status === 'read' ? deniedBy(effect.value, targetBucket) : [];
    const obstacles = [...denied, ...found];
    const facts = { ...evidence, obstacles, request: requestEvidence(request) };
    if (obstacles.length > 0) return fail(lost(obstacles), facts);
    const unsure = [...unreadAmong([effect]), ...missing];
    return unsure.length > 0
      ? unknown(unsure, facts)
      : pass(`S3 can deliver the access logs of ${id} to ${targetBucket}.`, facts);
  },
});

function deniedBy(effect: Effect, target: string): readonly string[] {
  switch (effect) {
    case 'allow':
      return [];
    case 'implicit-deny':
      return [`neither policy nor ACL of ${target} lets S3 write them`];
    case 'explicit-deny':
      return [`a policy denies S3 to write them into ${target}`];
  }
}
