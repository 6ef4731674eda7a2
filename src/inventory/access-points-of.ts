import type { AccessPointDoor } from '../iam/exposure/access-point-door.ts';
import { allRead, mapReading, type Reading } from '../model/reading.ts';
import type { AccessPoint, Bucket, MultiRegionAccessPoint } from '../model/resources/s3.ts';
import type { Inventory } from './inventory.ts';

/**
 * Access points of a bucket that take requests from the internet, and Multi-Region Access Points that lead to it, of its
 * own account and of others that were read. Unread: its own account's are not all known. An access point is in the
 * region of its bucket.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-points-restrictions-limitations-naming-rules.html
 */
export function accessPointsOf(
  inventory: Inventory,
  { id, account, region }: Bucket,
): Reading<readonly AccessPointDoor[]> {
  const doors = doorsByBucket(inventory).get(id) ?? [];
  const listed = inventory.derive(`access points of ${account} in ${region}`, () =>
    allRead([
      inventory.all('AWS::S3::AccessPoint', region === UNKNOWN ? { account } : { account, region }),
      inventory.all('AWS::S3::MultiRegionAccessPoint', { account }),
    ]),
  );
  return mapReading(listed, () => doors);
}

/** Of a bucket whose region nobody told. */
const UNKNOWN = 'unknown';

function doorsByBucket(inventory: Inventory): ReadonlyMap<string, readonly AccessPointDoor[]> {
  return inventory.derive(doorsByBucket, () => {
    const doors = new Map<string, AccessPointDoor[]>();
    const add = (bucket: string, door: AccessPointDoor): void => {
      doors.set(bucket, [...(doors.get(bucket) ?? []), door]);
    };
    const points: readonly AccessPoint[] = inventory.of('AWS::S3::AccessPoint');
    const global: readonly MultiRegionAccessPoint[] = inventory.of('AWS::S3::MultiRegionAccessPoint');
    for (const point of points) if (point.networkOrigin === 'Internet') add(point.bucket, point);
    for (const point of global) for (const { bucket } of point.buckets) add(bucket, point);
    return doors;
  });
}
