import { parseArn } from '../model/arn.ts';
import { type Reading, unread } from '../model/reading.ts';
import type { KmsKey } from '../model/resources/kms.ts';
import type { Inventory } from './inventory.ts';

/** The key that encrypts a trail's files, by the ARN that the trail gives. Null: there is no such key. */
export function trailKey(inventory: Inventory, kmsKeyId: string): Reading<KmsKey | null> {
  const arn = parseArn(kmsKeyId);
  if (!arn?.resource.startsWith('key/')) {
    return unread('kms:DescribeKey', `UnresolvedKey: "${kmsKeyId}" is not the ARN of a key`);
  }
  return inventory.byArn('AWS::KMS::Key', kmsKeyId);
}
