import { type BucketWay, bucketExposure } from '../../iam/exposure/bucket-exposure.ts';
import { BUCKET_OPERATIONS, type BucketOperation } from '../../iam/exposure/bucket-operation.ts';
import { stopWords } from '../../iam/exposure/way-words.ts';
import { bucketGuards } from '../../inventory/bucket-exposure.ts';
import type { Inventory } from '../../inventory/inventory.ts';
import { policyAccess } from '../../inventory/resource-accesses.ts';
import type { JsonObject } from '../../model/json.ts';
import { eachOnce, type Reading, read, thenReading, type Unread } from '../../model/reading.ts';
import type { AccessPoint } from '../../model/resources/s3.ts';
import { BUCKET_ACCESS_CHANGES } from '../changes/bucket-changes.ts';
import { defineCheck, fail, pass, unknown } from '../check.ts';
import { dedented } from '../fix/dedented.ts';
import { ORGANIZATION_READS } from '../organization-reads.ts';
import { PUBLIC_BUCKET_READS } from '../public-bucket-outcome.ts';
import { requestEvidence } from '../request-evidence.ts';

/**
 * "Both the access point and the underlying bucket must permit the request": a policy that is open to everybody, in
 * front of a bucket that lets nobody in by it, opens nothing.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-points-policies.html
 */
export const s3AccessPointExposure = defineCheck({
  id: 's3-access-point-exposure',
  title: 'No stranger gets into a bucket by the access point',
  practice: 12,
  severity: 'critical',
  resource: 'AWS::S3::AccessPoint',
  reads: [...PUBLIC_BUCKET_READS, ...ORGANIZATION_READS],
  changedBy: BUCKET_ACCESS_CHANGES,
  controls: [
    'nist-800-53-r5:AC-3',
    'nist-csf-2.0:PR.AA-05',
    'nist-csf-2.0:PR.DS-01',
    'iso-27001-2022:A.8.3',
    'soc-2:CC6.1',
  ],
  equivalents: [],
  rationale:
    "An access point is a second door with a policy of its own, which a review of the bucket's policy does not see.",
  remediation:
    'Name the principals that are meant in its policy. Its Block Public Access cannot be turned on later: make a new one for that.',
  fix: {
    cli: dedented(`
      # Save the policy with the principals that are meant in the place of everybody, and put it back
      aws s3control get-access-point-policy --account-id {account} --name {id} --region {region}
      aws s3control put-access-point-policy --account-id {account} --name {id} --policy file://<POLICY-FILE> --region {region}
      # Where nobody needs it: aws s3control delete-access-point --account-id {account} --name {id} --region {region}`),
    terraform: dedented(`
      # With the principals that are meant; its Block Public Access is all on where nothing is said of it
      resource "aws_s3_access_point" "this" {
        name   = "{id}"
        bucket = "{evidence.bucketName}"
        policy = file("<POLICY-FILE>")
      }`),
  },
  evaluate(point, { inventory }) {
    const told = { accessPoint: point.arn, bucketName: point.bucket };
    if (point.networkOrigin === 'VPC')
      return pass(`Access point ${point.id} takes requests from its VPC alone.`, told);
    const found = waysBy(inventory, point);
    if (found.status === 'unread') return unknown(found, told);
    const { ways, missing } = found.value;
    const evidence = { ...told, ways: ways.map(wayEvidence) };
    const open = ways.filter(({ way }) => way.stoppedBy.length === 0);
    const certain = open.filter(({ way }) => way.doubts.length === 0);
    if (certain.length > 0) return fail(openSentence(point, certain), evidence);
    const doubts = [...open.flatMap(({ way }) => way.doubts), ...missing];
    if (doubts.length > 0) return unknown(eachOnce(doubts), evidence);
    return pass(closedSentence(point, ways), evidence);
  },
});

interface Way {
  readonly operation: BucketOperation;
  readonly way: BucketWay;
}

interface Ways {
  readonly ways: readonly Way[];
  readonly missing: readonly Unread[];
}

const OPERATIONS = Object.keys(BUCKET_OPERATIONS) as readonly BucketOperation[]; // its keys are nothing else

function waysBy(inventory: Inventory, point: AccessPoint): Reading<Ways> {
  return thenReading(inventory.bucketNamed(point.bucket), (bucket) => {
    if (!bucket) return ofUnknownBucket(inventory, point);
    // Whatever else leads to the bucket is for its own checks, listed or not.
    const guards = {
      ...bucketGuards(inventory, bucket),
      accessPoints: { known: [point], ofVpcs: [], unlisted: [] },
    };
    const exposures = OPERATIONS.map((operation) => bucketExposure(bucket, guards, operation));
    const ways = exposures.flatMap(({ operation, ways: all }) =>
      all.filter(({ accessPoint }) => accessPoint !== null).map((way) => ({ operation, way })),
    );
    const own = exposures.flatMap(({ missing }) => missing).filter(({ call }) => OF_ACCESS_POINTS.has(call));
    const unread = [bucket.policy].flatMap((each) =>
      each.status === 'unread' && mayBeOpen(inventory, point) ? [each] : [],
    );
    return read({ ways, missing: [...own, ...unread] });
  });
}

/** What was not read, or not proved, of its policy; ACLs are for the bucket's checks. */
const OF_ACCESS_POINTS: ReadonlySet<string> = new Set(['s3:GetAccessPointPolicy', 'rampart/iam']);

/** Nothing tells what the bucket of somebody else lets in; what lets nobody in needs no telling. */
function ofUnknownBucket(inventory: Inventory, point: AccessPoint): Reading<Ways> {
  return mayBeOpen(inventory, point)
    ? inventory.bucketOutside(point.bucket)
    : read({ ways: [], missing: [] });
}

function mayBeOpen(inventory: Inventory, point: AccessPoint): boolean {
  if (point.policy.status === 'read' && point.policy.value === null) return false;
  return policyAccess(inventory, point, []).access.public.answer !== 'no';
}

function openSentence({ id, bucket }: AccessPoint, ways: readonly Way[]): string {
  const does = ways.map(({ operation }) => BUCKET_OPERATIONS[operation].does);
  const who = ways.some(({ way }) => way.witness.principal === '*')
    ? 'Anybody'
    : 'Whoever has an AWS account';
  return `${who} can ${does.join(', ')} bucket ${bucket} by access point ${id}.`;
}

function closedSentence({ id, bucket }: AccessPoint, ways: readonly Way[]): string {
  const stops = new Set(ways.flatMap(({ way }) => way.stoppedBy.map(stopWords)));
  const held = stops.size === 0 ? '' : ` Its policy would let them in, but for ${[...stops].join(' and ')}.`;
  return `No stranger gets into bucket ${bucket} by access point ${id}.${held}`;
}

function wayEvidence({ operation, way }: Way): JsonObject {
  return {
    operation,
    grant: way.grant,
    stoppedBy: way.stoppedBy.map(stopWords),
    request: requestEvidence(way.witness),
  };
}
