import { type Reading, read, thenReading } from '../model/reading.ts';
import type { Bucket, PublicAccessBlock } from '../model/resources/s3.ts';
import type { Inventory } from './inventory.ts';

export const BLOCK_SETTINGS = [
  'blockPublicAcls',
  'ignorePublicAcls',
  'blockPublicPolicy',
  'restrictPublicBuckets',
] as const satisfies readonly (keyof PublicAccessBlock)[];

export type BlockSetting = (typeof BLOCK_SETTINGS)[number];

/** What an account's Block Public Access says for all its buckets; off when it was never set. */
export function accountBlock(inventory: Inventory, account: string, setting: BlockSetting): Reading<boolean> {
  return thenReading(inventory.one('AWS::S3::AccountPublicAccessBlock', account), (one) =>
    read(one.publicAccessBlock?.[setting] ?? false),
  );
}

/**
 * A setting is in force when the bucket or its account has it on: one of the two, read, is enough to know.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html
 */
export function effectiveBlock(
  inventory: Inventory,
  bucket: Pick<Bucket, 'publicAccessBlock' | 'account'>,
  setting: BlockSetting,
): Reading<boolean> {
  const own = thenReading(bucket.publicAccessBlock, (block) => read(block?.[setting] ?? false));
  const account = accountBlock(inventory, bucket.account, setting);
  const on = [own, account].find((each) => each.status === 'read' && each.value);
  return on ?? [own, account].find((each) => each.status === 'unread') ?? read(false);
}
