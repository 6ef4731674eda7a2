import { trailBucket } from '../../inventory/trail-bucket.ts';
import { trailBucketDeputy } from '../../inventory/trail-deputy.ts';
import { BUCKET_POLICY_CHANGES } from '../changes/bucket-changes.ts';
import { TRAIL_CHANGES } from '../changes/trail-changes.ts';
import { defineCheck, notApplicable, unknown } from '../check.ts';
import { TRAIL_BUCKET_POLICY_FIX } from '../fix/trail-policy-fix.ts';
import { ORGANIZATION_READS } from '../organization-reads.ts';
import { trailDeputyOutcome } from '../trail-deputy-outcome.ts';

/**
 * By aws:SourceArn, aws:SourceAccount, aws:SourceOrgID or whatever else of the request. Accounts of the organisation,
 * those that were read together and `trustedAccounts` are known.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/create-s3-bucket-policy-for-cloudtrail.html
 */
export const cloudtrailBucketPolicyScoped = defineCheck({
  id: 'cloudtrail-bucket-policy-scoped',
  title: "The trail's bucket takes files of known accounts' trails only",
  practice: 1,
  severity: 'medium',
  resource: 'AWS::CloudTrail::Trail',
  reads: [
    'cloudtrail:DescribeTrails',
    's3:HeadBucket',
    's3:ListBuckets',
    's3:GetBucketPolicy',
    's3:GetPublicAccessBlock',
    ...ORGANIZATION_READS,
  ],
  changedBy: [...TRAIL_CHANGES, ...BUCKET_POLICY_CHANGES],
  controls: ['nist-800-53-r5:AU-9a', 'nist-800-53-r5:AC-3', 'nist-csf-2.0:PR.AA-05', 'iso-27001-2022:A.8.15'],
  equivalents: [],
  rationale:
    'CloudTrail writes for whoever names the bucket in a trail (the confused deputy): a stranger fills it with files of his own, at your cost and among yours.',
  remediation:
    "Ask in each statement for cloudtrail.amazonaws.com of the bucket's policy for aws:SourceArn, the trail's ARN.",
  fix: TRAIL_BUCKET_POLICY_FIX,
  evaluate(trail, { inventory, settings }) {
    const bucket = trailBucket(inventory, trail);
    if (bucket.status === 'unread') return unknown(bucket);
    if (!bucket.value) return notApplicable();
    const found = trailBucketDeputy(inventory, bucket.value, settings.trustedAccounts);
    const { arn, id } = bucket.value;
    return trailDeputyOutcome(found, trail, { what: `put files into ${id}`, named: { bucket: arn } });
  },
});
