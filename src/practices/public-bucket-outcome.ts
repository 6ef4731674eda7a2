import type { BucketWay, OperationExposure } from '../iam/exposure/bucket-exposure.ts';
import type { BucketGuards } from '../iam/exposure/bucket-guards.ts';
import { BUCKET_OPERATIONS, type BucketOperation } from '../iam/exposure/bucket-operation.ts';
import { layersOf } from '../iam/exposure/way-layers.ts';
import { grantWords, stopWords } from '../iam/exposure/way-words.ts';
import { bucketGuards, exposureOf } from '../inventory/bucket-exposure.ts';
import type { Inventory } from '../inventory/inventory.ts';
import type { JsonObject } from '../model/json.ts';
import type { Bucket } from '../model/resources/s3.ts';
import { fail, type Outcome, pass, unknown } from './check.ts';
import { requestEvidence } from './request-evidence.ts';

/** What tells whether a stranger gets into a bucket. */
export const PUBLIC_BUCKET_READS = [
  's3:ListBuckets',
  's3:GetPublicAccessBlock',
  's3:GetBucketOwnershipControls',
  's3:GetBucketAcl',
  's3:GetBucketPolicy',
  's3:ListAccessPoints',
  's3:GetAccessPoint',
  's3:GetAccessPointPolicy',
  's3:ListMultiRegionAccessPoints',
  's3:GetMultiRegionAccessPointPolicy',
];

/** Whether strangers can do any of it to the bucket, by which grant, and what keeps them out. */
export function publicBucketOutcome(
  inventory: Inventory,
  bucket: Bucket,
  operations: readonly BucketOperation[],
): Outcome {
  const exposures = operations.map((operation) => exposureOf(inventory, bucket, operation));
  const evidence = evidenceOf(bucket, exposures, bucketGuards(inventory, bucket));
  const open = exposures.find(({ answer }) => answer === 'open');
  if (open) return fail(openSentence(bucket, open), evidence);
  const unsure = exposures.filter(({ answer }) => answer === 'unknown');
  if (unsure.length > 0) return unknown(unsure.flatMap(missingOf), evidence);
  return pass(closedSentence(bucket, operations, exposures), evidence);
}

function openSentence({ id }: Bucket, { operation, ways }: OperationExposure): string {
  const way = ways.find(isOpen);
  const who = way?.witness.principal === '*' ? 'Anybody' : 'Whoever has an AWS account';
  return `${who} can ${BUCKET_OPERATIONS[operation].does} bucket ${id}${way ? `, by ${grantOf(way)}` : ''}.`;
}

function closedSentence(
  { id }: Bucket,
  operations: readonly BucketOperation[],
  exposures: readonly OperationExposure[],
): string {
  const does = operations.map((operation) => BUCKET_OPERATIONS[operation].does);
  const undone =
    does.length === 1
      ? `can ${does[0]} bucket ${id}`
      : `can do any of this to bucket ${id}: ${operations.join(', ')}`;
  return `No stranger ${undone}.${closingSentence(exposures)}`;
}

/** What one change of a setting would open. */
function closingSentence(exposures: readonly OperationExposure[]): string {
  const held = exposures.flatMap(({ ways }) => ways).filter(({ stoppedBy }) => stoppedBy.length === 1);
  const by = Map.groupBy(held, ({ stoppedBy: [stop] }) => (stop ? stopWords(stop) : ''));
  return [...by]
    .map(([stop, ways]) => {
      const grants = [...new Set(ways.map(grantOf))].join(' and ');
      return ` Only ${stop} keeps out whom ${grants} would let in.`;
    })
    .join('');
}

function isOpen({ stoppedBy, doubts }: BucketWay): boolean {
  return stoppedBy.length === 0 && doubts.length === 0;
}

function missingOf({ ways, missing }: OperationExposure): OperationExposure['missing'] {
  return [
    ...missing,
    ...ways.filter(({ stoppedBy }) => stoppedBy.length === 0).flatMap(({ doubts }) => doubts),
  ];
}

function grantOf({ by, grant, accessPoint }: BucketWay): string {
  return grantWords(by, grant, accessPoint);
}

function evidenceOf(
  bucket: Bucket,
  exposures: readonly OperationExposure[],
  guards: BucketGuards,
): JsonObject {
  const { id, arn } = bucket;
  return {
    bucket: arn,
    bucketName: id,
    ways: exposures.flatMap(({ operation, ways }) =>
      ways.map((way) => ({
        operation,
        by: way.by,
        grant: way.grant,
        ...(way.accessPoint && { accessPoint: way.accessPoint.arn }),
        stoppedBy: way.stoppedBy.map(stopWords),
        layers: layersOf(way, bucket, guards).map((each) => ({ ...each })),
        request: requestEvidence(way.witness),
      })),
    ),
  };
}
