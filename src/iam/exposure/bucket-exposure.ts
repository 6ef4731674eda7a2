import { type Reading, type Unread, unreadAmong } from '../../model/reading.ts';
import type { Bucket, PublicAccessBlock } from '../../model/resources/s3.ts';
import type { AuthorizationRequest } from '../authorization-request.ts';
import type { BucketGuards } from './bucket-guards.ts';
import type { BucketOperation } from './bucket-operation.ts';
import { type PublicWay, publicWays, type WayKind, type WaysIn } from './public-ways.ts';

/** A setting that keeps strangers out, whatever is granted. */
export interface Stop {
  readonly layer: 'account-block-public-access' | 'bucket-block-public-access' | 'object-ownership';
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
 * The one answer over a bucket's policy, its ACL and those of its objects, Object Ownership, and the Block Public Access
 * of account and bucket, whose stricter setting counts.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html
 */
export function bucketExposure(
  bucket: Bucket,
  guards: BucketGuards,
  operation: BucketOperation,
  ways: WaysIn = publicWays(bucket, guards, operation),
): OperationExposure {
  const acls = stopsOfAcls(bucket, guards);
  const policy = stopsOfPolicy(bucket, guards);
  const found = ways.ways.map((way) => stopped(way, isByAcl(way.by) ? acls : policy));
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

function stopped({ isPublicToAws, ...way }: PublicWay, { stops, doubts }: Stops): BucketWay {
  const bites = isByAcl(way.by) || isPublicToAws;
  return {
    ...way,
    stoppedBy: bites ? stops : [],
    doubts: bites && stops.length === 0 ? [...way.doubts, ...doubts] : way.doubts,
  };
}

function isByAcl(kind: WayKind): boolean {
  return kind !== 'bucket-policy';
}

/** RestrictPublicBuckets leaves a policy that AWS calls public to services and to the bucket's own account. */
function stopsOfPolicy(bucket: Bucket, guards: BucketGuards): Stops {
  return blocking(bucket, guards, 'restrictPublicBuckets');
}

/** ACLs grant nothing where they are off, and nothing to the public where public ones are ignored. */
function stopsOfAcls(bucket: Bucket, guards: BucketGuards): Stops {
  const { objectOwnership } = bucket;
  const ignored = blocking(bucket, guards, 'ignorePublicAcls');
  const isOff = objectOwnership.status === 'read' && objectOwnership.value === 'BucketOwnerEnforced';
  return {
    stops: [
      ...(isOff ? [{ layer: 'object-ownership', setting: 'BucketOwnerEnforced' } as const] : []),
      ...ignored.stops,
    ],
    doubts: [...unreadAmong([objectOwnership]), ...ignored.doubts],
  };
}

function blocking(
  { publicAccessBlock }: Bucket,
  { accountBlock }: BucketGuards,
  setting: keyof PublicAccessBlock,
): Stops {
  const isOn = (block: Reading<PublicAccessBlock | null>): boolean =>
    block.status === 'read' && (block.value?.[setting] ?? false);
  return {
    stops: [
      ...(isOn(accountBlock) ? [{ layer: 'account-block-public-access', setting } as const] : []),
      ...(isOn(publicAccessBlock) ? [{ layer: 'bucket-block-public-access', setting } as const] : []),
    ],
    doubts: unreadAmong([accountBlock, publicAccessBlock]),
  };
}
