import type { PrincipalView } from '../iam/index.ts';
import { eachOnce, type Unread, unreadAmong } from '../model/reading.ts';
import type { Trail } from '../model/resources/cloudtrail.ts';
import type { KmsKey } from '../model/resources/kms.ts';
import type { Bucket } from '../model/resources/s3.ts';
import { accessPointsOf } from './access-points-of.ts';
import type { Inventory } from './inventory.ts';
import { notProved } from './not-known.ts';
import { ownAccounts } from './own-accounts.ts';
import { type HolderQuestion, holdersOf, type RightHolder, type RightHolders } from './rights-on.ts';
import { trailKey } from './trail-key.ts';
import { decryptRights, trailReadRights } from './trail-rights.ts';

/**
 * Who of the accounts that were read gets at the files of a trail: may get them, and decrypt them where the trail has a
 * key. Files of before it had the key are not told apart.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/encrypting-cloudtrail-log-files-with-aws-kms.html
 */
export function trailReaders(
  inventory: Inventory,
  trail: Trail,
  bucket: Bucket,
  asked: Omit<HolderQuestion, 'accounts'>,
): RightHolders {
  const own = ownAccounts(inventory, bucket.account); // others are for outside-readers
  const accounts = new Set([...own.known, ...own.notEntered.keys()]);
  const question = { ...asked, accounts };
  const holders = holdersOf(inventory, trailReadRights(inventory, bucket, trail), question);
  const readers = { ...holders, missing: [...holders.missing, ...byAccessPoints(inventory, bucket)] };
  const key = trail.kmsKeyId === null ? null : trailKey(inventory, trail.kmsKeyId);
  if (key === null || readers.found.length === 0) return readers;
  if (key.status === 'unread')
    return { ...readers, found: readers.found.map((each) => withDoubts(each, [key])) };
  return key.value === null ? readers : whoDecrypts(inventory, readers, key.value, question);
}

/** Who comes by an access point, whose own policy has to allow it too, is not weighed. */
function byAccessPoints(inventory: Inventory, bucket: Bucket): readonly Unread[] {
  const { known, ofVpcs, unlisted } = accessPointsOf(inventory, bucket);
  const arns = new Set([...known, ...ofVpcs].map(({ arn }) => arn));
  return [
    ...unlisted.map(({ why }) => why),
    ...[...arns].map((arn) => notProved(`who reads by ${arn} is not weighed`)),
  ];
}

function whoDecrypts(
  inventory: Inventory,
  { found, missing }: RightHolders,
  key: KmsKey,
  question: HolderQuestion,
): RightHolders {
  const readers = new Set(found.map(({ principal }) => principal.arn));
  const who = (principal: PrincipalView): boolean => readers.has(principal.arn);
  const decrypting = holdersOf(inventory, decryptRights(inventory, key), { ...question, who });
  const byArn = new Map(decrypting.found.map((each) => [each.principal.arn, each]));
  const unsure = eachOnce([...decrypting.missing, ...unreadAmong([key.grants])]);
  return {
    missing,
    found: found.flatMap((reader) => {
      const { arn } = reader.principal;
      const decrypts = byArn.get(arn);
      if (decrypts) return [withDoubts(reader, decrypts.doubts)];
      if (isGranted(key.grants, arn)) return [reader];
      return unsure.length > 0 ? [withDoubts(reader, unsure)] : [];
    }),
  };
}

function isGranted(grants: KmsKey['grants'], arn: string): boolean {
  return (
    grants.status === 'read' &&
    grants.value.some((each) => each.granteePrincipal === arn && each.operations.includes('Decrypt'))
  );
}

function withDoubts(reader: RightHolder, doubts: readonly Unread[]): RightHolder {
  return doubts.length > 0 ? { ...reader, doubts: eachOnce([...reader.doubts, ...doubts]) } : reader;
}
