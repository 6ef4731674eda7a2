import type { Inventory } from '../../inventory/inventory.ts';
import { keyName } from '../../inventory/key-name.ts';
import type { KmsKey, KmsKeyMetadata } from '../../model/resources/kms.ts';
import { defineCheck, fail, notApplicable, pass, unknown } from '../check.ts';
import { dedented } from '../fix/dedented.ts';

/**
 * Only symmetric keys with AWS_KMS material. A replica rotates with its primary, where alone rotation is turned on.
 * https://docs.aws.amazon.com/kms/latest/developerguide/rotate-keys.html
 */
export const kmsKeyRotation = defineCheck({
  id: 'kms-key-rotation',
  title: 'Customer KMS keys rotate automatically',
  practice: 8,
  severity: 'medium',
  resource: 'AWS::KMS::Key',
  reads: ['kms:ListKeys', 'kms:DescribeKey', 'kms:GetKeyRotationStatus'],
  changedBy: ['kms:CreateKey', 'kms:DisableKeyRotation'],
  controls: [
    'cis-aws-1.4.0:3.8',
    'cis-aws-1.5.0:3.8',
    'cis-aws-2.0.0:3.8',
    'cis-aws-3.0.0:3.6',
    'cis-aws-4.0.0:3.6',
    'cis-aws-5.0.0:3.6',
    'cis-aws-6.0.0:4.6',
    'cis-aws-7.0.0:4.6',
    'aws-fsbp:KMS.4',
    'nist-800-53-r5:SC-12',
    'nist-800-53-r5:SC-12(2)',
    'pci-dss-4.0:3.7.4',
    'iso-27001-2022:A.8.24',
  ],
  equivalents: ['prowler:kms_cmk_rotation_enabled', 'config:cmk-backing-key-rotation-enabled'],
  rationale:
    'Key material that never changes protects ever more data, all of it lost at once when the material leaks.',
  remediation: 'Turn on automatic key rotation; AWS keeps the old material for what it encrypted.',
  fix: {
    cli: 'aws kms enable-key-rotation --key-id {arn} --region {region}',
    terraform: dedented(`
      # Key {arn}
      resource "aws_kms_key" "this" {
        enable_key_rotation = true
        # Its other arguments stay as they are.
      }`),
  },
  evaluate(key, { inventory }) {
    const { metadata, rotation } = key;
    if (metadata.status === 'unread') return unknown([metadata, rotation]);
    const { keyManager, keyState, keySpec, origin } = metadata.value;
    if (keyManager === 'AWS' || keyState !== 'Enabled') return notApplicable();
    if (keySpec !== 'SYMMETRIC_DEFAULT' || origin !== 'AWS_KMS') return notApplicable();
    if (metadata.value.multiRegionKeyType === 'REPLICA' && primaryIsJudged(inventory, key))
      return notApplicable();
    if (rotation.status === 'unread') return unknown(rotation);
    if (!rotation.value) return notApplicable();
    const { enabled, rotationPeriodInDays } = rotation.value;
    const evidence = { enabled, rotationPeriodInDays };
    const every = rotationPeriodInDays ? ` every ${rotationPeriodInDays} days` : '';
    return enabled
      ? pass(`Key ${keyName(key)} rotates automatically${every}.`, evidence)
      : fail(`Key ${keyName(key)} does not rotate automatically.`, evidence);
  },
});

/** A multi-Region key has one id in all its regions. */
function primaryIsJudged(inventory: Inventory, { id, account }: KmsKey): boolean {
  const all = inventory.grouped('AWS::KMS::Key', 'id').get(id) ?? [];
  return all.some(
    ({ account: owner, metadata }) =>
      owner === account && metadata.status === 'read' && isEnabledPrimary(metadata.value),
  );
}

function isEnabledPrimary({ multiRegionKeyType, keyState }: KmsKeyMetadata): boolean {
  return multiRegionKeyType === 'PRIMARY' && keyState === 'Enabled';
}
