import type { Reading } from '../../model/reading.ts';
import type { AccessPoint, MultiRegionAccessPoint, PublicAccessBlock } from '../../model/resources/s3.ts';

/** An access point or Multi-Region Access Point in front of a bucket, which takes requests from the internet. */
export type AccessPointDoor = AccessPoint | MultiRegionAccessPoint;

/** Its own Block Public Access; null: never set. Nobody can change it. */
export function doorBlock({ publicAccessBlock }: AccessPointDoor): Reading<PublicAccessBlock | null> {
  return publicAccessBlock !== null && 'status' in publicAccessBlock
    ? publicAccessBlock
    : { status: 'read', value: publicAccessBlock };
}
