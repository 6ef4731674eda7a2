import type { Reading } from '../../model/reading.ts';
import type { Bucket, PublicAccessBlock } from '../../model/resources/s3.ts';
import { doorBlock } from './access-point-door.ts';
import { type BucketWay, isByAcl } from './bucket-exposure.ts';
import type { BucketGuards } from './bucket-guards.ts';
import { grantWords } from './way-words.ts';

/** A layer that a stranger's request comes to, and what becomes of it there. */
export interface WayLayer {
  readonly layer:
    | 'account-block-public-access'
    | 'bucket-block-public-access'
    | 'access-point-block-public-access'
    | 'object-ownership'
    | 'acl'
    | 'policy'
    | 'access-point';
  readonly state: 'passes' | 'stops' | 'grants' | 'unread';
  /** `restrictPublicBuckets is off` */
  readonly says: string;
}

/**
 * All layers on a way, from the account to the access point, those too that come after one that stops the request:
 * they show what would become of it without.
 */
export function layersOf(way: BucketWay, bucket: Bucket, guards: BucketGuards): readonly WayLayer[] {
  const { accessPoint } = way;
  const block = (layer: WayLayer['layer'], reading: Reading<PublicAccessBlock | null>): WayLayer => ({
    layer,
    ...(isByAcl(way.by)
      ? settingState(reading, 'ignorePublicAcls')
      : restrictionState(reading, way.isPublicToAws)),
  });
  return [
    block('account-block-public-access', guards.accountBlock),
    block('bucket-block-public-access', bucket.publicAccessBlock),
    ...(accessPoint ? [block('access-point-block-public-access', doorBlock(accessPoint))] : []),
    ...(isByAcl(way.by) ? [ownershipLayer(bucket)] : []),
    ...grantLayers(way),
  ];
}

type Said = Pick<WayLayer, 'state' | 'says'>;

function settingState(reading: Reading<PublicAccessBlock | null>, setting: keyof PublicAccessBlock): Said {
  if (reading.status === 'unread') return { state: 'unread', says: `${setting} was not read` };
  return reading.value?.[setting]
    ? { state: 'stops', says: `${setting} is on` }
    : { state: 'passes', says: `${setting} is off` };
}

function restrictionState(reading: Reading<PublicAccessBlock | null>, isPublicToAws: boolean): Said {
  const said = settingState(reading, 'restrictPublicBuckets');
  if (isPublicToAws || said.state === 'passes') return said;
  return { state: 'passes', says: 'AWS does not call the policy public' };
}

function ownershipLayer({ objectOwnership }: Bucket): WayLayer {
  const layer = 'object-ownership';
  if (objectOwnership.status === 'unread') return { layer, state: 'unread', says: 'it was not read' };
  const { value } = objectOwnership;
  return value === 'BucketOwnerEnforced'
    ? { layer, state: 'stops', says: 'BucketOwnerEnforced: ACLs are off' }
    : { layer, state: 'passes', says: `${value ?? 'ObjectWriter'}: ACLs are on` };
}

function grantLayers({ by, grant, accessPoint, doubts }: BucketWay): readonly WayLayer[] {
  const unread = doubts.length > 0;
  if (isByAcl(by))
    return [
      { layer: 'acl', state: 'grants', says: grantWords(by, grant, null) },
      unread
        ? { layer: 'policy', state: 'unread', says: 'what could deny it was not read' }
        : { layer: 'policy', state: 'passes', says: 'no Deny stops it' },
    ];
  const policy: WayLayer = accessPoint
    ? { layer: 'policy', state: 'passes', says: 'leaves it to the access point' }
    : { layer: 'policy', state: 'grants', says: grant };
  return [
    policy,
    ...(accessPoint
      ? [{ layer: 'access-point', state: 'grants', says: `${grant} of ${accessPoint.id}` } as const]
      : []),
  ];
}
