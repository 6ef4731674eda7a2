import { bucketExposure, type OperationExposure } from '../iam/exposure/bucket-exposure.ts';
import type { BucketGuards } from '../iam/exposure/bucket-guards.ts';
import type { BucketOperation } from '../iam/exposure/bucket-operation.ts';
import { publicWays, type WaysIn } from '../iam/exposure/public-ways.ts';
import { renamedBucket, requestOfBucket } from '../iam/exposure/renamed-bucket.ts';
import { mapReading, read } from '../model/reading.ts';
import type { Bucket } from '../model/resources/s3.ts';
import { accessPointsOf } from './access-points-of.ts';
import type { Inventory } from './inventory.ts';
import { organizationGuards } from './organization-policies.ts';

/** Whether strangers can do it, over all that governs the bucket. */
export function exposureOf(
  inventory: Inventory,
  bucket: Bucket,
  operation: BucketOperation,
): OperationExposure {
  const guards = bucketGuards(inventory, bucket);
  return bucketExposure(bucket, guards, operation, waysInto(inventory, bucket, guards, operation));
}

export function bucketGuards(inventory: Inventory, bucket: Bucket): BucketGuards {
  return { ...accountGuards(inventory, bucket.account), accessPoints: accessPointsOf(inventory, bucket) };
}

/** Buckets that differ by their names alone are asked about once. */
function waysInto(
  inventory: Inventory,
  bucket: Bucket,
  guards: BucketGuards,
  operation: BucketOperation,
): WaysIn {
  const plain = renamedBucket(bucket, guards);
  if (!plain) return publicWays(bucket, guards, operation);
  const asked = inventory.derive(waysInto, () => new Map<string, WaysIn>());
  const key = JSON.stringify([
    operation,
    plain.policy,
    plain.acl,
    plain.objectAclSample,
    guards.resourceControlPolicies,
    guards.accessPoints,
  ]);
  const { ways, ...missing } = asked.get(key) ?? publicWays(plain, guards, operation);
  asked.set(key, { ways, ...missing });
  return { ...missing, ways: ways.map((way) => ({ ...way, witness: requestOfBucket(way.witness, bucket) })) };
}

/** What binds all buckets of an account. */
export function accountGuards(inventory: Inventory, account: string): Omit<BucketGuards, 'accessPoints'> {
  return inventory.derive(`guards of the buckets of ${account}`, () => {
    const { organization, levels } = organizationGuards(inventory, account);
    const manager = organization.status === 'read' ? organization.value?.managementAccountId : undefined;
    return {
      accountBlock: mapReading(
        inventory.one('AWS::S3::AccountPublicAccessBlock', account),
        ({ publicAccessBlock }) => publicAccessBlock,
      ),
      // "RCPs don't affect resources in the management account."
      resourceControlPolicies: manager === account ? read(null) : levels.RESOURCE_CONTROL_POLICY,
    };
  });
}
