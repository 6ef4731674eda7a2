import { trailKey } from '../../inventory/trail-key.ts';
import { TRAIL_CHANGES } from '../changes/trail-changes.ts';
import { defineCheck, fail, notApplicable, pass, unknown } from '../check.ts';
import { dedented } from '../fix/dedented.ts';

/**
 * A key that is missing or disabled is `cloudtrail-trail-kms-encryption`'s; imported and custom store material AWS
 * does not rotate.
 * https://docs.aws.amazon.com/kms/latest/developerguide/rotate-keys.html
 */
export const cloudtrailTrailKeyRotation = defineCheck({
  id: 'cloudtrail-trail-key-rotation',
  title: "The trail's KMS key rotates automatically",
  practice: 1,
  severity: 'low',
  resource: 'AWS::CloudTrail::Trail',
  reads: ['cloudtrail:DescribeTrails', 'kms:ListKeys', 'kms:DescribeKey', 'kms:GetKeyRotationStatus'],
  changedBy: [...TRAIL_CHANGES, 'kms:DisableKeyRotation'],
  controls: [],
  equivalents: [],
  rationale: 'One key material for years of logs gives all of them away at once when it leaks.',
  remediation: "Turn on automatic rotation of the trail's KMS key.",
  fix: {
    cli: 'aws kms enable-key-rotation --key-id {evidence.kmsKeyId} --region {evidence.kmsKeyId|region}',
    terraform: dedented(`
      # Key {evidence.kmsKeyId}
      resource "aws_kms_key" "this" {
        enable_key_rotation = true
        # Its other arguments stay as they are.
      }`),
  },
  evaluate(trail, { inventory }) {
    const { kmsKeyId } = trail;
    if (kmsKeyId === null) return notApplicable();
    const key = trailKey(inventory, kmsKeyId);
    if (key.status === 'unread') return unknown(key, { kmsKeyId });
    if (!key.value) return notApplicable();
    const { metadata, rotation } = key.value;
    if (metadata.status === 'unread') return unknown([metadata, rotation], { kmsKeyId });
    if (metadata.value.keyState !== 'Enabled') return notApplicable();
    if (rotation.status === 'unread') return unknown(rotation, { kmsKeyId });
    if (!rotation.value) return notApplicable();
    const evidence = { kmsKeyId, ...rotation.value };
    return rotation.value.enabled
      ? pass(`Key ${key.value.id} of trail ${trail.id} rotates.`, evidence)
      : fail(`Key ${key.value.id} of trail ${trail.id} does not rotate.`, evidence);
  },
});
