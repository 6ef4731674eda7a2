import { parseArn } from '../model/arn.ts';
import { type Unread, unreadAmong } from '../model/reading.ts';
import type { Trail } from '../model/resources/cloudtrail.ts';
import type { KmsKey } from '../model/resources/kms.ts';
import type { Bucket } from '../model/resources/s3.ts';
import type { Inventory } from './inventory.ts';
import { policyInForce } from './policy-at-resource.ts';
import type { ResourceRight } from './rights-on.ts';
import { trailBucket, trailPrefix } from './trail-bucket.ts';
import { trailKey } from './trail-key.ts';
import { SILENCE_TRAIL } from './wide-right.ts';

export interface RightsOnResources {
  readonly rights: readonly ResourceRight[];
  /** Resources that were not read. */
  readonly missing: readonly Unread[];
}

/** Opens or closes the bucket to others, CloudTrail among them, or lets S3 delete what is in it. */
const CHANGE_BUCKET = [
  's3:PutBucketPolicy',
  's3:DeleteBucketPolicy',
  's3:PutLifecycleConfiguration',
  's3:DeleteBucket',
];
const CHANGE_FILES = ['s3:PutObject', 's3:DeleteObject', 's3:DeleteObjectVersion'];
/** Without its key nobody reads the files, and CloudTrail writes no more. */
const CHANGE_KEY = ['kms:PutKeyPolicy', 'kms:DisableKey', 'kms:ScheduleKeyDeletion'];

/** What stops a trail, takes its files away or shuts them. */
export function trailWriteRights(inventory: Inventory, trail: Trail): RightsOnResources {
  const { arn, account, tags = null, kmsKeyId } = trail;
  const bucket = trailBucket(inventory, trail);
  const key = kmsKeyId === null ? null : trailKey(inventory, kmsKeyId);
  const owner = parseArn(arn)?.account ?? account;
  const own = SILENCE_TRAIL.map(({ action }) => ({
    action,
    resource: arn,
    account: owner,
    tags,
    policy: NO_POLICY,
  }));
  return {
    rights: [
      ...own,
      ...(bucket.status === 'read' && bucket.value
        ? bucketWriteRights(inventory, bucket.value, trailPrefix(trail))
        : []),
      ...(key?.status === 'read' && key.value
        ? rightsOn(inventory, CHANGE_KEY, key.value.arn, key.value)
        : []),
    ],
    missing: unreadAmong([bucket, ...(key ? [key] : [])]),
  };
}

/** What changes or deletes the files under a prefix of a bucket, and who may. */
export function bucketWriteRights(
  inventory: Inventory,
  bucket: Bucket,
  prefix: string,
): readonly ResourceRight[] {
  return [
    ...rightsOn(inventory, CHANGE_BUCKET, bucket.arn, bucket),
    ...rightsOn(inventory, CHANGE_FILES, `${bucket.arn}/${prefix}*`, bucket),
  ];
}

/** What reads a trail's files, of any version; `AWSLogs/` and all that lies there. */
export function trailReadRights(
  inventory: Inventory,
  bucket: Bucket,
  trail: Trail,
): readonly ResourceRight[] {
  const files = `${bucket.arn}/${trailPrefix(trail)}*`;
  return rightsOn(inventory, ['s3:GetObject', 's3:GetObjectVersion'], files, bucket);
}

export function decryptRights(inventory: Inventory, key: KmsKey): readonly ResourceRight[] {
  return rightsOn(inventory, ['kms:Decrypt'], key.arn, key);
}

const NO_POLICY = { status: 'read', value: null } as const;

function rightsOn(
  inventory: Inventory,
  actions: readonly string[],
  resource: string,
  holder: Bucket | KmsKey,
): readonly ResourceRight[] {
  const { account, tags = null } = holder;
  const policy = policyInForce(inventory, holder);
  return actions.map((action) => ({ action, resource, account, tags, policy }));
}
