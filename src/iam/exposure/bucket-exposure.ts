import { type Reading, type Unread, unreadAmong } from '../../model/reading.ts';
import type { Bucket, PublicAccessBlock } from '../../model/resources/s3.ts';
import type { AuthorizationRequest } from '../authorization-request.ts';
import { type AccessPointDoor, doorBlock } from './access-point-door.ts';
import type { BucketGuards } from './bucket-guards.ts';
import type { BucketOperation } from './bucket-operation.ts';
import { publicWays, type WaysIn } from './public-ways.ts';
import type { PublicWay, WayKind } from './way-question.ts';

/** A setting that keeps strangers out, whatever is granted. */
export interface Stop {
  readonly layer:
    | 'account-block-public-access'
    | 'bucket-block-public-access'
    | 'access-point-block-public-access'
    | 'object-ownership';
  /** `restrictPublicBuckets`, `BucketOwnerEnforced`. */
  readonly setting: string;
}

/** A grant to strangers, with the settings that stop them; none: they get in. */
export interface BucketWay {
  readonly by: WayKind;
  /** `statement 1 "Website"`, `READ to everyone` */
  readonly grant: string;
  /** What a stranger would ask. */
  readonly witness: AuthorizationRequest;
  readonly stoppedBy: readonly Stop[];
  /** What was not read and may stop them. */
  readonly doubts: readonly Unread[];
  /** What the request comes through; null: the bucket itself. */
  readonly accessPoint: AccessPointDoor | null;
  /** A policy on the way is, by AWS's rule, so that RestrictPublicBuckets would stop it. */
  readonly isPublicToAws: boolean;
}

/** Whether a stranger (an anonymous caller or somebody of any account) can do it. */
export interface OperationExposure {
  readonly operation: BucketOperation;
  readonly answer: 'open' | 'closed' | 'unknown';
  readonly ways: readonly BucketWay[];
  /** What was not read and may grant more; nothing, where something stops it all the same. */
  readonly missing: readonly Unread[];
}

/**
 * The one answer over a bucket's policy and those of its access points, its ACL and those of its objects, Object
 * Ownership, and the Block Public Access of account, bucket and access point, whose strictest setting counts.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html
 */
export function bucketExposure(
  bucket: Bucket,
  guards: BucketGuards,
  operation: BucketOperation,
  ways: WaysIn = publicWays(bucket, guards, operation),
): OperationExposure {
  const acls = stopsOfAcls(bucket, guards);
  const found = ways.ways.map((way) => stoppedWay(way, bucket, guards, acls));
  const missing = [...ways.missingOfPolicy, ...(acls.stops.length > 0 ? [] : ways.missingOfAcls)];
  return { operation, answer: answerOf(found, missing), ways: found, missing };
}

function answerOf(ways: readonly BucketWay[], missing: readonly Unread[]): OperationExposure['answer'] {
  const open = ways.filter(({ stoppedBy }) => stoppedBy.length === 0);
  if (open.some(({ doubts }) => doubts.length === 0)) return 'open';
  return open.length > 0 || missing.length > 0 ? 'unknown' : 'closed';
}

interface Stops {
  readonly stops: readonly Stop[];
  /** Settings that were not read and may stop too. */
  readonly doubts: readonly Unread[];
}

/** A grant with what stops it. */
export function stoppedWay(
  way: PublicWay,
  bucket: Bucket,
  guards: BucketGuards,
  acls: Stops = stopsOfAcls(bucket, guards),
): BucketWay {
  const { by, grant, witness, accessPoint } = way;
  const { stops, doubts } = isByAcl(by) ? acls : stopsOfPolicy(way, bucket, guards);
  return {
    by,
    grant,
    witness,
    accessPoint: accessPoint?.door ?? null,
    isPublicToAws: way.isPublicToAws || (accessPoint?.isPublicToAws ?? false),
    stoppedBy: stops,
    doubts: stops.length === 0 ? [...way.doubts, ...doubts] : way.doubts,
  };
}

/**
 * Settings of which each alone would stop a way that nothing stops. That of an access point nobody can turn on: "you can't
 * modify block public access settings for an access point after creating it".
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-points-bpa-settings.html
 */
export function settingsThatWouldStop({ by, stoppedBy, isPublicToAws }: BucketWay): readonly Stop[] {
  if (stoppedBy.length > 0) return [];
  if (isByAcl(by)) return [OWNER_ENFORCED, ...ofBlocks('ignorePublicAcls')];
  return isPublicToAws ? ofBlocks('restrictPublicBuckets') : [];
}

function ofBlocks(setting: keyof PublicAccessBlock): readonly Stop[] {
  return [
    { layer: 'bucket-block-public-access', setting },
    { layer: 'account-block-public-access', setting },
  ];
}

/** ACLs are for the public as they are written. */
export function isByAcl(kind: WayKind): boolean {
  return kind === 'bucket-acl' || kind === 'object-acl';
}

/**
 * RestrictPublicBuckets leaves a policy that AWS calls public to services and to the owner's account. By an access
 * point, that of the access point, the bucket or the account will do.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-points-bpa-settings.html
 */
function stopsOfPolicy(
  { isPublicToAws, accessPoint }: PublicWay,
  bucket: Bucket,
  guards: BucketGuards,
): Stops {
  if (!isPublicToAws && !accessPoint?.isPublicToAws) return NO_STOPS;
  const { stops, doubts } = blocking(bucket, guards, 'restrictPublicBuckets');
  if (!accessPoint?.isPublicToAws) return { stops, doubts };
  const own = doorBlock(accessPoint.door);
  return {
    stops: [...stops, ...(isOn(own, 'restrictPublicBuckets') ? [OF_ACCESS_POINT] : [])],
    doubts: [...doubts, ...unreadAmong([own])],
  };
}

const OWNER_ENFORCED: Stop = { layer: 'object-ownership', setting: 'BucketOwnerEnforced' };
const NO_STOPS: Stops = { stops: [], doubts: [] };
const OF_ACCESS_POINT: Stop = { layer: 'access-point-block-public-access', setting: 'restrictPublicBuckets' };

/** ACLs grant nothing where they are off, and nothing to the public where public ones are ignored. */
function stopsOfAcls(bucket: Bucket, guards: BucketGuards): Stops {
  const { objectOwnership } = bucket;
  const ignored = blocking(bucket, guards, 'ignorePublicAcls');
  const isOff = objectOwnership.status === 'read' && objectOwnership.value === 'BucketOwnerEnforced';
  return {
    stops: [...(isOff ? [OWNER_ENFORCED] : []), ...ignored.stops],
    doubts: [...unreadAmong([objectOwnership]), ...ignored.doubts],
  };
}

function blocking(
  { publicAccessBlock }: Bucket,
  { accountBlock }: BucketGuards,
  setting: keyof PublicAccessBlock,
): Stops {
  return {
    stops: [
      ...(isOn(accountBlock, setting) ? [{ layer: 'account-block-public-access', setting } as const] : []),
      ...(isOn(publicAccessBlock, setting)
        ? [{ layer: 'bucket-block-public-access', setting } as const]
        : []),
    ],
    doubts: unreadAmong([accountBlock, publicAccessBlock]),
  };
}

function isOn(block: Reading<PublicAccessBlock | null>, setting: keyof PublicAccessBlock): boolean {
  return block.status === 'read' && (block.value?.[setting] ?? false);
}
