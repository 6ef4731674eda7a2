import { type Reading, type Unread, unread } from '../model/reading.ts';
import type { Trail, TrailEventSelectors } from '../model/resources/cloudtrail.ts';
import type { Bucket } from '../model/resources/s3.ts';
import { conditionsOf, type EventConditions, type EventFields, unrecordedEvent } from './event-selectors.ts';
import type { Inventory } from './inventory.ts';

export interface ObjectLevelRecording {
  /** An object-level event that none of the known trails records; null: they record them all. */
  readonly unrecorded: EventFields | null;
  /** The trails that are logging in the bucket's account and region, and whose selectors are known. */
  readonly trails: readonly Trail[];
  /** What would have to be read before "none records it" could be said. */
  readonly missing: readonly Unread[];
}

/**
 * Which reads and writes of a bucket's objects below a prefix the trails of its account record together, the shadows
 * of organisation trails included: data events come to the trails of the bucket's owner, whoever made the request.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/cloudtrail-logging-understanding-s3-entries.html
 */
export function objectLevelRecording(
  inventory: Inventory,
  bucket: Bucket,
  prefix: string,
): ObjectLevelRecording {
  const { account } = bucket;
  const listed = inventory.all('AWS::CloudTrail::Trail', { account });
  const candidates = listed.status === 'read' ? listed.value : ownTrails(inventory, account);
  const states = candidates.map((trail) => stateOf(inventory, trail, bucket));
  const recording = states.flatMap(({ known }) => (known ? [known] : []));
  return {
    unrecorded: unrecordedEvent(together(recording.map(({ selectors }) => selectors)), asked(bucket, prefix)),
    trails: recording.map(({ trail }) => trail),
    missing: [
      ...inventory.gaps('AWS::CloudTrail::Trail', { account }),
      ...states.flatMap(({ missing }) => missing),
    ],
  };
}

function ownTrails(inventory: Inventory, account: string): readonly Trail[] {
  return inventory.grouped('AWS::CloudTrail::Trail', 'account').get(account) ?? [];
}

interface TrailState {
  /** Null: it does not record in the bucket's region, or that is not known. */
  readonly known: { readonly trail: Trail; readonly selectors: TrailEventSelectors } | null;
  readonly missing: readonly Unread[];
}

/** The owner's copy of a trail tells more than a member's shadow of it. */
function stateOf(inventory: Inventory, shadow: Trail, bucket: Bucket): TrailState {
  const owned = inventory.grouped('AWS::CloudTrail::Trail', 'arn').get(shadow.arn)?.[0];
  const trail = owned ?? shadow;
  const { trailStatus, selectors, isMultiRegionTrail, homeRegion } = trail;
  const isElsewhere = !isMultiRegionTrail && homeRegion !== bucket.region && isRegionKnown(bucket);
  const isStopped = trailStatus.status === 'read' && !trailStatus.value.isLogging;
  if (isElsewhere || isStopped) return { known: null, missing: [] };
  const region = isMultiRegionTrail || isRegionKnown(bucket) ? [] : [regionUnread(bucket)];
  const missing = unreadOf([trailStatus, selectors, ...region]);
  const known =
    missing.length === 0 && selectors.status === 'read' ? { trail, selectors: selectors.value } : null;
  return { known, missing };
}

/** Where the region was denied, every reading of the bucket says why; a folder of `aws` output may just not hold it. */
function regionUnread({ versioning, id }: Bucket): Unread {
  if (versioning.status === 'unread') return versioning;
  return unread('s3:GetBucketLocation', `NotCollected: the region of bucket ${id} is not told`);
}

function isRegionKnown(bucket: Bucket): boolean {
  return bucket.region !== 'unknown';
}

function unreadOf(readings: readonly Reading<unknown>[]): readonly Unread[] {
  return readings.flatMap((reading) => (reading.status === 'unread' ? [reading] : []));
}

/** An event is recorded when any selector of any of the trails matches it. */
function together(selectors: readonly TrailEventSelectors[]): TrailEventSelectors {
  const all = selectors.flatMap(conditionsOf);
  return {
    eventSelectors: [],
    advancedEventSelectors: all.map((fieldSelectors) => ({ name: null, fieldSelectors })),
  };
}

function asked(bucket: Bucket, prefix: string): EventConditions {
  return [
    { field: 'eventCategory', equals: ['Data'] },
    { field: 'eventSource', equals: ['s3.amazonaws.com'] },
    { field: 'resources.type', equals: ['AWS::S3::Object'] },
    { field: 'resources.ARN', startsWith: [`${bucket.arn}/${prefix}`] },
  ];
}
