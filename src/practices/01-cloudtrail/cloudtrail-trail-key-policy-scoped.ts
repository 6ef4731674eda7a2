import { trailKeyDeputy } from '../../inventory/trail-deputy.ts';
import { trailKey } from '../../inventory/trail-key.ts';
import { TRAIL_CHANGES } from '../changes/trail-changes.ts';
import { defineCheck, notApplicable, unknown } from '../check.ts';
import { TRAIL_KEY_POLICY_FIX } from '../fix/trail-policy-fix.ts';
import { ORGANIZATION_READS } from '../organization-reads.ts';
import { trailDeputyOutcome } from '../trail-deputy-outcome.ts';

/**
 * By aws:SourceArn, aws:SourceAccount, aws:SourceOrgID, the encryption context or whatever else of the request.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/create-kms-key-policy-for-cloudtrail.html
 */
export const cloudtrailTrailKeyPolicyScoped = defineCheck({
  id: 'cloudtrail-trail-key-policy-scoped',
  title: "CloudTrail uses the trail's key for known accounts' trails only",
  practice: 1,
  severity: 'medium',
  resource: 'AWS::CloudTrail::Trail',
  reads: [
    'cloudtrail:DescribeTrails',
    'kms:ListKeys',
    'kms:DescribeKey',
    'kms:GetKeyPolicy',
    ...ORGANIZATION_READS,
  ],
  changedBy: [...TRAIL_CHANGES, 'kms:PutKeyPolicy'],
  controls: ['nist-800-53-r5:SC-12', 'nist-800-53-r5:AC-3', 'nist-csf-2.0:PR.AA-05', 'iso-27001-2022:A.8.24'],
  equivalents: [],
  rationale:
    'CloudTrail encrypts with the key for whoever names it in a trail (the confused deputy): a stranger uses it at your cost, and his files look like yours.',
  remediation:
    "Ask in each statement for cloudtrail.amazonaws.com of the key's policy for aws:SourceArn or kms:EncryptionContext:aws:cloudtrail:arn, the trail's ARN.",
  fix: TRAIL_KEY_POLICY_FIX,
  evaluate(trail, { inventory, settings }) {
    if (trail.kmsKeyId === null) return notApplicable();
    const key = trailKey(inventory, trail.kmsKeyId);
    if (key.status === 'unread') return unknown(key);
    if (!key.value) return notApplicable(); // cloudtrail-trail-kms-encryption tells
    const found = trailKeyDeputy(inventory, key.value, settings.trustedAccounts);
    const { arn, id } = key.value;
    return trailDeputyOutcome(found, trail, { what: `encrypt with key ${id}`, named: { key: arn } });
  },
});
