import { parseArn } from '../model/arn.ts';
import type { Reading } from '../model/reading.ts';
import type { KmsKey } from '../model/resources/kms.ts';
import type { Bucket } from '../model/resources/s3.ts';
import type { Inventory } from './inventory.ts';
import type { ConfusedDeputy } from './trust/confused-deputy.ts';
import type { SourceKind } from './trust/deputy-source.ts';
import { policyDeputy } from './trust/policy-deputy.ts';

const CLOUDTRAIL = 'cloudtrail.amazonaws.com';

/**
 * Whether CloudTrail may put the files of a stranger's trail into a bucket. Whoever makes a trail names any prefix for
 * it: that the policy keeps to the path of one's own account holds nobody off, as the prefix may be that path.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/create-s3-bucket-policy-for-cloudtrail.html
 */
export function trailBucketDeputy(
  inventory: Inventory,
  bucket: Bucket,
  trusted: readonly string[],
): Reading<ConfusedDeputy | null> {
  const job = {
    service: CLOUDTRAIL,
    actions: ['s3:PutObject'],
    kind: { ...trailOf(bucket.arn), always: { 's3:x-amz-acl': 'bucket-owner-full-control' } },
    keys: ['aws:SourceArn'],
    resourcesOf: (account: string | null) => [`${bucket.arn}/*AWSLogs/${account ?? '*'}/*`],
    exampleOf: (account: string) =>
      `${bucket.arn}/AWSLogs/${account}/CloudTrail/us-east-1/2026/01/01/example.json.gz`,
    call: 's3:GetBucketPolicy',
  } as const;
  return policyDeputy(inventory, bucket, job, trusted);
}

/**
 * Whether CloudTrail may encrypt the files of a stranger's trail with a key: its requests name the trail in the
 * encryption context too.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/create-kms-key-policy-for-cloudtrail.html
 */
export function trailKeyDeputy(
  inventory: Inventory,
  key: KmsKey,
  trusted: readonly string[],
): Reading<ConfusedDeputy | null> {
  const job = {
    service: CLOUDTRAIL,
    actions: ['kms:GenerateDataKey'],
    kind: { ...trailOf(key.arn), arnKey: 'kms:EncryptionContext:aws:cloudtrail:arn', always: {} },
    keys: ['aws:SourceAccount', 'aws:SourceArn'],
    resourcesOf: () => [key.arn],
    exampleOf: () => key.arn,
    call: 'kms:GetKeyPolicy',
  } as const;
  return policyDeputy(inventory, key, job, trusted);
}

function trailOf(arn: string): Pick<SourceKind, 'partition' | 'service' | 'type'> {
  return { partition: parseArn(arn)?.partition ?? 'aws', service: 'cloudtrail', type: 'trail' };
}
