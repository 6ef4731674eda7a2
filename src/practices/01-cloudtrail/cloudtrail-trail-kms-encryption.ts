import { trailKey } from '../../inventory/trail-key.ts';
import { TRAIL_CHANGES } from '../changes/trail-changes.ts';
import { defineCheck, fail, pass, unknown } from '../check.ts';
import { dedented } from '../fix/dedented.ts';

/** https://docs.aws.amazon.com/awscloudtrail/latest/userguide/encrypting-cloudtrail-log-files-with-aws-kms.html */
export const cloudtrailTrailKmsEncryption = defineCheck({
  id: 'cloudtrail-trail-kms-encryption',
  title: 'The trail encrypts its log files with a KMS key that works',
  practice: 1,
  severity: 'medium',
  resource: 'AWS::CloudTrail::Trail',
  reads: ['cloudtrail:DescribeTrails', 'kms:ListKeys', 'kms:DescribeKey'],
  changedBy: [...TRAIL_CHANGES, 'kms:DisableKey', 'kms:ScheduleKeyDeletion'],
  controls: [
    'cis-aws-1.4.0:3.7',
    'cis-aws-1.5.0:3.7',
    'cis-aws-2.0.0:3.7',
    'cis-aws-3.0.0:3.5',
    'cis-aws-4.0.0:3.5',
    'cis-aws-5.0.0:3.5',
    'cis-aws-6.0.0:4.5',
    'cis-aws-7.0.0:4.5',
    'aws-fsbp:CloudTrail.2',
  ],
  equivalents: ['prowler:cloudtrail_kms_encryption_enabled', 'config:cloud-trail-encryption-enabled'],
  rationale:
    "With the bucket's encryption alone, read access to the bucket reads the whole audit trail; a key asks for one more permission.",
  remediation: 'Give the trail an enabled customer KMS key whose policy lets CloudTrail encrypt.',
  fix: {
    cli: dedented(`
      # The key lies in the region of the bucket, and its policy must let cloudtrail.amazonaws.com use it for this trail
      aws cloudtrail update-trail --name {arn} --kms-key-id <KMS-KEY-ARN> --region {region}`),
    terraform: dedented(`
      # The key lies in the region of the bucket, and its policy must let cloudtrail.amazonaws.com use it for this trail
      resource "aws_cloudtrail" "this" {
        name       = "{id}"
        kms_key_id = "<KMS-KEY-ARN>"
        # Its other arguments stay as they are.
      }`),
  },
  evaluate(trail, { inventory }) {
    const { kmsKeyId } = trail;
    if (kmsKeyId === null) return fail(`Trail ${trail.id} uses no KMS key.`, { kmsKeyId });
    const key = trailKey(inventory, kmsKeyId);
    if (key.status === 'unread') return unknown(key, { kmsKeyId });
    if (!key.value) return fail(`Key ${kmsKeyId} of trail ${trail.id} does not exist.`, { kmsKeyId });
    const { metadata } = key.value;
    if (metadata.status === 'unread') return unknown(metadata, { kmsKeyId });
    const { keyState, deletionDate } = metadata.value;
    const evidence = { kmsKeyId, keyState, deletionDate };
    return keyState === 'Enabled'
      ? pass(`Trail ${trail.id} encrypts its files with key ${key.value.id}.`, evidence)
      : fail(`Key ${key.value.id} of trail ${trail.id} is ${keyState}.`, evidence);
  },
});
