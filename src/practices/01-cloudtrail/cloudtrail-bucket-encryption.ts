import { trailBucket } from '../../inventory/trail-bucket.ts';
import { BUCKET_ENCRYPTION_CHANGES } from '../changes/bucket-changes.ts';
import { TRAIL_CHANGES } from '../changes/trail-changes.ts';
import { defineCheck, fail, notApplicable, pass, unknown } from '../check.ts';
import { BUCKET_ENCRYPTION_FIX } from '../fix/bucket-fix.ts';

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/default-bucket-encryption.html */
export const cloudtrailBucketEncryption = defineCheck({
  id: 'cloudtrail-bucket-encryption',
  title: "The trail's bucket encrypts by default",
  practice: 1,
  severity: 'medium',
  resource: 'AWS::CloudTrail::Trail',
  reads: ['cloudtrail:DescribeTrails', 's3:ListBuckets', 's3:GetBucketEncryption', 's3:HeadBucket'],
  changedBy: [...TRAIL_CHANGES, ...BUCKET_ENCRYPTION_CHANGES],
  controls: [],
  equivalents: [],
  rationale:
    'Log files stored in the clear tell whoever gets at the storage what the account does, and who may.',
  remediation: "Set default encryption on the trail's bucket, best with a KMS key of your own.",
  fix: BUCKET_ENCRYPTION_FIX,
  evaluate(trail, { inventory }) {
    const bucket = trailBucket(inventory, trail);
    if (bucket.status === 'unread') return unknown(bucket);
    if (!bucket.value) return notApplicable();
    const { id, arn, encryption } = bucket.value;
    if (encryption.status === 'unread') return unknown(encryption);
    const [rule] = encryption.value;
    const evidence = {
      bucket: arn,
      sseAlgorithm: rule?.sseAlgorithm ?? null,
      kmsMasterKeyId: rule?.kmsMasterKeyId ?? null,
    };
    return rule
      ? pass(`Bucket ${id}, which receives the trail, encrypts by ${rule.sseAlgorithm}.`, evidence)
      : fail(`Bucket ${id}, which receives the trail, has no default encryption.`, evidence);
  },
});
