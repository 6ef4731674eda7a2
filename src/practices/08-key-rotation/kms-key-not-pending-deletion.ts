import { keyName } from '../../inventory/key-name.ts';
import { defineCheck, fail, notApplicable, pass, unknown } from '../check.ts';
import { dedented } from '../fix/dedented.ts';

const PENDING = new Set(['PendingDeletion', 'PendingReplicaDeletion']);

/** https://docs.aws.amazon.com/kms/latest/developerguide/deleting-keys.html */
export const kmsKeyNotPendingDeletion = defineCheck({
  id: 'kms-key-not-pending-deletion',
  title: 'No customer KMS key is scheduled for deletion',
  practice: 8,
  severity: 'medium',
  resource: 'AWS::KMS::Key',
  reads: ['kms:ListKeys', 'kms:DescribeKey'],
  changedBy: ['kms:ScheduleKeyDeletion'],
  controls: ['aws-fsbp:KMS.3', 'nist-800-53-r5:SC-12', 'nist-csf-2.0:PR.DS-01', 'iso-27001-2022:A.8.24'],
  equivalents: ['prowler:kms_cmk_not_deleted_unintentionally', 'config:kms-cmk-not-scheduled-for-deletion'],
  rationale:
    'Once a key is gone, everything it encrypted is gone: deleting keys is how data is held to ransom.',
  remediation:
    'Cancel the deletion (kms:CancelKeyDeletion) unless it is meant; disable a key first and watch for who needs it.',
  fix: {
    cli: dedented(`
      # Unless the deletion is meant. The key stays disabled
      aws kms cancel-key-deletion --key-id {id} --region {region}
      # To use it again: aws kms enable-key --key-id {id} --region {region}`),
    terraform:
      '# Terraform cannot cancel a deletion. After cancel-key-deletion keep the aws_kms_key in the configuration, with is_enabled',
  },
  evaluate(key) {
    const { metadata } = key;
    if (metadata.status === 'unread') return unknown(metadata);
    const { keyManager, keyState, deletionDate } = metadata.value;
    if (keyManager === 'AWS') return notApplicable();
    const evidence = { keyState, deletionDate };
    if (!PENDING.has(keyState)) return pass(`Key ${keyName(key)} is not scheduled for deletion.`, evidence);
    const when = deletionDate ? `on ${deletionDate.slice(0, 10)}` : 'once its replicas are gone';
    return fail(`Key ${keyName(key)} will be deleted ${when}.`, evidence);
  },
});
