import type { AccessPointDoor } from '../iam/exposure/access-point-door.ts';
import type { KnownAccessPoints } from '../iam/exposure/bucket-guards.ts';
import { eachOnce, type Reading, type Unread } from '../model/reading.ts';
import type { PolicyText } from '../model/resources/iam.ts';
import type { AccessPoint, Bucket, MultiRegionAccessPoint } from '../model/resources/s3.ts';
import type { Inventory } from './inventory.ts';
import { policyOf } from './policy-of.ts';

/**
 * Access points of a bucket and Multi-Region Access Points that lead to it, of its own account and of others that were
 * read. Unlisted: its own account, and those that its policy leaves requests to,
 * where their access points are not all known. An access point is in the region of its bucket.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-points-restrictions-limitations-naming-rules.html
 */
export function accessPointsOf(inventory: Inventory, bucket: Bucket): KnownAccessPoints {
  const { id, account, region, policy } = bucket;
  const others = delegatesOf(inventory, policy).filter((each) => each !== account);
  const all = [
    { account: null, gaps: gapsIn(inventory, account, region) },
    ...others.map((other) => ({ account: other, gaps: gapsIn(inventory, other, region) })),
  ];
  return {
    known: doorsByBucket(inventory).get(id) ?? [],
    ofVpcs: ofVpcsByBucket(inventory).get(id) ?? [],
    unlisted: all.flatMap((of) => of.gaps.map((why) => ({ account: of.account, why }))),
  };
}

/** Of a bucket whose region nobody told. */
const UNKNOWN = 'unknown';

function gapsIn(inventory: Inventory, account: string, region: string): readonly Unread[] {
  return inventory.derive(`access points not listed of ${account} in ${region}`, () =>
    eachOnce([
      ...inventory.gaps('AWS::S3::AccessPoint', region === UNKNOWN ? { account } : { account, region }),
      ...inventory.gaps('AWS::S3::MultiRegionAccessPoint', { account }),
    ]),
  );
}

/**
 * Accounts that a bucket's policy tells as those of access points, to allow or in a Deny of all others: each judges by
 * their policies whom it lets in.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-points-policies.html#access-points-delegating-control
 */
function delegatesOf(inventory: Inventory, policy: Reading<PolicyText | null>): readonly string[] {
  const text = policy.status === 'read' ? (policy.value ?? '') : '';
  if (!MAY_DELEGATE.test(text)) return [];
  const document = policyOf(inventory, text, 's3:GetBucketPolicy');
  if (document.status === 'unread') return [];
  const told = document.value.statements
    .flatMap(({ conditions }) => conditions)
    .flatMap(({ key, values }) => (OF_ACCESS_POINTS.test(key) ? values : []));
  return [...new Set(told.flatMap((value) => ACCOUNT.exec(value)?.[1] ?? []))];
}

const OF_ACCESS_POINTS = /^s3:DataAccessPoint(?:Account|Arn)$/i;
/** Or a letter of it is escaped. */
const MAY_DELEGATE = /DataAccessPoint|\\/i;
/** An account, or that of an ARN. */
const ACCOUNT = /(?:^|:)(\d{12})(?::|$)/;

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

function ofVpcsByBucket(inventory: Inventory): ReadonlyMap<string, readonly AccessPoint[]> {
  return inventory.derive(ofVpcsByBucket, () => {
    const ofVpcs = inventory
      .of('AWS::S3::AccessPoint')
      .filter(({ networkOrigin }) => networkOrigin === 'VPC');
    return Map.groupBy(ofVpcs, ({ bucket }) => bucket);
  });
}
