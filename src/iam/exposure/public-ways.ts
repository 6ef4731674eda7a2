import { type Unread, unreadAmong } from '../../model/reading.ts';
import type { Bucket } from '../../model/resources/s3.ts';
import type { AuthorizationRequest } from '../authorization-request.ts';
import { authorize } from '../authorize.ts';
import type { PolicyDocument } from '../policy-document.ts';
import type { WebsitePath } from '../prove/network-path.ts';
import { s3PublicPolicy } from '../prove/public/s3-public-policy.ts';
import { mayAdmitStrangers } from '../prove/public-access.ts';
import { ALLOW_ALL } from '../prove/replay.ts';
import { waysOfAccessPoints } from './access-point-ways.ts';
import { waysOfAcls } from './acl-ways.ts';
import type { BucketGuards } from './bucket-guards.ts';
import type { BucketOperation } from './bucket-operation.ts';
import { readPolicyText } from './read-policy.ts';
import { statementWords } from './statement-words.ts';
import {
  controlsOf,
  type FoundWays,
  NO_WAYS,
  type PublicWay,
  strangerBy,
  together,
  type WayQuestion,
} from './way-question.ts';

export interface WaysIn {
  readonly ways: readonly PublicWay[];
  readonly missingOfPolicy: readonly Unread[];
  readonly missingOfAcls: readonly Unread[];
}

/**
 * Grants to strangers by a bucket's policy, its access points, its ACL and those of its objects, as if nothing blocked
 * them. `network`: by its website alone.
 */
export function publicWays(
  bucket: Bucket,
  guards: BucketGuards,
  operation: BucketOperation,
  network?: WebsitePath,
): WaysIn {
  const policy = readPolicyText(bucket.policy, 's3:GetBucketPolicy');
  const question: WayQuestion = {
    bucket,
    guards,
    operation,
    network,
    denies: policy.status === 'read' ? policy.value.statements.filter(({ effect }) => effect === 'Deny') : [],
    doubts: unreadAmong([policy, guards.resourceControlPolicies]),
  };
  const byPolicies =
    policy.status === 'read'
      ? together([waysOfPolicy(question, policy.value), waysOfAccessPoints(question, policy.value)])
      : { ways: [], missing: [policy] };
  const byAcls = waysOfAcls(question);
  return {
    ways: [...byPolicies.ways, ...byAcls.ways],
    missingOfPolicy: byPolicies.missing,
    missingOfAcls: byAcls.missing,
  };
}

function waysOfPolicy(question: WayQuestion, policy: PolicyDocument): FoundWays {
  if (!policy.statements.some(mayAdmitStrangers)) return NO_WAYS;
  const found = strangerBy(question, policy);
  if (!found) return NO_WAYS;
  if ('status' in found) return { ways: [], missing: [found] };
  const isPublicToAws = s3PublicPolicy(policy, 'bucket').public;
  const grant = allowing(found, policy, question);
  return {
    ways: [{ by: 'bucket-policy', grant, witness: found, doubts: question.doubts, isPublicToAws }],
    missing: [],
  };
}

function allowing(witness: AuthorizationRequest, policy: PolicyDocument, { guards }: WayQuestion): string {
  const { determining } = authorize(witness, {
    identityPolicies: [ALLOW_ALL],
    resourcePolicy: policy,
    ...controlsOf(guards),
  });
  const first = determining.find(({ source }) => source === 'resourcePolicy');
  return first ? statementWords(first) : 'its policy';
}
