import { parseArn } from '../model/arn.ts';
import { type Reading, read, thenReading, unread } from '../model/reading.ts';
import type { Trail } from '../model/resources/cloudtrail.ts';
import type { Bucket } from '../model/resources/s3.ts';
import type { Inventory } from './inventory.ts';

/**
 * The bucket that receives a trail; null when AWS says that there is none of the name, which is for
 * cloudtrail-bucket-exists to tell; unread, never "none", when it is somebody's whose account was not read.
 */
export function trailBucket(inventory: Inventory, trail: Trail): Reading<Bucket | null> {
  const bucket = inventory.bucketNamed(trail.s3BucketName);
  if (bucket.status === 'unread' || bucket.value) return bucket;
  const { bucketProbe: probe } = trail;
  if (probe.status === 'read' && probe.value === 'absent') return read(null);
  return inventory.bucketOutside(trail.s3BucketName);
}

/** `[prefix/]AWSLogs/`: all that CloudTrail writes for the trail. */
export function trailPrefix(trail: Trail): string {
  return `${trail.s3KeyPrefix ? `${trail.s3KeyPrefix}/` : ''}AWSLogs/`;
}

/**
 * Where the trail's log files lie: those of one account, or of all members under the organisation's id, which every
 * member may read. Digests and Insights lie beside them.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/get-and-view-cloudtrail-log-files.html
 */
export function trailLogPrefix(inventory: Inventory, trail: Trail): Reading<string> {
  const owner = parseArn(trail.arn)?.account ?? trail.account;
  if (!trail.isOrganizationTrail) {
    const region = trail.isMultiRegionTrail ? '' : `${trail.homeRegion}/`;
    return read(`${trailPrefix(trail)}${owner}/CloudTrail/${region}`);
  }
  const membership = inventory.one('AWS::Organizations::Organization', trail.account);
  return thenReading(membership, ({ organization }) =>
    organization
      ? read(`${trailPrefix(trail)}${organization.id}/`)
      : unread('organizations:DescribeOrganization', `NotInOrganization: ${trail.account} belongs to none`),
  );
}
