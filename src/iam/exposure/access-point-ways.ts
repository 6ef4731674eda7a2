import { unread } from '../../model/reading.ts';
import type { AuthorizationRequest } from '../authorization-request.ts';
import { authorize } from '../authorize.ts';
import type { PolicyDocument } from '../policy-document.ts';
import { s3PublicPolicy } from '../prove/public/s3-public-policy.ts';
import { type ByAccessPoint, mayAdmitStrangers } from '../prove/public-access.ts';
import { ALLOW_ALL } from '../prove/replay.ts';
import type { AccessPointDoor } from './access-point-door.ts';
import { policyAtBucket } from './access-point-policy.ts';
import { SIGNED } from './acl-statements.ts';
import type { UnlistedAccessPoints } from './bucket-guards.ts';
import { readPolicyText } from './read-policy.ts';
import { statementWords } from './statement-words.ts';
import {
  controlsOf,
  type FoundWays,
  NO_WAYS,
  strangerBy,
  together,
  type WayQuestion,
} from './way-question.ts';

/**
 * By access points and Multi-Region Access Points: "both the access point and the underlying bucket must permit the
 * request". Those that were not listed matter where the bucket's policy leaves strangers to them.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-points-policies.html
 */
export function waysOfAccessPoints(question: WayQuestion, policy: PolicyDocument): FoundWays {
  if (!policy.statements.some(mayAdmitStrangers)) return NO_WAYS;
  const { known, unlisted } = question.guards.accessPoints;
  return together([
    ...known.map((door) => wayThrough(question, policy, door)),
    ...unlisted.map((each) => waysThroughUnlisted(question, policy, each)),
  ]);
}

function waysThroughUnlisted(
  question: WayQuestion,
  policy: PolicyDocument,
  { account, why }: UnlistedAccessPoints,
): FoundWays {
  const any = { account: account ?? question.bucket.account, arn: null, policy: null };
  return strangerBy(question, policy, any) ? { ways: [], missing: [why] } : NO_WAYS;
}

function wayThrough(question: WayQuestion, policy: PolicyDocument, door: AccessPointDoor): FoundWays {
  const { bucket, guards, doubts } = question;
  const own = readPolicyText(door.policy, policyCall(door));
  if (own.status === 'unread') {
    const open = strangerBy(question, policy, asking(door, null));
    return open ? { ways: [], missing: [own] } : NO_WAYS;
  }
  if (!own.value.statements.some(mayAdmitStrangers)) return NO_WAYS;
  const there = policyAtBucket(own.value, door.arn, bucket.arn);
  if (!there) return { ways: [], missing: [tooHard(door)] };
  const atDoor = door.type === 'AWS::S3::MultiRegionAccessPoint' ? forSigned(there) : there;
  const found = strangerBy(question, policy, asking(door, atDoor));
  if (!found) return NO_WAYS;
  if ('status' in found) return { ways: [], missing: [found] };
  const { determining } = authorize(found, {
    identityPolicies: [ALLOW_ALL],
    resourcePolicy: policy,
    vpcEndpointPolicies: [atDoor],
    ...controlsOf(guards),
  });
  const passed = determining.find(({ source }) => source === 'vpcEndpointPolicies');
  return {
    ways: [
      {
        by: 'access-point',
        grant: passed ? statementWords(passed) : 'its policy',
        witness: askedBy(found, door),
        doubts,
        isPublicToAws: s3PublicPolicy(policy, 'bucket').public,
        accessPoint: { door, isPublicToAws: s3PublicPolicy(own.value, 'access-point').public },
      },
    ],
    missing: [],
  };
}

function asking({ account, arn }: AccessPointDoor, policy: PolicyDocument | null): ByAccessPoint {
  return { account, arn, networkOrigin: 'Internet', policy };
}

/** The request with what S3 tells of the access point, whether policies ask for it or not. */
function askedBy(request: AuthorizationRequest, { arn, account }: AccessPointDoor): AuthorizationRequest {
  const told = { 's3:DataAccessPointArn': arn, 's3:DataAccessPointAccount': account };
  const known = Object.entries(request.context ?? {}).filter(
    ([key]) => !Object.keys(told).some((each) => each.toLowerCase() === key.toLowerCase()),
  );
  return { ...request, context: { ...Object.fromEntries(known), ...told } };
}

/**
 * Requests for a Multi-Region Access Point are signed, with Signature Version 4A.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/MultiRegionAccessPointRequests.html
 */
function forSigned(policy: PolicyDocument): PolicyDocument {
  const statements = policy.statements.map((each) =>
    each.effect === 'Allow' ? { ...each, conditions: [...each.conditions, SIGNED] } : each,
  );
  return { ...policy, statements };
}

function policyCall({ type }: AccessPointDoor): string {
  return type === 'AWS::S3::AccessPoint' ? 's3:GetAccessPointPolicy' : 's3:GetMultiRegionAccessPointPolicy';
}

/** A variable stands where the access point's own name does. */
export function tooHard(door: AccessPointDoor): ReturnType<typeof unread> {
  return unread(
    policyCall(door),
    `TooHard: a variable in the policy of access point ${door.id} stands for the access point itself`,
  );
}
