import { BLOCK_SETTINGS, effectiveBlock } from '../../inventory/block-public-access.ts';
import { BLOCK_PUBLIC_ACCESS_CHANGES } from '../changes/bucket-changes.ts';
import { defineCheck, fail, pass, unknown } from '../check.ts';
import { BUCKET_BLOCK_FIX } from '../fix/bucket-fix.ts';

/**
 * What is in force: a setting counts when the bucket or its account has it on.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html
 */
export const s3BucketBlockPublicAccess = defineCheck({
  id: 's3-bucket-block-public-access',
  title: 'Block Public Access is in force for the bucket',
  practice: 12,
  severity: 'medium',
  resource: 'AWS::S3::Bucket',
  reads: ['s3:ListBuckets', 's3:GetPublicAccessBlock'],
  changedBy: BLOCK_PUBLIC_ACCESS_CHANGES,
  controls: [
    'cis-aws-1.4.0:2.1.5',
    'cis-aws-1.5.0:2.1.5',
    'cis-aws-2.0.0:2.1.4',
    'cis-aws-3.0.0:2.1.4',
    'cis-aws-4.0.0:2.1.4',
    'cis-aws-5.0.0:2.1.4',
    'cis-aws-6.0.0:3.1.4',
    'cis-aws-7.0.0:3.1.4',
    'aws-fsbp:S3.8',
    'nist-800-53-r5:AC-3',
    'nist-csf-2.0:PR.AA-05',
    'nist-csf-2.0:PR.DS-01',
    'pci-dss-4.0:1.4.4',
    'pci-dss-4.0:7.3.1',
    'iso-27001-2022:A.8.3',
    'iso-27001-2022:A.8.12',
    'soc-2:CC6.1',
    'hipaa:164.308(a)(3)(i)',
    'hipaa:164.312(a)(1)',
  ],
  equivalents: [
    'prowler:s3_bucket_level_public_access_block',
    'config:s3-bucket-level-public-access-prohibited',
  ],
  rationale:
    'A bucket that is not covered by Block Public Access is one ACL or policy away from being public.',
  remediation: 'Turn on all four settings of Block Public Access on the bucket, or on its account.',
  fix: BUCKET_BLOCK_FIX,
  evaluate(bucket, { inventory }) {
    const settings = BLOCK_SETTINGS.map((setting) => ({
      setting,
      state: effectiveBlock(inventory, bucket, setting),
    }));
    const off = settings.flatMap(({ setting, state }) =>
      state.status === 'read' && !state.value ? [setting] : [],
    );
    const evidence = { bucket: bucket.arn, off };
    if (off.length > 0)
      return fail(`Neither bucket ${bucket.id} nor its account has ${off.join(', ')} on.`, evidence);
    const states = settings.map(({ state }) => state);
    if (states.some((state) => state.status === 'unread')) return unknown(states, evidence);
    return pass(`Block Public Access is fully in force for bucket ${bucket.id}.`, evidence);
  },
});
