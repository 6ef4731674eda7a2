import { type Unread, unread } from '../../model/reading.ts';
import type { Bucket } from '../../model/resources/s3.ts';
import type { AuthorizationRequest } from '../authorization-request.ts';
import type { PolicyDocument, Statement } from '../policy-document.ts';
import type { PolicySet } from '../policy-set.ts';
import type { WebsitePath } from '../prove/network-path.ts';
import { type ByAccessPoint, publicAccess } from '../prove/public-access.ts';
import type { AccessPointDoor } from './access-point-door.ts';
import type { BucketGuards } from './bucket-guards.ts';
import { actionsByAccessPoint, BUCKET_OPERATIONS, type BucketOperation } from './bucket-operation.ts';

export type WayKind = 'bucket-policy' | 'access-point' | 'bucket-acl' | 'object-acl';

/** A grant that a stranger could use, before Block Public Access and Object Ownership are asked. */
export interface PublicWay {
  readonly by: WayKind;
  readonly grant: string;
  readonly witness: AuthorizationRequest;
  readonly doubts: readonly Unread[];
  /** Of a bucket's policy: RestrictPublicBuckets goes by what AWS calls public. */
  readonly isPublicToAws: boolean;
  /** What the request comes through; absent: the bucket itself. */
  readonly accessPoint?: PassedAccessPoint;
}

export interface PassedAccessPoint {
  readonly door: AccessPointDoor;
  /** What AWS calls its policy. */
  readonly isPublicToAws: boolean;
}

export interface WayQuestion {
  readonly bucket: Bucket;
  readonly guards: BucketGuards;
  readonly operation: BucketOperation;
  /** Of the bucket's policy: they bind those whom ACLs let in, too. */
  readonly denies: readonly Statement[];
  /** What may deny and was not read. */
  readonly doubts: readonly Unread[];
  /** Absent: whatever requests come by. */
  readonly network?: WebsitePath | undefined;
}

export interface FoundWays {
  readonly ways: readonly PublicWay[];
  readonly missing: readonly Unread[];
}

export const NO_WAYS: FoundWays = { ways: [], missing: [] };
export const NO_POLICY: PolicyDocument = { version: '2012-10-17', id: null, statements: [] };

export function together(found: readonly FoundWays[]): FoundWays {
  return { ways: found.flatMap(({ ways }) => ways), missing: found.flatMap(({ missing }) => missing) };
}

/** A website shows the latest version of each object. */
const BY_WEBSITE = ['s3:GetObject'];

/** A stranger's request for the operation that the policy allows; null: proved that there is none. */
export function strangerBy(
  { bucket: { type, arn, account }, guards, operation, network }: WayQuestion,
  policy: PolicyDocument,
  accessPoint?: ByAccessPoint,
): AuthorizationRequest | Unread | null {
  const { actions } = BUCKET_OPERATIONS[operation];
  const asked = network ? BY_WEBSITE : accessPoint ? actionsByAccessPoint(operation) : actions;
  if (asked.length === 0) return null;
  const options = { asked, accessPoint, network, ...controlsOf(guards) };
  const verdict = publicAccess(policy, { type, arn, account }, options);
  switch (verdict.answer) {
    case 'proved':
      return null;
    case 'refuted':
      return verdict.witness;
    case 'unknown':
      return unread('rampart/iam', `TooHard: ${verdict.reason}`);
  }
}

export function controlsOf({
  resourceControlPolicies: levels,
}: BucketGuards): Pick<PolicySet, 'resourceControlPolicies'> {
  return { resourceControlPolicies: levels.status === 'read' ? (levels.value ?? undefined) : undefined };
}
