import type { BucketOperation } from '../../iam/exposure/bucket-operation.ts';
import { BUCKET_ACCESS_CHANGES } from '../changes/bucket-changes.ts';
import { type Check, type CheckMetadata, defineCheck } from '../check.ts';
import { BUCKET_BLOCK_FIX } from '../fix/bucket-fix.ts';
import { ORGANIZATION_READS } from '../organization-reads.ts';
import { PUBLIC_BUCKET_READS, publicBucketOutcome } from '../public-bucket-outcome.ts';

interface PublicUse
  extends Pick<CheckMetadata<'AWS::S3::Bucket'>, 'id' | 'title' | 'controls' | 'equivalents' | 'rationale'> {
  readonly operations: readonly BucketOperation[];
}

const CONTROLS = [
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
];

const USES: readonly PublicUse[] = [
  {
    id: 's3-bucket-not-public-read',
    title: 'No stranger can read the objects of the bucket',
    operations: ['read'],
    controls: ['aws-fsbp:S3.2', ...CONTROLS],
    equivalents: ['prowler:s3_bucket_public_access', 'config:s3-bucket-public-read-prohibited'],
    rationale:
      'What anybody can read is copied within hours of being opened, by those who look for nothing else.',
  },
  {
    id: 's3-bucket-not-public-list',
    title: 'No stranger can list the objects of the bucket',
    operations: ['list'],
    controls: ['aws-fsbp:S3.2', ...CONTROLS],
    equivalents: ['prowler:s3_bucket_public_list_acl', 'config:s3-bucket-public-read-prohibited'],
    rationale:
      'A list of names tells a stranger what there is to ask for, and often more than the objects do.',
  },
  {
    id: 's3-bucket-not-public-write',
    title: 'No stranger can write to the bucket or change who may',
    operations: ['write', 'delete', 'write-acl', 'change-policy'],
    controls: ['aws-fsbp:S3.3', ...CONTROLS],
    equivalents: [
      'prowler:s3_bucket_policy_public_write_access',
      'prowler:s3_bucket_public_write_acl',
      'config:s3-bucket-public-write-prohibited',
    ],
    rationale:
      'Whoever may write can plant what you then serve or run, fill the bucket at your cost, or let others in.',
  },
];

/**
 * A stranger is an anonymous caller, or anybody whom no policy tells. ACLs of objects count too: where they are on and
 * nobody read them, the answer is unknown.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html
 */
export const s3BucketNotPublic: readonly Check[] = USES.map(({ operations, ...use }) =>
  defineCheck({
    ...use,
    practice: 12,
    severity: 'critical',
    resource: 'AWS::S3::Bucket',
    reads: [...PUBLIC_BUCKET_READS, ...ORGANIZATION_READS],
    changedBy: BUCKET_ACCESS_CHANGES,
    remediation:
      'Take the grant out of the policy or the ACL, turn ACLs off, and turn on Block Public Access for the account; serve what is meant for everybody by CloudFront.',
    fix: BUCKET_BLOCK_FIX,
    evaluate: (bucket, { inventory }) => publicBucketOutcome(inventory, bucket, operations),
  }),
);
